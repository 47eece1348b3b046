import { limitOf } from './judge.ts';
import type { Judged, Verdict } from './judge.ts';
import type { Row } from './plan.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  kept: 'kept',
  worse: '! worse',
  missing: '! missing',
  'no-budget': '! no budget',
  'not-judged': 'not judged',
};
const HEAD = ['', 'figure', 'raw limit', 'ratio', 'budget', 'verdict'];

/** Lines for people: each figure beside its raw limit, its ratio, and the worst ratio that would do. */
export function tableOf(judged: readonly Judged[]): string[] {
  const rows = [HEAD, ...judged.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === cells.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ row, measured, budget, verdict }: Judged): string[] {
  const amount = (value: number | undefined): string => (value === undefined ? '—' : `${value} ${row.unit}`);
  return [
    `${row.id}: ${row.words}${aimOf(row)}`,
    amount(measured?.figure),
    amount(measured?.raw),
    String(measured?.ratio ?? '—'),
    budget === null ? '—' : `${row.better === 'lower' ? '≤' : '≥'} ${Number(limitOf(row, budget).toFixed(3))}`,
    VERDICTS[verdict],
  ];
}

const aimOf = ({ aim }: Row): string => (aim === undefined ? '' : ` (aim ${aim})`);
