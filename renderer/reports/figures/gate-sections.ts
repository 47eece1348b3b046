import type { TFunction } from 'i18next';
import { NOTED } from '../../../electron/contract/reports.ts';
import type { Report, ReportFigures } from '../../../electron/contract/reports.ts';
import { wordOr } from '../../language/languages.ts';
import type { Names } from './names.ts';
import { section, totalOf } from './table.ts';
import type { Column, FigureTable, Row, Section } from './table.ts';

/** The arms beside the cars, what hands did past the rules and why, alarms, and how soon the platforms knew. */
export function gateSections(t: TFunction, report: Report, names: Names): Section[] {
  const { figures } = report;
  return [
    openingsSection(t, figures),
    section('overrides', t('reports.section.overrides'), {
      tables: [reasonsTable(t, 'overrides', figures.overrides.map(({ cause, reason, n }) => ({ kind: cause, reason, n })), names)], // prettier-ignore
      list: listOf('overrides', report.overrides),
    }),
    notedSection(t, report, 'refusals', names),
    notedSection(t, report, 'corrections', names),
    notedSection(t, report, 'alarms', names),
    ...syncSection(t, figures),
  ];
}

const listOf = (id: string, { lines, more }: Report['alarms']) => ({ id, lines, more });

/** Openings that nobody used, and passages that no opening of the period explains: one does not make up for the other. */
export const oddOf = ({ openings: { byCause, unopened } }: ReportFigures): { unused: number; unopened: number } => ({
  unused: byCause.reduce((sum, { difference }) => sum + Math.max(0, difference), 0),
  unopened: byCause.reduce((sum, { difference }) => sum + Math.max(0, -difference), unopened),
});

function openingsSection(t: TFunction, figures: ReportFigures): Section {
  const { openings } = figures;
  const columns: Column[] = [
    { title: t('reports.column.cause'), kind: 'text' },
    ...['openings', 'passages', 'again', 'difference'].map((name): Column => ({
      title: t(`reports.column.${name}`),
      kind: 'count',
    })),
  ];
  const rows: Row[] = openings.byCause.map(({ cause, openings: opened, passages, again, difference }) => ({
    cells: [t(`history.cause.${cause}`), opened, passages, again, difference],
    odd: difference !== 0 || (cause === 'unknown' && opened > 0),
  }));
  if (openings.unopened > 0)
    rows.push({ cells: [t('reports.unopened'), null, openings.unopened, null, -openings.unopened], odd: true });
  // Differences are not added up: too many and too few would hide one another.
  const total = totalOf(columns, rows, t('reports.total')).with(-1, '');
  const odd = oddOf(figures);
  const well = odd.unused === 0 && odd.unopened === 0;
  return section('openings', t('reports.section.openings'), {
    tables: [{ id: 'openings', title: null, columns, rows, total: rows.length === 0 ? null : total }],
    note: t('reports.note.openings'),
    odd: well ? null : t('reports.odd', odd),
  });
}

function reasonsTable(
  t: TFunction,
  id: string,
  noted: readonly { kind: string; reason: string; n: number }[],
  names: Names,
): FigureTable {
  const columns: Column[] = [
    { title: t('reports.column.kind'), kind: 'text' },
    { title: t('reports.column.reason'), kind: 'text' },
    { title: t('reports.column.times'), kind: 'count' },
  ];
  const rows = noted.map(({ kind, reason, n }): Row => ({ cells: [names.kind(kind), names.reason(reason), n] }));
  return { id: `${id}-reasons`, title: null, columns, rows, total: totalOf(columns, rows, t('reports.total')) };
}

function notedSection(t: TFunction, report: Report, id: 'refusals' | 'corrections' | 'alarms', names: Names): Section {
  const isHere = (kind: string): boolean => (NOTED[id] as readonly string[]).includes(kind);
  return section(id, t(`reports.section.${id}`), {
    tables: [
      reasonsTable(
        t,
        id,
        report.figures.noted.filter(({ kind }) => isHere(kind)),
        names,
      ),
    ],
    list: listOf(id, report[id]),
  });
}

/** 8.1: what a platform has within 3 s. */
function syncSection(t: TFunction, { sync }: ReportFigures): Section[] {
  if (sync === null) return [];
  const columns: Column[] = [
    { title: t('reports.column.platform'), kind: 'text' },
    { title: t('reports.column.interface'), kind: 'text' },
    ...['taken', 'measured', 'late'].map((name): Column => ({ title: t(`reports.column.${name}`), kind: 'count' })),
    { title: t('reports.column.inTime'), kind: 'share' },
    ...['p50Ms', 'p99Ms', 'maxMs'].map((name): Column => ({
      title: t(`reports.column.${name}`),
      kind: 'milliseconds',
    })),
  ];
  const rows = sync.map((each): Row => ({
    cells: [
      each.platform,
      wordOr(t, ['wire.interface'], each.interface),
      ...[each.taken, each.measured, each.late, each.share, each.p50Ms, each.p99Ms, each.maxMs],
    ],
    odd: each.late > 0,
  }));
  return [
    section('sync', t('reports.section.sync'), {
      tables: [{ id: 'sync', title: null, columns, rows, total: null }],
      note: t('reports.note.sync'),
    }),
  ];
}
