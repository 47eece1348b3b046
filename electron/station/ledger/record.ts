import type { Clock } from '../../../native/clock/contract.ts';
import type { ActivityKind } from '../../contract/board.ts';
import type { Db } from '../store/open.ts';
import { createOutboxRows } from './outbox-rows.ts';
import type { Report, Reporter } from './report.ts';

/**
 * Facts that no list shows: whoever they are about tells of them in a view of its own. `payment`: an attempt to pay moved
 * on, or a person did something with it. `shift`: one began, ended, or its drawer was counted.
 */
export type QuietKind = 'payment' | 'shift';
const QUIET: ReadonlySet<string> = new Set<QuietKind>(['payment', 'shift']);

export interface FactInput {
  kind: ActivityKind | QuietKind;
  /** When it happened, if that was before it could be written down. */
  at?: number;
  laneId?: string | null;
  arrivalId?: string | null;
  stayId?: string | null;
  bookingCode?: string | null;
  plate?: string | null;
  /** Id of the person who did it; null when the machine did. */
  who?: string | null;
  reason?: string | null;
  data?: Record<string, unknown>;
}

export interface Fact extends Required<Omit<FactInput, 'data'>> {
  seq: number;
  data: Record<string, unknown>;
}

/** A fact that has a line in the lists. */
export type ShownFact = Fact & { kind: ActivityKind };

export const isShown = (fact: Fact): fact is ShownFact => !QUIET.has(fact.kind);

/** What may be done inside a record: nothing of it exists until all of it is durable. */
export interface Tx {
  readonly db: Db;
  readonly at: number;
  /** Writes a fact and returns its number. */
  fact(input: FactInput): number;
  /** Queues a report for each platform that takes it, tied to the fact it is about. */
  report(report: Report, factSeq: number | null): void;
  /** Runs work last in the record, once for each name, however often it is asked: what was asked last counts. */
  last(name: string, work: () => void): void;
  /** Runs work once all is durable, and never when it is not: for what is remembered beside the store. */
  committed(work: () => void): void;
}

export interface Committed {
  facts: Fact[];
  /** How many outbox rows were written. */
  reports: number;
}

export interface Ledger {
  /**
   * Runs `work` in one transaction: facts, the tables that follow from them, and the reports they cause are written
   * together or not at all, and are on the disk when it returns. Throws what `work` throws, or SQLite's error
   * (`SQLITE_FULL`, `SQLITE_IOERR…`): then nothing happened.
   */
  record<T>(work: (tx: Tx) => T): T;
  /** Told after each commit that wrote something. */
  onCommitted(listener: (committed: Committed) => void): () => void;
  /** The latest that are shown, the newest first. */
  recent(limit: number): ShownFact[];
}

interface FactRow extends Omit<Fact, 'data' | 'laneId' | 'arrivalId' | 'stayId' | 'bookingCode'> {
  lane_id: string | null;
  arrival_id: string | null;
  stay_id: string | null;
  booking_code: string | null;
  data: string;
}

type ShownRow = FactRow & { kind: ActivityKind };

/** The book of facts. `reporters`: one for each platform of the site. */
export function createLedger(db: Db, clock: Clock, reporters: readonly Reporter[]): Ledger {
  const insertFact = db.prepare(
    `INSERT INTO fact (at, kind, lane_id, arrival_id, stay_id, booking_code, plate, who, reason, data)
     VALUES (@at, @kind, @laneId, @arrivalId, @stayId, @bookingCode, @plate, @who, @reason, @data)`,
  );
  const outbox = createOutboxRows(db);
  const selectRecent = db.prepare<[string, number], ShownRow>(
    'SELECT * FROM fact WHERE kind NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT +?',
  );
  const listeners = new Set<(committed: Committed) => void>();

  function record<T>(work: (tx: Tx) => T): T {
    const committed: Committed = { facts: [], reports: 0 };
    const at = clock.now();
    const lasts = new Map<string, () => void>();
    const afterwards: (() => void)[] = [];
    const tx: Tx = {
      last: (name, work) => void lasts.set(name, work),
      committed: (work) => void afterwards.push(work),
      db,
      at,
      fact(input) {
        const fact: Fact = {
          seq: 0,
          at,
          laneId: null,
          arrivalId: null,
          stayId: null,
          bookingCode: null,
          plate: null,
          who: null,
          reason: null,
          data: {},
          ...input,
        };
        fact.seq = Number(insertFact.run({ ...fact, data: JSON.stringify(fact.data) }).lastInsertRowid);
        committed.facts.push(fact);
        return fact.seq;
      },
      report(report, factSeq) {
        for (const reporter of reporters)
          for (const item of reporter(report, at)) if (outbox.add(item, factSeq, at)) committed.reports += 1;
      },
    };
    // Immediate: a transaction that reads and then writes would fail at once on a busy database.
    const result = db
      .transaction(() => {
        const worked = work(tx);
        for (const each of lasts.values()) each();
        return worked;
      })
      .immediate();
    for (const each of afterwards) each();
    if (committed.facts.length > 0 || committed.reports > 0) tell(committed);
    return result;
  }

  /** A listener's mistake is loud, but what is committed stays committed for whoever recorded it. */
  function tell(committed: Committed): void {
    for (const listener of listeners) {
      try {
        listener(committed);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  return {
    record,
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: (limit) =>
      selectRecent
        .all(JSON.stringify([...QUIET]), limit)
        .map(({ lane_id, arrival_id, stay_id, booking_code, data, ...row }) => ({
          ...row,
          laneId: lane_id,
          arrivalId: arrival_id,
          stayId: stay_id,
          bookingCode: booking_code,
          data: JSON.parse(data) as Record<string, unknown>,
        })),
  };
}
