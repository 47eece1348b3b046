import type { CardColumn, PreviewRow, RowVerdict } from '../../contract/cards.ts';
import type { StoredCard } from './card-rows.ts';
import { soughtOf } from './card-rows.ts';
import { checked, differing, rivalry } from './check.ts';
import type { Problem, Rival } from './check.ts';
import type { ReadRow } from './import-row.ts';

/** A card as an import writes it: `import-writer.ts` reads it in SQL. */
export interface WrittenCard extends Omit<StoredCard, 'state' | 'endedAt'> {
  sought: string;
  before: Partial<StoredCard>;
  /** What it was valid for, where it is taken out anew. */
  past: { from: string; to: string } | null;
}

export interface Verdicts {
  /** Rows that need a look come first: errors, then changes. */
  rows: PreviewRow[];
  counts: Record<RowVerdict, number>;
  /** What is new or changed, without the rows that have errors. */
  cards: WrittenCard[];
}

const ORDER: readonly RowVerdict[] = ['error', 'changed', 'new', 'same'];

/** Holds the rows of a file against the cards that there are, and against one another. */
export function verdictsOf(file: readonly ReadRow[], existing: readonly StoredCard[]): Verdicts {
  const byNo = new Map(existing.map((card) => [card.no, card]));
  const rows = file.map((row) => completed(row, byNo.get(row.no)));
  const firsts = firstLines(rows);
  const problems = new Map(rows.map((row) => [row, [...row.problems, ...ofNumber(row, firsts, byNo)]]));
  conflicts(rows, existing, problems);
  const numbers = freeNumbers(new Set([...byNo.keys(), ...rows.map(({ no }) => no)]), byNo.size);
  const counts: Record<RowVerdict, number> = { error: 0, changed: 0, new: 0, same: 0 };
  const cards: WrittenCard[] = [];

  const judged = rows.map((row): PreviewRow => {
    const found = problems.get(row) ?? [];
    const before = byNo.get(row.no);
    const changes = found.length > 0 || !before ? [] : differing(before, row.fields);
    const verdict = found.length > 0 ? 'error' : !before ? 'new' : changes.length > 0 ? 'changed' : 'same';
    counts[verdict] += 1;
    if (verdict === 'new' || verdict === 'changed') cards.push(written(row, before, changes, numbers));
    return { line: row.line, verdict, texts: row.texts, problems: found, changes };
  });
  judged.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || a.line - b.line);
  return { rows: judged, counts, cards };
}

/** A column that the file does not have says nothing: a card that is there already keeps what it says. */
function completed(row: ReadRow, before: StoredCard | undefined): ReadRow {
  if (!before) return row;
  const kept = KEPT.filter((column) => row.texts[column] === undefined);
  const colours = new Map(before.plates.map(({ plate, colour }) => [plate, colour]));
  const plates =
    row.texts.colours === undefined
      ? row.fields.plates.map(({ plate }) => ({ plate, colour: colours.get(plate) ?? null }))
      : row.fields.plates;
  const { fields, problems } = checked({
    ...row.fields,
    ...Object.fromEntries(kept.map((column) => [column, before[column]])),
    plates,
  });
  const told = new Set(row.problems.map(({ column }) => column));
  return { ...row, fields, problems: [...row.problems, ...problems.filter(({ column }) => !told.has(column))] };
}

const KEPT = ['kind', 'phone', 'carsInside', 'monthlyPrice', 'remark'] as const;

function ofNumber(row: ReadRow, firsts: ReadonlyMap<string, number>, byNo: ReadonlyMap<string, StoredCard>): Problem[] {
  if (row.no === '') return [];
  if (byNo.get(row.no)?.state === 'ended') return [{ column: 'no', problem: 'ended', card: row.no }];
  const first = firsts.get(row.no);
  return first === undefined || first === row.line ? [] : [{ column: 'no', problem: 'twice', line: first }];
}

/** On which line each number stands first. */
function firstLines(rows: readonly ReadRow[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { no, line } of rows) if (!found.has(no)) found.set(no, line);
  return found;
}

/**
 * A plate on two cards of one time. Of two rows the later one is wrong. A row that falls out leaves its card as it was,
 * which may be in the way of another row: so until nothing falls out any more.
 */
function conflicts(rows: readonly ReadRow[], existing: readonly StoredCard[], problems: Map<ReadRow, Problem[]>): void {
  for (let fallen = true; fallen;) {
    fallen = false;
    const good = rows.filter((row) => problems.get(row)?.length === 0);
    const inFile = new Set(good.map(({ no }) => no));
    const standing = new Map<string, (Rival & { line?: number })[]>();
    const stand = (rival: Rival & { line?: number }): void => {
      for (const { plate } of rival.plates) {
        const there = standing.get(plate);
        if (there) there.push(rival);
        else standing.set(plate, [rival]);
      }
    };
    for (const card of existing) if (card.state === 'active' && !inFile.has(card.no)) stand(card);
    for (const row of good) {
      const rivals = [...new Set(row.fields.plates.flatMap(({ plate }) => standing.get(plate) ?? []))];
      const found = rivals.flatMap((rival) =>
        rivalry(row.fields, [rival]).map(({ card, ...problem }): Problem =>
          rival.line === undefined
            ? { ...problem, ...(card !== undefined && { card }) }
            : { ...problem, line: rival.line },
        ),
      );
      if (found.length === 0) stand({ ...row.fields, no: row.no, line: row.line });
      else {
        problems.set(row, found);
        fallen = true;
      }
    }
  }
}

function written(
  { no, fields }: ReadRow,
  before: StoredCard | undefined,
  changes: readonly CardColumn[],
  numbers: Iterator<string, never>,
): WrittenCard {
  const card = { ...fields, no: no === '' ? numbers.next().value : no };
  const anew = before !== undefined && before.to !== null && fields.from > before.to;
  return {
    ...card,
    sought: soughtOf(card),
    before: Object.fromEntries(
      changes.map((column) => (column === 'colours' ? ['plates', before?.plates] : [column, before?.[column]])),
    ),
    past: anew && before.to !== null ? { from: before.from, to: before.to } : null,
  };
}

function* freeNumbers(used: ReadonlySet<string>, after: number): Generator<string, never> {
  for (let n = after + 1; ; n += 1) if (!used.has(numberOf(n))) yield numberOf(n);
}

/** The number of the nth card, where nobody gave it one. */
export const numberOf = (n: number): string => `K${String(n).padStart(5, '0')}`;
