import type { Filing } from '../history/filing.ts';
import { movesOf, tallyOfPortion } from '../store/migrations/tally.ts';
import type { Db } from '../store/open.ts';
import { HOUR_MS, hourOf, startOfHour } from './period.ts';
import type { Scope } from './scope.ts';

type Kind = keyof typeof tallyOfPortion;

/** Rows by their numbers: from the first on, before the second; and how many cars were inside after them. */
interface Portion {
  from: number;
  before: number;
  inside: number;
}

/** Numbers of a step: a stay has some five facts and two openings, so both come from about the same days. */
const STEP: Record<Kind, number> = { fact: 240, opening: 96, card_act: 96 };

/**
 * Counts what was there before the tally was (migration 23), the newest first: a small transaction a step, so that each row
 * is counted once, whatever ends the process between two of them.
 */
export function createCounting(db: Db): Filing {
  const backlog = db.prepare<[], { kind: Kind; before: number; inside: number }>('SELECT * FROM tally_backlog');
  const prepared = (kind: Kind) => tallyOfPortion[kind].map((sql) => db.prepare<Portion>(sql));
  const counts = { fact: prepared('fact'), opening: prepared('opening'), card_act: prepared('card_act') };
  const moves = db.prepare<Portion, number>(movesOf).pluck();
  const proceed = db.prepare<[number, number, Kind]>('UPDATE tally_backlog SET before = ?, inside = ? WHERE kind = ?');
  const finish = db.prepare<[Kind]>('DELETE FROM tally_backlog WHERE kind = ?');

  const counted = db.transaction((): boolean => {
    const left = backlog.all();
    for (const { kind, before, inside } of left) {
      const portion = { from: before - STEP[kind], before, inside };
      for (const count of counts[kind]) count.run(portion);
      if (portion.from <= 1) finish.run(kind);
      else proceed.run(portion.from, kind === 'fact' ? inside - (moves.get(portion) ?? 0) : 0, kind);
    }
    return left.length > 0;
  });

  return { step: () => backlog.get() !== undefined && counted.immediate() };
}

/** Rows that a scope is made of and that are not counted yet. All that a shift is made of came after the tally, but its hours. */
const UNCOUNTED = `SELECT EXISTS (SELECT 1 FROM tally_backlog AS b WHERE CASE b.kind
  WHEN 'fact' THEN EXISTS (SELECT 1 FROM fact WHERE at >= @from AND at < @to AND seq < b.before)
  WHEN 'opening' THEN @byDays AND EXISTS (SELECT 1 FROM opening WHERE at >= @from AND at < @to AND rowid < b.before)
  ELSE @byDays END)`;

/** All that a report of this scope adds up is in the tally: else it would be another one later. */
export function isCounted(db: Db, { from, to, shift }: Scope): boolean {
  const hours = { from: startOfHour(hourOf(from)), to: startOfHour(hourOf(to - 1)) + HOUR_MS };
  const byDays = shift === null ? 1 : 0;
  return (
    db
      .prepare<typeof hours & { byDays: number }, number>(UNCOUNTED)
      .pluck()
      .get({ ...hours, byDays }) === 0
  );
}
