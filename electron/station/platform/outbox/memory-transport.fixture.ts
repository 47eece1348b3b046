import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery, OutboxTransport, OutgoingItem } from './contract.ts';

/** An answer after a while; null: before `send` returns, as when nothing could be put on the wire. */
export interface Answering {
  afterMs: number | null;
  delivery: Delivery;
}

/** What a platform does with one message: answers, or never. */
export type Behaviour = Answering | 'silent';

export interface MemoryTransport extends OutboxTransport {
  setUp(up: boolean): void;
  /** Under way now. */
  readonly open: ReadonlySet<OutgoingItem>;
  capacity?: number;
  backlogRoom?: number;
}

/**
 * A way to a platform inside the process, for tests: it keeps the contract of a transport (one settlement for each
 * sending, time-out, loss of the link) and does with each message what `behave` says.
 */
export function createMemoryTransport(
  clock: Clock,
  timeoutMs: number,
  behave: (item: OutgoingItem) => Behaviour,
): MemoryTransport {
  const listeners = new Set<(up: boolean) => void>();
  const open = new Map<OutgoingItem, (delivery: Delivery) => void>();
  let up = false;
  return {
    get up() {
      return up;
    },
    get open() {
      return new Set(open.keys());
    },
    onLink(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setUp(next) {
      if (next === up) return;
      up = next;
      if (!up) for (const end of [...open.values()]) end({ kind: 'no-answer', why: 'link-lost' });
      for (const listener of listeners) listener(up);
    },
    send(item, settle) {
      const end = (delivery: Delivery): void => {
        if (open.delete(item)) settle(delivery);
      };
      const behaviour = behave(item);
      open.set(item, end);
      clock.after(timeoutMs, () => end({ kind: 'no-answer', why: 'timed-out' }));
      if (behaviour === 'silent') return;
      const { afterMs, delivery } = behaviour;
      if (afterMs === null) end(delivery);
      else clock.after(afterMs, () => end(delivery));
    },
  };
}
