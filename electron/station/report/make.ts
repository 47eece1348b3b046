import { MOST_HOURLY_DAYS } from '../../contract/reports.ts';
import type { Report, ReportFailure, ReportFigures, ReportWish } from '../../contract/reports.ts';
import type { ShiftCount } from '../../contract/shift.ts';
import type { Db } from '../store/open.ts';
import { breakdownOf } from './breakdown.ts';
import { sha256Of } from './canonical.ts';
import { isCounted } from './counting.ts';
import { bookingsOf, flowsOf, saturationOf, waitsOf } from './flows.ts';
import { notedOf, openingsOf, overridesOf } from './gates.ts';
import { linesOf } from './lines.ts';
import { incomeOf } from './money.ts';
import { HOUR_MS } from './period.ts';
import { scopeOf, tallyOf } from './scope.ts';
import type { Scope, Tally } from './scope.ts';
import { syncOf } from './timeliness.ts';
import type { SpreadOf } from './timeliness.ts';

/** What the store does not know of itself. */
export interface ReportContext {
  /** UTC ms. */
  now: number;
  lot: Report['lot'];
  /** id → name, of lanes that the site file names. */
  lanes: Record<string, string>;
}

export interface ReportParts {
  spreadOf: SpreadOf;
  /** 0 to 1. */
  onProgress?: (share: number) => void;
}

/** No report: there is no such shift, or no such days; or not all of it is counted yet. */
export type Unmade = Extract<ReportFailure, 'no-such-shift' | 'counting'>;

/** Adds a report up, of one state of the store. Writes nothing. */
export function makeReport(db: Db, wish: ReportWish, context: ReportContext, parts: ReportParts): Report | Unmade {
  return db.transaction(() => {
    const scope = scopeOf(db, wish, context.now);
    if (scope === null) return 'no-such-shift';
    return isCounted(db, scope) ? reportOf(db, scope, context, parts) : 'counting';
  })();
}

function reportOf(db: Db, scope: Scope, context: ReportContext, { spreadOf, onProgress }: ReportParts): Report {
  const tally = tallyOf(db, scope);
  onProgress?.(0.4);
  const figures = figuresOf(db, scope, tally, spreadOf);
  onProgress?.(0.6);
  const lines = linesOf(db, scope);
  onProgress?.(0.9);
  const people = db.prepare<[], { id: string; name: string }>('SELECT id, name FROM person').all();
  const { shift } = scope;
  const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
  return {
    askedAt: context.now,
    sha256: sha256Of(figures),
    lot: context.lot,
    shift: shift && {
      id: shift.id,
      person: { id: shift.person, name: names[shift.person] ?? shift.person },
      begunAt: shift.begunAt,
      endedAt: shift.endedAt,
    },
    figures,
    names: { lanes: { ...lanesKnown(db), ...context.lanes }, people: names },
    ...lines,
  };
}

function figuresOf(db: Db, scope: Scope, tally: readonly Tally[], spreadOf: SpreadOf): ReportFigures {
  const { by, from, to, laneId, person, shift } = scope;
  const hourly = to - from <= MOST_HOURLY_DAYS * 24 * HOUR_MS;
  const saturation = saturationOf(db, scope);
  const income = incomeOf(tally);
  return {
    period: { by, from, to, shift: shift?.id ?? null, laneId, person },
    flows: flowsOf(tally, hourly),
    waits: waitsOf(tally),
    saturation: saturation && (hourly ? saturation : { ...saturation, hours: [] }),
    bookings: bookingsOf(tally, scope),
    income,
    openings: openingsOf(tally),
    overrides: overridesOf(tally),
    noted: notedOf(tally),
    ...breakdownOf(tally),
    sync: syncOf(db, scope, spreadOf),
    drawer: shift && {
      till: shift.till,
      expected: shift.till + income.cash,
      counts: countsOf(db, shift.id),
    },
  };
}

const countsOf = (db: Db, shift: number): ShiftCount[] =>
  db
    .prepare<[number], ShiftCount>(
      'SELECT at, who, counted, expected, counted - expected AS difference FROM shift_count WHERE shift = ? ORDER BY id',
    )
    .all(shift);

/** Names of lanes as the newest stays have them: without a site file, and of lanes that are no more. */
function lanesKnown(db: Db): Record<string, string> {
  const rows = db
    .prepare<[], { id: string; name: string }>(
      `SELECT DISTINCT id, name FROM (
         SELECT entrance_id AS id, entrance_name AS name FROM (SELECT * FROM stay ORDER BY rowid DESC LIMIT 1000)
         UNION ALL
         SELECT exit_id, exit_name FROM (SELECT * FROM stay ORDER BY rowid DESC LIMIT 1000) WHERE exit_id IS NOT NULL)`,
    )
    .all();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
