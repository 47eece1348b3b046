import type { Db } from '../store/open.ts';
import type { Scope } from './scope.ts';

/** The rows behind a report, one after the other: a month of them is never in memory at once. Instants are UTC ms, money is fen. */

export interface StayLine {
  plate: string;
  class: string;
  enteredAt: number;
  entrance: string;
  entryCause: string;
  leftAt: number | null;
  exit: string | null;
  exitCause: string | null;
  booking: string | null;
  order: string | null;
  card: string | null;
}

export interface ChargeLine {
  at: number;
  plate: string | null;
  laneId: string | null;
  receivable: number;
  discount: number;
  received: number;
  refunded: number;
  payType: string;
  who: string | null;
  id: string;
}

export interface OpeningLine {
  at: number;
  laneId: string;
  cause: string;
  plate: string | null;
  class: string | null;
  who: string | null;
  because: string | null;
  passages: number;
}

interface Asked {
  from: number;
  to: number;
  after: number;
  until: number;
  laneId: string | null;
  person: string | null;
}

const MOVED = `kind IN ('entered', 'left', 'entry-supplied', 'unauthorised-passage')`;
const STAYS = `SELECT s.plate, s.class, s.entered_at AS enteredAt, s.entrance_name AS entrance, s.entry_cause AS entryCause,
    s.left_at AS leftAt, s.exit_name AS exit, s.exit_cause AS exitCause, s.booking_code AS booking, s.order_no AS "order",
    s.card_no AS card
  FROM stay AS s`;
/** Of days: who came in then; of a shift: who came or went in it. */
const stays = {
  days: `${STAYS} WHERE s.entered_at >= @from AND s.entered_at < @to
    AND (@laneId IS NULL OR @laneId IN (s.entrance_id, s.exit_id))
    AND (@person IS NULL OR EXISTS (SELECT 1 FROM fact WHERE stay_id = s.id AND who = @person)) ORDER BY s.entered_at`,
  shift: `${STAYS} WHERE s.id IN (SELECT stay_id FROM fact WHERE seq > @after AND seq <= @until AND ${MOVED}
      AND (@laneId IS NULL OR lane_id = @laneId) AND (@person IS NULL OR who = @person)) ORDER BY s.entered_at`,
};
const WHOSE = '(@laneId IS NULL OR lane_id = @laneId) AND (@person IS NULL OR who = @person)';
const CHARGES = `SELECT at, (SELECT plate FROM stay WHERE id = stay_id) AS plate, lane_id AS laneId, receivable, discount,
    received, refunded, pay_type AS payType, who, id
  FROM charge`;
const charges = {
  days: `${CHARGES} WHERE at >= @from AND at < @to AND ${WHOSE} ORDER BY at`,
  shift: `${CHARGES} WHERE rowid > @after AND rowid <= @until AND ${WHOSE} ORDER BY rowid`,
};
const OPENINGS = `SELECT at, lane_id AS laneId, cause, plate, class, who, because,
    (SELECT count(*) FROM passage WHERE opening_id = opening.id) AS passages
  FROM opening`;
const openings = {
  days: `${OPENINGS} WHERE at >= @from AND at < @to AND ${WHOSE} ORDER BY at`,
  shift: `${OPENINGS} WHERE rowid > @after AND rowid <= @until AND ${WHOSE} ORDER BY rowid`,
};

/** SQL by name, for the test that sees to it that each finds its rows by an index. */
export const rowStatements = { stays, charges, openings } as const;

export function rowsOf(db: Db, scope: Scope) {
  const how = scope.shift ? 'shift' : 'days';
  const { from, to, laneId, person } = scope;
  const iterate = <T>(sql: string, range = { after: 0, until: 0 }): IterableIterator<T> =>
    db.prepare<Asked, T>(sql).iterate({ from, to, laneId, person, ...range });
  return {
    stays: () => iterate<StayLine>(stays[how], scope.shift?.facts),
    charges: () => iterate<ChargeLine>(charges[how], scope.shift?.charges),
    openings: () => iterate<OpeningLine>(openings[how], scope.shift?.openings),
  };
}
