import type { Db } from '../../store/open.ts';
import type { WireItem } from './contract.ts';

/**
 * A waiting item is in one of three places, by `not_before`:
 * 0 never tried; a time: tried in vain, or behind one that was, and due then; NEVER: behind a parked item.
 */
export const NEVER = Number.MAX_SAFE_INTEGER;
/** Due at once, but not fresh: it was put back by a person, or because the platform lost it. */
export const RELEASED = 1;
/** So often the earlier items are sent again for one that the platform will not take without them. */
const MOST_ROUNDS = 3;
/** Above this the live items are not counted one by one. */
const COUNT_EXACTLY = 2000;

/** An item that may be next. `chain`: its order key as a number. */
export interface Candidate {
  seq: number;
  chain: number;
  notBefore: number;
}

export interface QueuedItem extends WireItem, Candidate {
  factSeq: number | null;
  createdAt: number;
  attempts: number;
  /** Its time from event to acknowledgement tells about the link. */
  timed: 0 | 1;
  rounds: number;
  /** As in `OutgoingItem`. */
  unanswered: 0 | 1;
  corrected: 0 | 1;
}

/** What stands first in a candidate's chain: nothing of the chain may start before it. */
export interface Head extends QueuedItem {
  /** The candidate it was looked up for. */
  candidate: number;
  state: 'waiting' | 'parked';
}

interface Answered {
  seq: number;
  sentAt: number;
  at: number;
  code: string | null;
  message: string | null;
}

export type Change =
  | ({ kind: 'acknowledged' } & Answered)
  | ({ kind: 'parked' } & Answered)
  | ({ kind: 'retry'; notBefore: number } & Answered)
  /** The platform lacks what came before: that goes first. */
  | ({ kind: 'again'; rounds: number } & Answered)
  /** Not sent: it was not ready. */
  | { kind: 'postponed'; seq: number; notBefore: number; why: string }
  /** Not sent: it stands behind an item that waits until then, or (null) for a person. */
  | { kind: 'behind'; seq: number; until: number | null };

/** Where a change left its item; null: it was settled otherwise meanwhile, and the change took no effect. */
export type Outcome = 'acknowledged' | 'parked' | 'waiting' | null;

/** An item that changed its state, as others are told of it. */
export interface Moved {
  factSeq: number | null;
  interface: string;
  businessId: string;
  createdAt: number;
}

export interface Counts {
  waiting: number;
  /** Exact up to a couple of thousand. */
  waitingLive: number;
  parked: number;
  oldestWaiting: number | null;
}

export interface Queue {
  /** The number after the last item there is. */
  endSeq(): number;
  /** Items never tried with `from <= seq < to`, in order. */
  fresh(from: number, to: number, limit: number): Candidate[];
  /** Items tried before that are due, the longest due first; those that come `after` one of them, or all (null). */
  due(now: number, after: Candidate | null, limit: number): Candidate[];
  /** The heads of these candidates' chains, in no order; none for a chain that was settled meanwhile. */
  heads(candidates: readonly number[]): Head[];
  /** When the next item falls due after `now`, null when none waits for a time. */
  nextDue(now: number): number | null;
  /** Makes up to `most` items due that wait for a time after `limit`: the machine's clock was set back meanwhile. */
  pullIn(limit: number, most: number): void;
  /**
   * Writes what became of items; the caller's transaction makes it durable. The outcomes are in the order of the changes;
   * `again` are those that wait once more though they had been taken.
   */
  apply(changes: readonly Change[]): { outcomes: Outcome[]; again: Moved[] };
  counts(liveFrom: number): Counts;
}

/**
 * Every statement names its index: at 100,000 waiting items a wrong guess of the planner stops the gate. What is asked all
 * the time hides its values from the planner: `(SELECT @platform)`, or it is prepared anew each time (decision 0044).
 */
export function createQueue(db: Db, platform: string): Queue {
  const waiting = `platform = (SELECT @platform) AND state = 'waiting'`;
  const endSeq = db.prepare<[], { end: number }>('SELECT coalesce(max(seq), 0) + 1 AS end FROM outbox');
  const fresh = db.prepare<object, Candidate>(
    `SELECT seq, chain, not_before AS notBefore FROM outbox INDEXED BY outbox_due
     WHERE ${waiting} AND not_before = 0 AND seq >= @from AND seq < @to ORDER BY seq LIMIT @limit`,
  );
  const due = db.prepare<object, Candidate>(
    `SELECT seq, chain, not_before AS notBefore FROM outbox INDEXED BY outbox_due
     WHERE ${waiting} AND (not_before, seq) > (@after, @seq) AND not_before <= @now
     ORDER BY not_before, seq LIMIT @limit`,
  );
  const heads = db.prepare<[string], Head>(
    `SELECT o.seq AS candidate, h.seq, h.chain, h.state, h.interface, h.business_id AS businessId, h.payload,
       h.fact_seq AS factSeq, h.created_at AS createdAt, h.attempts, h.not_before AS notBefore, h.timed, h.rounds,
       h.attempts > 0 AND h.answer_code IS NULL AND h.timed = 1 AS unanswered, h.corrected
     FROM json_each(?) AS wanted
     CROSS JOIN outbox AS o ON o.seq = wanted.value
     CROSS JOIN outbox AS h ON h.seq = (
       SELECT e.seq FROM outbox AS e INDEXED BY outbox_unsettled
       WHERE e.chain = o.chain AND e.state IN ('waiting', 'parked') AND (e.state = 'waiting' OR e.holds = 1)
       ORDER BY e.seq LIMIT 1)`,
  );
  // Not min(): that costs twice as much.
  const nextDue = db
    .prepare<object, number>(
      `SELECT not_before FROM outbox INDEXED BY outbox_due
       WHERE ${waiting} AND not_before > @now AND not_before < ${NEVER} ORDER BY not_before LIMIT 1`,
    )
    .pluck();
  const pullIn = db.prepare(
    `UPDATE outbox SET not_before = ${RELEASED} WHERE seq IN (SELECT seq FROM outbox INDEXED BY outbox_due
       WHERE ${waiting} AND not_before > @limit AND not_before < ${NEVER} ORDER BY not_before, seq LIMIT @most)`,
  );
  // By position: twice as quick as by name, and these run for every item.
  const settle = db.prepare(
    `UPDATE outbox SET state = ?, attempts = attempts + 1, sent_at = ?, settled_at = ?, answer_code = ?, answer_message = ?
     WHERE seq = ? AND state = 'waiting'`,
  );
  const retry = db.prepare(
    `UPDATE outbox SET not_before = ?, rounds = rounds + ?, attempts = attempts + 1, sent_at = ?, answer_code = ?, answer_message = ?
     WHERE seq = ? AND state = 'waiting'`,
  );
  const waits = db.prepare<[number], number>(`SELECT 1 FROM outbox WHERE seq = ? AND state = 'waiting'`).pluck();
  const sendAgain = db.prepare<[number], Moved>(
    `UPDATE outbox SET state = 'waiting', settled_at = NULL, not_before = ${RELEASED}, timed = 0
     WHERE seq IN (SELECT e.seq FROM outbox AS o JOIN outbox AS e INDEXED BY outbox_key
       ON e.platform = o.platform AND e.order_key = o.order_key AND e.seq < o.seq
       WHERE o.seq = ? AND e.state = 'acknowledged')
     RETURNING fact_seq AS factSeq, interface, business_id AS businessId, created_at AS createdAt`,
  );
  const postpone = db.prepare(
    `UPDATE outbox SET not_before = ?, answer_code = NULL, answer_message = ? WHERE seq = ? AND state = 'waiting'`,
  );
  const behind = db.prepare(`UPDATE outbox SET not_before = ? WHERE seq = ? AND state = 'waiting'`);
  const countLive = db
    .prepare<object, number>(
      `SELECT count(*) FROM (SELECT 1 FROM outbox INDEXED BY outbox_due
         WHERE ${waiting} AND not_before = 0 AND seq >= @liveFrom LIMIT ${COUNT_EXACTLY})`,
    )
    .pluck();
  const counted = db.prepare<[string], { waiting: number; parked: number }>(
    `SELECT coalesce(sum(n) FILTER (WHERE state = 'waiting'), 0) AS waiting,
       coalesce(sum(n) FILTER (WHERE state = 'parked'), 0) AS parked FROM outbox_count WHERE platform = ?`,
  );
  const oldest = db.prepare<[string], { at: number | null }>(
    `SELECT min(o.created_at) AS at FROM outbox_count AS c CROSS JOIN outbox AS o ON o.seq = (
       SELECT s.seq FROM outbox AS s INDEXED BY outbox_state
       WHERE s.platform = c.platform AND s.state = 'waiting' AND s.interface = c.interface ORDER BY s.seq LIMIT 1)
     WHERE c.platform = (SELECT ?) AND c.state = 'waiting' AND c.n > 0`,
  );

  function settleAs(state: 'acknowledged' | 'parked', { seq, sentAt, at, code, message }: Answered): Outcome {
    return settle.run(state, sentAt, at, code, message, seq).changes > 0 ? state : null;
  }

  const stillWaits = ({ changes }: { changes: number }): Outcome => (changes > 0 ? 'waiting' : null);

  function applyOne(change: Change, again: Moved[]): Outcome {
    switch (change.kind) {
      case 'acknowledged':
      case 'parked':
        return settleAs(change.kind, change);
      case 'retry':
        return stillWaits(retry.run(change.notBefore, 0, change.sentAt, change.code, change.message, change.seq));
      case 'again': {
        if (waits.get(change.seq) === undefined) return null;
        const earlier = change.rounds < MOST_ROUNDS ? sendAgain.all(change.seq) : [];
        // Nothing can be sent again, or it did not help: a person must look.
        if (earlier.length === 0) return settleAs('parked', change);
        again.push(...earlier);
        const { sentAt, code, message, seq } = change;
        return stillWaits(retry.run(RELEASED, 1, sentAt, code, message, seq));
      }
      case 'postponed':
        return stillWaits(postpone.run(change.notBefore, change.why, change.seq));
      case 'behind':
        return stillWaits(behind.run(change.until ?? NEVER, change.seq));
    }
  }

  return {
    endSeq: () => endSeq.get()?.end ?? 1,
    fresh: (from, to, limit) => fresh.all({ platform, from, to, limit }),
    due: (now, after, limit) =>
      due.all({ platform, now, after: after?.notBefore ?? RELEASED, seq: after?.seq ?? 0, limit }),
    heads: (candidates) => (candidates.length === 0 ? [] : heads.all(JSON.stringify(candidates))),
    nextDue: (now) => nextDue.get({ platform, now }) ?? null,
    pullIn: (limit, most) => void pullIn.run({ platform, limit, most }),
    apply(changes) {
      const again: Moved[] = [];
      return { outcomes: changes.map((change) => applyOne(change, again)), again };
    },
    counts: (liveFrom) => ({
      ...(counted.get(platform) ?? { waiting: 0, parked: 0 }),
      waitingLive: countLive.get({ platform, liveFrom }) ?? 0,
      oldestWaiting: oldest.get(platform)?.at ?? null,
    }),
  };
}
