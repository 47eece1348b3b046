import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery, OutboxTransport, WireItem } from './contract.ts';

/** What a platform does with one message: answers after a while, or never. */
export type Behaviour = { afterMs: number; delivery: Exclude<Delivery, { kind: 'no-answer' }> } | 'silent';

export interface MemoryTransport extends OutboxTransport {
  setUp(up: boolean): void;
  /** Under way now. */
  readonly open: number;
}

/**
 * A way to a platform inside the process, for tests: it keeps the contract of a transport (one settlement for each
 * sending, time-out, loss of the link) and does with each message what `behave` says.
 */
export function createMemoryTransport(
  clock: Clock,
  timeoutMs: number,
  behave: (item: WireItem) => Behaviour,
): MemoryTransport {
  const listeners = new Set<(up: boolean) => void>();
  const open = new Set<(delivery: Delivery) => void>();
  let up = false;
  return {
    get up() {
      return up;
    },
    get open() {
      return open.size;
    },
    onLink(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setUp(next) {
      if (next === up) return;
      up = next;
      if (!up) for (const end of [...open]) end({ kind: 'no-answer', why: 'link-lost' });
      for (const listener of listeners) listener(up);
    },
    send(item, settle) {
      const end = (delivery: Delivery): void => {
        if (open.delete(end)) settle(delivery);
      };
      open.add(end);
      const behaviour = behave(item);
      clock.after(timeoutMs, () => end({ kind: 'no-answer', why: 'timed-out' }));
      if (behaviour !== 'silent') clock.after(behaviour.afterMs, () => end(behaviour.delivery));
    },
  };
}
