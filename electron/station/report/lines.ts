import { LISTED, NOTED } from '../../contract/reports.ts';
import type { Noted, Report, ReportLine, ReportLines } from '../../contract/reports.ts';
import type { Db } from '../store/open.ts';
import { isByPerson, isNoted } from '../store/migrations/tally.ts';
import type { Scope } from './scope.ts';

interface Asked {
  from: number;
  to: number;
  after: number;
  until: number;
  laneId: string | null;
  person: string | null;
  kinds: string;
}

interface Row extends Omit<ReportLine, 'of'> {
  ofAt: number | null;
  ofShift: number | null;
}

const WHOSE = '(@laneId IS NULL OR lane_id = @laneId) AND (@person IS NULL OR who = @person)';

/** Each by its index: of days by kind and time, of a shift by the order of the books. */
const FACTS = {
  days: `SELECT * FROM fact INDEXED BY fact_noted
    WHERE ${isNoted} AND kind IN (SELECT value FROM json_each(@kinds)) AND at >= @from AND at < @to AND ${WHOSE}`,
  shift: `SELECT * FROM fact
    WHERE seq > @after AND seq <= @until AND kind IN (SELECT value FROM json_each(@kinds)) AND ${WHOSE}`,
};
const OPENINGS = {
  days: `SELECT rowid AS line, * FROM opening WHERE ${isByPerson} AND at >= @from AND at < @to AND ${WHOSE}`,
  shift: `SELECT rowid AS line, * FROM opening
    WHERE rowid > @after AND rowid <= @until AND ${isByPerson} AND ${WHOSE}`,
};

const image = (captureId: string): string =>
  `(SELECT image_path FROM capture WHERE id = ${captureId} AND image_state = 'filed')`;

/** Lines of facts: how they read, of a platform why it was down or which interface it is about, of a refund which charge. */
const factLines = (facts: string): string => `
  SELECT f.at, f.kind, f.lane_id AS laneId, f.plate, f.who,
    coalesce(f.reason, f.data ->> '$.cause', f.data ->> '$.interface') AS reason,
    coalesce(f.data ->> '$.detail', f.data ->> '$.from', f.data ->> '$.before.plate', f.data ->> '$.message') AS detail,
    CASE f.kind WHEN 'charge-refunded' THEN CAST(f.data ->> '$.amount' AS INTEGER)
      WHEN 'debt-ended' THEN (SELECT amount FROM debt WHERE stay_id = f.stay_id) END AS amount,
    ${image(`coalesce(f.data ->> '$.captureId',
      (SELECT data ->> '$.captureId' FROM fact WHERE arrival_id = f.arrival_id AND data ->> '$.captureId' IS NOT NULL
       ORDER BY seq DESC LIMIT 1),
      (SELECT entry_capture FROM stay WHERE id = f.stay_id))`)} AS image,
    c.at AS ofAt,
    (SELECT id FROM shift WHERE charge_after < c.line AND (charge_until IS NULL OR c.line <= charge_until)) AS ofShift
  FROM (${facts} ORDER BY at DESC, seq DESC LIMIT @most) AS f
  LEFT JOIN (SELECT rowid AS line, id, at FROM charge) AS c
    ON f.kind = 'charge-refunded' AND c.id = f.data ->> '$.chargeId'
  ORDER BY f.at DESC, f.seq DESC`;

const openingLines = (openings: string): string => `
  SELECT o.at, o.cause AS kind, o.lane_id AS laneId, o.plate, o.who, o.because AS reason, o.class AS detail, NULL AS amount,
    ${image(`(SELECT data ->> '$.captureId' FROM fact WHERE arrival_id = o.arrival_id
      AND data ->> '$.captureId' IS NOT NULL ORDER BY seq DESC LIMIT 1)`)} AS image, NULL AS ofAt, NULL AS ofShift
  FROM (${openings} ORDER BY at DESC, line DESC LIMIT @most) AS o ORDER BY o.at DESC, o.line DESC`;

const lineOf = ({ ofAt, ofShift, ...line }: Row): ReportLine => ({
  ...line,
  of: ofAt === null ? null : { at: ofAt, shift: ofShift },
});

/** What stands behind the numbers, the newest first: overrides, refusals, corrections and alarms. */
export function linesOf(
  db: Db,
  scope: Scope,
  most: number = LISTED,
): Pick<Report, 'overrides' | 'refusals' | 'corrections' | 'alarms'> {
  const how = scope.shift ? 'shift' : 'days';
  const { from, to, laneId, person } = scope;
  const whose = { from, to, laneId, person };

  function listed(of: { lines: string; counted: string; asked: Omit<Asked, 'from' | 'to'> }): ReportLines {
    const asked = { ...whose, ...of.asked };
    const lines = db.prepare<Asked & { most: number }, Row>(of.lines).all({ ...asked, most });
    const all = db.prepare<Asked, number>(`SELECT count(*) FROM (${of.counted})`).pluck().get(asked) ?? 0;
    return { lines: lines.map(lineOf), more: all - lines.length };
  }
  const facts = (kinds: readonly Noted[]): ReportLines => {
    const range = scope.shift?.facts ?? { after: 0, until: 0 };
    const asked = { laneId, person, ...range, kinds: JSON.stringify(kinds) };
    return listed({ lines: factLines(FACTS[how]), counted: FACTS[how], asked });
  };

  const range = scope.shift?.openings ?? { after: 0, until: 0 };
  return {
    overrides: listed({
      lines: openingLines(OPENINGS[how]),
      counted: OPENINGS[how],
      asked: { laneId, person, ...range, kinds: '[]' },
    }),
    refusals: facts(NOTED.refusals),
    corrections: facts(NOTED.corrections),
    alarms: facts(NOTED.alarms),
  };
}
