import type { OpeningCause, VehicleClass } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/** Why and for whom an arm went up. Instants are UTC ms, ids 32 hex digits. */
export interface Opening {
  /** That of the right to pass for which the arm was raised, or of the hold. */
  id: string;
  at: number;
  laneId: string;
  cause: OpeningCause;
  /** Person's id; null when the machine opened, or nobody knows who did. */
  who: string | null;
  because: string | null;
  /** The car that stood there. */
  arrivalId: string | null;
  plate: string | null;
  class: VehicleClass | null;
}

/** A passage as the ledger of openings has it. */
export interface LedgerPassage {
  /** The number of its fact. */
  id: number;
  /** Null: no opening explains it. */
  openingId: string | null;
  laneId: string;
  at: number;
  /** No sensor said so. */
  assumed: boolean;
  stayId: string | null;
  captureId: string | null;
}

/** From the first instant on, before the second, UTC ms; at one lane or all. */
export interface Period {
  from: number;
  to: number;
  laneId?: string | undefined;
}

/** An opening and how many cars went through it, whenever they did. */
export interface ReconciledOpening extends Opening {
  passages: number;
  /** It is known why, and one car went through; under a hold, any number. */
  reconciles: boolean;
  /** Of the first car that went through; null: none did, or none was recorded. */
  stayId: string | null;
  /** The picture of that car, else of the one that it was opened for. */
  captureId: string | null;
}

/** How many openings nobody, one car, or more went through. Under a hold, more than one is what it is for. */
export interface OpeningSums {
  openings: number;
  unused: number;
  once: number;
  more: number;
  /** How many do not reconcile. */
  doubtful: number;
}

export interface Reconciliation {
  /** Those that do not reconcile first, of each the newest first; at most as many as were asked for. */
  openings: ReconciledOpening[];
  /** Passages of the period that no opening explains, the newest first, at most as many as were asked for. */
  unopened: (LedgerPassage & { plate: string | null })[];
  /** Over the whole period. `passages`: those of its openings; `unopened`: those of no opening. */
  totals: OpeningSums & { passages: number; unopened: number };
  byCause: (OpeningSums & { cause: OpeningCause })[];
  /** `who` null: openings of no person. */
  byPerson: (OpeningSums & { who: string | null })[];
}

/**
 * The ledger of openings: each time an arm goes up there is one line that says why, and each passage names the line that it
 * belongs to. Lines are only ever added: triggers of the store see to it.
 */
export interface Openings {
  opened(tx: Tx, opening: Opening): void;
  passed(tx: Tx, passage: LedgerPassage): void;
  /** Openings of a period beside the passages through them. */
  of(period: Period, most: number): Reconciliation;
}

interface OpeningRow extends Omit<ReconciledOpening, 'reconciles'> {
  doubtful: number;
}

type PassageRow = Pick<LedgerPassage, 'id' | 'at'> & {
  lane_id: string;
  assumed: number;
  stay_id: string | null;
  capture_id: string | null;
  plate: string | null;
};

const IN_PERIOD = '@from <= o.at AND o.at < @to AND (@laneId IS NULL OR o.lane_id = @laneId)';

/** In doubt: nobody knows why, or not one car but under a hold. */
const DOUBTFUL = `cause = 'unknown' OR (cause <> 'hold' AND passages <> 1)`;

/** Counting costs the most: all that is said of the whole period comes of doing it once, along the indexes, unsorted. */
const SUMS = `SELECT cause, who, count(*) AS openings, count(*) FILTER (WHERE passages = 0) AS unused,
    count(*) FILTER (WHERE passages = 1) AS once, count(*) FILTER (WHERE passages > 1) AS more,
    count(*) FILTER (WHERE ${DOUBTFUL}) AS doubtful, sum(passages) AS passages,
    json_group_array(line) FILTER (WHERE ${DOUBTFUL}) AS lines
  FROM (SELECT o.cause, o.who, o.rowid AS line, count(p.id) AS passages
    FROM opening AS o LEFT JOIN passage AS p ON p.opening_id = o.id
    WHERE ${IN_PERIOD} GROUP BY o.at, o.rowid)
  GROUP BY cause, who`;

/** The newest so many of some openings; pictures and stays are looked up for those alone. */
const listed = (some: string, condition: string): string =>
  `SELECT id, at, lane_id AS laneId, cause, who, because, arrival_id AS arrivalId, plate, class, passages, doubtful,
    (SELECT stay_id FROM passage WHERE opening_id = o.id AND stay_id IS NOT NULL ORDER BY id LIMIT 1) AS stayId,
    coalesce(
      (SELECT capture_id FROM passage WHERE opening_id = o.id AND capture_id IS NOT NULL ORDER BY id LIMIT 1),
      (SELECT data ->> '$.captureId' FROM fact WHERE arrival_id = o.arrival_id AND data ->> '$.captureId' IS NOT NULL
       ORDER BY seq DESC LIMIT 1)) AS captureId
  FROM (SELECT *, ${DOUBTFUL} AS doubtful
    FROM (SELECT o.*, o.rowid AS line, (SELECT count(*) FROM passage AS p WHERE p.opening_id = o.id) AS passages
      FROM opening AS o WHERE ${some})
    WHERE ${condition} ORDER BY at DESC, line DESC LIMIT @most) AS o
  ORDER BY at DESC, line DESC`;

/** The SQL, for the test that sees to it that each finds its rows by an index. */
export const statements = {
  sums: SUMS,
  doubtful: listed('o.rowid IN (SELECT value FROM json_each(@lines))', 'doubtful'),
  // Read from the newest on, only as far as it is listed.
  well: listed(IN_PERIOD, 'NOT doubtful'),
} as const;

interface Asked {
  from: number;
  to: number;
  laneId: string | null;
}

interface GroupRow extends OpeningSums {
  cause: OpeningCause;
  who: string | null;
  passages: number;
  /** Rowids of those in doubt, a JSON list. */
  lines: string;
}

export function createOpenings(db: Db): Openings {
  const addOpening = db.prepare(
    `INSERT INTO opening (id, at, lane_id, cause, who, because, arrival_id, plate, class)
     VALUES (@id, @at, @laneId, @cause, @who, @because, @arrivalId, @plate, @class)`,
  );
  const addPassage = db.prepare(
    `INSERT INTO passage (id, opening_id, lane_id, at, assumed, stay_id, capture_id)
     VALUES (@id, @openingId, @laneId, @at, @assumed, @stayId, @captureId)`,
  );
  const groups = db.prepare<Asked, GroupRow>(statements.sums);
  const doubtful = db.prepare<{ most: number; lines: string }, OpeningRow>(statements.doubtful);
  const well = db.prepare<Asked & { most: number }, OpeningRow>(statements.well);
  const unopened = db.prepare<Asked & { most: number }, PassageRow>(
    `SELECT o.*, fact.plate FROM passage AS o JOIN fact ON fact.seq = o.id
     WHERE o.opening_id IS NULL AND ${IN_PERIOD} ORDER BY o.at DESC, o.id DESC LIMIT @most`,
  );
  const countUnopened = db
    .prepare<Asked, number>(`SELECT count(*) FROM passage AS o WHERE o.opening_id IS NULL AND ${IN_PERIOD}`)
    .pluck();

  /** Those in doubt first. */
  function list(asked: Asked, most: number, lines: readonly number[]): ReconciledOpening[] {
    const first = lines.length === 0 ? [] : doubtful.all({ most, lines: JSON.stringify(lines) });
    const rows = [...first, ...(first.length < most ? well.all({ ...asked, most: most - first.length }) : [])];
    return rows.map(({ doubtful: inDoubt, ...row }) => ({ ...row, reconciles: inDoubt === 0 }));
  }

  return {
    opened: (_tx, opening) => void addOpening.run(opening),
    passed: (_tx, passage) => void addPassage.run({ ...passage, assumed: passage.assumed ? 1 : 0 }),
    of({ from, to, laneId }, most) {
      const asked: Asked = { from, to, laneId: laneId ?? null };
      const counted = groups.all(asked);
      const lines = counted.flatMap((group) => JSON.parse(group.lines) as number[]);
      return {
        openings: list(asked, most, lines),
        unopened: unopened.all({ ...asked, most }).map((row) => ({
          id: row.id,
          openingId: null,
          laneId: row.lane_id,
          at: row.at,
          assumed: row.assumed === 1,
          stayId: row.stay_id,
          captureId: row.capture_id,
          plate: row.plate,
        })),
        totals: {
          ...sumOf(counted),
          passages: counted.reduce((sum, { passages }) => sum + passages, 0),
          unopened: countUnopened.get(asked) ?? 0,
        },
        byCause: summed(counted, ({ cause }) => cause).map(([cause, sums]) => ({ cause, ...sums })),
        byPerson: summed(counted, ({ who }) => who).map(([who, sums]) => ({ who, ...sums })),
      };
    },
  };
}

const sumOf = (groups: readonly OpeningSums[]): OpeningSums =>
  groups.reduce(
    (sum, group) => ({
      openings: sum.openings + group.openings,
      unused: sum.unused + group.unused,
      once: sum.once + group.once,
      more: sum.more + group.more,
      doubtful: sum.doubtful + group.doubtful,
    }),
    { openings: 0, unused: 0, once: 0, more: 0, doubtful: 0 },
  );

/** By a name of the groups, the most openings first. */
function summed<K extends string | null>(
  groups: readonly GroupRow[],
  nameOf: (group: GroupRow) => K,
): [K, OpeningSums][] {
  return [...Map.groupBy(groups, nameOf)]
    .map(([name, some]): [K, OpeningSums] => [name, sumOf(some)])
    .sort(([one, a], [other, b]) => b.openings - a.openings || ((one ?? '') < (other ?? '') ? -1 : 1));
}
