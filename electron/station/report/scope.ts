import type { ReportFigures, ReportWish } from '../../contract/reports.ts';
import type { Db } from '../store/open.ts';
import { hourOf, spanOf } from './period.ts';

/** What a report is of. Instants are UTC ms. */
export interface Scope {
  by: ReportWish['period']['by'];
  from: number;
  to: number;
  laneId: string | null;
  person: string | null;
  /** Null: of days, by the clock. Else of a shift, by the order of the books: after the first number, up to the second. */
  shift: ShiftScope | null;
}

export interface ShiftScope {
  id: number;
  person: string;
  begunAt: number;
  endedAt: number | null;
  /** Change in the drawer, fen. */
  till: number;
  facts: Range;
  charges: Range;
  openings: Range;
}

export interface Range {
  after: number;
  until: number;
}

interface ShiftRow {
  id: number;
  person: string;
  begun_at: number;
  ended_at: number | null;
  till: number;
  fact_after: number;
  fact_until: number | null;
  charge_after: number;
  charge_until: number | null;
  opening_after: number;
  opening_until: number | null;
}

/** Null: there is no such shift, or no such days. `now`: until when an open shift is reported. */
export function scopeOf(db: Db, { period, laneId, person }: ReportWish, now: number): Scope | null {
  if (period.by === 'shift') {
    const shift = shiftScope(db, period.shift);
    return shift && { by: 'shift', from: shift.begunAt, to: shift.endedAt ?? now, laneId, person, shift };
  }
  const span = spanOf(period);
  return span && { by: period.by, ...span, laneId, person, shift: null };
}

/** What a report that was made is of. */
export function scopeAgain(db: Db, { by, from, to, laneId, person, shift }: ReportFigures['period']): Scope {
  return { by, from, to, laneId, person, shift: shift === null ? null : shiftScope(db, shift) };
}

function shiftScope(db: Db, id: number): ShiftScope | null {
  const row = db.prepare<[number], ShiftRow>('SELECT * FROM shift WHERE id = ?').get(id);
  if (!row) return null;
  const until = (number: number | null): number => number ?? Number.MAX_SAFE_INTEGER;
  return {
    id,
    person: row.person,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    till: row.till,
    facts: { after: row.fact_after, until: until(row.fact_until) },
    charges: { after: row.charge_after, until: until(row.charge_until) },
    openings: { after: row.opening_after, until: until(row.opening_until) },
  };
}

/** A line of the tally (migration 22). */
export interface Tally {
  hour: number;
  shift: number;
  what: string;
  lane: string;
  who: string;
  a: string;
  b: string;
  n: number;
  gross: number;
  off: number;
  net: number;
}

/** All that adds up to a report. */
export function tallyOf(db: Db, { from, to, laneId, person, shift }: Scope): Tally[] {
  const rows = shift
    ? db.prepare<[number], Tally>('SELECT * FROM tally WHERE shift = ?').all(shift.id)
    : db
        .prepare<[number, number], Tally>('SELECT * FROM tally WHERE hour >= ? AND hour < ?')
        .all(hourOf(from), hourOf(to));
  return rows.filter(({ lane, who }) => (laneId === null || lane === laneId) && (person === null || who === person));
}
