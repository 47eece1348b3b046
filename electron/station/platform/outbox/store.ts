import type { Db } from '../../store/open.ts';
import type { ParkedItem, WireItem } from './contract.ts';

/**
 * The queue in the store. A waiting item is in one of three places, by `not_before`:
 * 0 never tried; a time: tried in vain, or behind one that was, and due then; NEVER: behind a parked item.
 */
const NEVER = Number.MAX_SAFE_INTEGER;
/** Due at once, but not fresh: it was released by a person. */
const RELEASED = 1;
/** Above this the waiting are not counted one by one each time. */
const COUNT_EXACTLY = 2000;

export interface Candidate {
  seq: number;
  orderKey: string;
}

/** The first item of an order key that is not settled: nothing of its key may start before it. */
export interface Head {
  seq: number;
  state: 'waiting' | 'parked';
  notBefore: number;
}

export interface QueuedItem extends WireItem {
  orderKey: string;
  factSeq: number | null;
  createdAt: number;
  attempts: number;
}

interface Answered {
  seq: number;
  sentAt: number;
  at: number;
  code: number | null;
  message: string | null;
}

export type Change =
  | ({ kind: 'acknowledged' } & Answered)
  | ({ kind: 'parked' } & Answered)
  | ({ kind: 'retry'; notBefore: number } & Answered)
  /** Not sent: it stands behind an item that waits until then, or (null) for a person. */
  | { kind: 'behind'; seq: number; until: number | null };

export interface Counts {
  waitingLive: number;
  /** True when there were too many to count now: at least so many wait. */
  waiting: { atLeast: number; exact: boolean };
  parked: number;
  oldestWaiting: number | null;
}

export interface OutboxStore {
  /** The number after the last item there is. */
  endSeq(): number;
  /** Items never tried with `from <= seq < to`, in order. */
  fresh(from: number, to: number, limit: number): Candidate[];
  /** Items tried before that are due, the longest due first. */
  due(now: number, limit: number): Candidate[];
  head(orderKey: string): Head | undefined;
  load(seq: number): QueuedItem;
  /** When the next item falls due after `now`, null when none waits for a time. */
  nextDue(now: number): number | null;
  /** Makes everything due that waits for a time after `limit`: the machine's clock was set back meanwhile. */
  pullIn(limit: number): void;
  /** Writes what became of items; the caller's transaction makes it durable. Returns the changes that took effect. */
  apply(changes: readonly Change[]): Change[];
  /** Puts parked items (one, or all) back in the queue with all that stood behind them. Returns how many were parked. */
  release(seq: number | null): number;
  parked(limit: number): ParkedItem[];
  counts(liveFrom: number): Counts;
  countWaiting(): number;
}

/** Every statement names its index: at 100,000 waiting items a wrong guess of the planner stops the gate. */
export function createOutboxStore(db: Db, platform: string): OutboxStore {
  const waiting = `platform = @platform AND state = 'waiting'`;
  const endSeq = db.prepare<[], { end: number }>('SELECT coalesce(max(seq), 0) + 1 AS end FROM outbox');
  const fresh = db.prepare<object, Candidate>(
    `SELECT seq, order_key AS orderKey FROM outbox INDEXED BY outbox_due
     WHERE ${waiting} AND not_before = 0 AND seq >= @from AND seq < @to ORDER BY seq LIMIT @limit`,
  );
  const due = db.prepare<object, Candidate>(
    `SELECT seq, order_key AS orderKey FROM outbox INDEXED BY outbox_due
     WHERE ${waiting} AND not_before BETWEEN 1 AND @now ORDER BY not_before, seq LIMIT @limit`,
  );
  const head = db.prepare<object, Head>(
    `SELECT seq, state, not_before AS notBefore FROM outbox INDEXED BY outbox_unsettled
     WHERE platform = @platform AND order_key = @orderKey AND state IN ('waiting', 'parked') ORDER BY seq LIMIT 1`,
  );
  const load = db.prepare<[number], QueuedItem>(
    `SELECT seq, interface, business_id AS businessId, payload, order_key AS orderKey, fact_seq AS factSeq,
       created_at AS createdAt, attempts FROM outbox WHERE seq = ?`,
  );
  const nextDue = db.prepare<object, { at: number | null }>(
    `SELECT min(not_before) AS at FROM outbox INDEXED BY outbox_due
     WHERE ${waiting} AND not_before > @now AND not_before < ${NEVER}`,
  );
  const pullIn = db.prepare(
    `UPDATE outbox INDEXED BY outbox_due SET not_before = ${RELEASED}
     WHERE ${waiting} AND not_before > @limit AND not_before < ${NEVER}`,
  );
  const settle = db.prepare(
    `UPDATE outbox SET state = @state, attempts = attempts + 1, sent_at = @sentAt, settled_at = @at,
       answer_code = @code, answer_message = @message WHERE seq = @seq AND state = 'waiting'`,
  );
  const retry = db.prepare(
    `UPDATE outbox SET not_before = @notBefore, attempts = attempts + 1, sent_at = @sentAt,
       answer_code = @code, answer_message = @message WHERE seq = @seq AND state = 'waiting'`,
  );
  const behind = db.prepare(`UPDATE outbox SET not_before = @until WHERE seq = @seq AND state = 'waiting'`);
  const parkedKeys = db.prepare<object, { seq: number; orderKey: string }>(
    `SELECT seq, order_key AS orderKey FROM outbox INDEXED BY outbox_parked
     WHERE platform = @platform AND state = 'parked' AND (@seq IS NULL OR seq = @seq) ORDER BY seq`,
  );
  const unpark = db.prepare(
    `UPDATE outbox SET state = 'waiting', settled_at = NULL, not_before = ${RELEASED} WHERE seq = @seq`,
  );
  const releaseKey = db.prepare(
    `UPDATE outbox INDEXED BY outbox_unsettled SET not_before = ${RELEASED} WHERE platform = @platform
       AND order_key = @orderKey AND state IN ('waiting', 'parked') AND state = 'waiting' AND not_before = ${NEVER}`,
  );
  const listParked = db.prepare<object, ParkedItem>(
    `SELECT seq, interface, business_id AS businessId, created_at AS createdAt, settled_at AS parkedAt,
       answer_code AS code, answer_message AS message FROM outbox INDEXED BY outbox_parked
     WHERE platform = @platform AND state = 'parked' ORDER BY seq LIMIT @limit`,
  );
  const counted = (where: string) =>
    db.prepare<object, { n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM outbox ${where} LIMIT @limit)`);
  const countLive = counted(`INDEXED BY outbox_due WHERE ${waiting} AND not_before = 0 AND seq >= @liveFrom`);
  const countWaiting = counted(`INDEXED BY outbox_waiting WHERE ${waiting}`);
  const countParked = counted(`INDEXED BY outbox_parked WHERE platform = @platform AND state = 'parked'`);
  const oldest = db.prepare<object, { at: number }>(
    `SELECT created_at AS at FROM outbox INDEXED BY outbox_waiting WHERE ${waiting} ORDER BY seq LIMIT 1`,
  );

  function applyOne(change: Change): number {
    switch (change.kind) {
      case 'acknowledged':
      case 'parked': {
        const { kind, ...answer } = change;
        return settle.run({ ...answer, state: kind }).changes;
      }
      case 'retry': {
        const { seq, notBefore, sentAt, code, message } = change;
        return retry.run({ seq, notBefore, sentAt, code, message }).changes;
      }
      case 'behind':
        return behind.run({ seq: change.seq, until: change.until ?? NEVER }).changes;
    }
  }

  return {
    endSeq: () => endSeq.get()?.end ?? 1,
    fresh: (from, to, limit) => fresh.all({ platform, from, to, limit }),
    due: (now, limit) => due.all({ platform, now, limit }),
    head: (orderKey) => head.get({ platform, orderKey }),
    load(seq) {
      const item = load.get(seq);
      if (!item) throw new Error(`outbox item ${seq} is gone`);
      return item;
    },
    nextDue: (now) => nextDue.get({ platform, now })?.at ?? null,
    pullIn: (limit) => void pullIn.run({ platform, limit }),
    // An item that became moot while it was on its way stays superseded: its answer changes nothing.
    apply: (changes) => changes.filter((change) => applyOne(change) > 0),
    release: (seq) =>
      db
        .transaction(() => {
          const found = parkedKeys.all({ platform, seq });
          for (const item of found) {
            unpark.run({ seq: item.seq });
            releaseKey.run({ platform, orderKey: item.orderKey });
          }
          return found.length;
        })
        .immediate(),
    parked: (limit) => listParked.all({ platform, limit }),
    counts(liveFrom) {
      const count = (statement: typeof countLive) =>
        statement.get({ platform, liveFrom, limit: COUNT_EXACTLY })?.n ?? 0;
      const atLeast = count(countWaiting);
      return {
        waitingLive: count(countLive),
        waiting: { atLeast, exact: atLeast < COUNT_EXACTLY },
        parked: count(countParked),
        oldestWaiting: oldest.get({ platform })?.at ?? null,
      };
    },
    countWaiting: () => countWaiting.get({ platform, limit: -1 })?.n ?? 0,
  };
}
