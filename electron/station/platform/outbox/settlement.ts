import type { Clock } from '../../../../native/clock/contract.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import { isStoreError } from '../../store/open.ts';
import type { Delivery, Settled } from './contract.ts';
import type { EventTime } from './event-time.ts';
import type { Lateness } from './lateness.ts';
import type { Change, Moved, Outcome, QueuedItem, Queue } from './queue.ts';
import { stepAfter } from './retry-policy.ts';
import type { Selection } from './selection.ts';
import type { Taken, Timeliness } from './timeliness.ts';

/** Changes written in one commit: a tenth of the cost of one by one, and the thread is free again in a few milliseconds. */
export const MOST_AT_ONCE = 256;

/** One sending, and what became of it at an instant (UTC ms, and on the monotonic clock). */
export interface Answer {
  item: QueuedItem;
  sentAt: number;
  at: number;
  monotonic: number;
  delivery: Delivery;
}

export interface SettlementParts {
  ledger: Ledger;
  clock: Clock;
  platform: string;
  queue: Queue;
  selection: Selection;
  timeliness: Timeliness;
  lateness: Lateness;
  eventTime: EventTime;
  random: () => number;
  /** Live items tell about the link (8.1): those recorded while it was up, from this number on. */
  measuredFrom(): number;
  onTrouble(error: unknown): void;
  /** Items wait for another time than before. */
  onPutOff(): void;
  onSettled(settled: Settled): void;
  /** So many left the queue for good, with the times of those that were measured. */
  onTaken(count: number, measuredMs: readonly number[]): void;
}

/** Answers that came and are not written yet. */
export interface Settlement {
  add(answer: Answer): void;
  readonly size: number;
  /**
   * Writes the oldest answers and what was found standing behind others, in one commit. Throws SQLite's error when the
   * disk does not take it: nothing is forgotten then.
   */
  write(): void;
  /** Writes all there is. Throws as `write` does. */
  flush(): void;
}

interface Pending extends Answer {
  change: Change;
}

export function createSettlement(parts: SettlementParts): Settlement {
  const { ledger, platform, queue, selection, timeliness, lateness } = parts;
  let pending: Pending[] = [];

  function changeFor({ item, sentAt, at, delivery }: Answer): Change {
    const step = stepAfter(delivery, item.attempts + 1, at - item.createdAt, parts.random);
    const words = 'code' in delivery ? delivery : { code: null, message: delivery.why };
    const answered = { seq: item.seq, sentAt, at, code: words.code, message: words.message };
    switch (step.kind) {
      case 'retry':
        return { kind: 'retry', notBefore: at + step.pauseMs, ...answered };
      case 'again':
        return { kind: 'again', rounds: item.rounds, ...answered };
      case 'postponed':
        return { kind: 'postponed', seq: item.seq, notBefore: at + step.pauseMs, why: words.message ?? '' };
      case 'acknowledged':
      case 'parked':
        return { kind: step.kind, ...answered };
    }
  }

  const msOf = (each: Pending): number => parts.eventTime.ms(each.item, each);
  const measuredMs = (each: Pending): number | null =>
    each.item.timed === 1 && each.item.seq >= parts.measuredFrom() ? msOf(each) : null;

  function writeParked(tx: Tx, { item, delivery }: Pending): void {
    const { code, message } = 'code' in delivery ? delivery : { code: null, message: delivery.why };
    const { interface: name, businessId } = item;
    tx.fact({ kind: 'report-parked', data: { platform, interface: name, businessId, code, message } });
  }

  /** What the platform said is kept with its acknowledgement; a mistake in keeping it does not undo the acknowledgement. */
  function writeAlso(tx: Tx, { delivery }: Pending): void {
    if (delivery.kind !== 'delivered' || !delivery.also) return;
    const { also } = delivery;
    try {
      tx.db.transaction(() => also(tx))();
    } catch (error) {
      if (isStoreError(error)) throw error;
      parts.onTrouble(error);
    }
  }

  function write(): void {
    const now = pending.slice(0, MOST_AT_ONCE);
    const behind = selection.behind.slice(0, MOST_AT_ONCE);
    if (now.length === 0 && behind.length === 0 && lateness.dueIn() !== 0) return;
    const { outcomes, again, taken, lateTold } = ledger.record((tx) => {
      const applied = queue.apply([...now.map((each) => each.change), ...behind]);
      const taken: Taken[] = [];
      for (const [index, each] of now.entries()) {
        const outcome = applied.outcomes[index];
        if (outcome === 'parked') writeParked(tx, each);
        if (outcome !== 'acknowledged') continue;
        writeAlso(tx, each);
        taken.push({ interface: each.item.interface, at: each.at, ms: measuredMs(each) });
      }
      timeliness.add(tx, taken);
      return { ...applied, taken, lateTold: lateness.write(tx) };
    });
    pending = pending.slice(now.length);
    selection.release(
      now.map((each) => each.item),
      behind.length,
    );
    lateTold();
    if (behind.length > 0 || outcomes.includes('waiting')) parts.onPutOff();
    noteTaken(taken);
    for (const [index, each] of now.entries()) tell(each, outcomes[index] ?? null);
    for (const moved of again) parts.onSettled(movedTo('waiting', moved, parts.clock.now()));
  }

  function noteTaken(taken: readonly Taken[]): void {
    const measured: number[] = [];
    for (const { interface: name, ms } of taken) {
      if (ms === null) continue;
      measured.push(ms);
      lateness.note(name, ms);
    }
    if (taken.length > 0) parts.onTaken(taken.length, measured);
  }

  function tell(each: Pending, outcome: Outcome): void {
    if (outcome !== 'acknowledged' && outcome !== 'parked') return;
    parts.onSettled({ ...movedTo(outcome, each.item, each.at), ms: msOf(each) });
  }

  return {
    add: (answer) => void pending.push({ ...answer, change: changeFor(answer) }),
    get size() {
      return pending.length;
    },
    write,
    flush() {
      do write();
      while (pending.length + selection.behind.length > 0);
    },
  };
}

/** An item's move as others are told of it. */
export function movedTo(state: Settled['state'], moved: Moved, at: number): Settled {
  const { factSeq, interface: name, businessId, createdAt } = moved;
  return { factSeq, interface: name, businessId, state, ms: Math.max(0, at - createdAt) };
}
