import type { Clock } from '../../../../native/clock/contract.ts';
import type { Tally } from './contract.ts';
import type { OutboxStore } from './store.ts';

/** A full count of 100,000 waiting items takes the thread for milliseconds: not more often than this. */
const FULL_COUNT_EVERY_MS = 10_000;

/**
 * Counts what waits. Exact up to a couple of thousand; beyond, the last full count less what was settled since.
 * `settled` is told how many items left the queue.
 */
export function createTally(
  store: OutboxStore,
  clock: Clock,
): { settled(count: number): void; read(liveFrom: number): Tally } {
  let full: { at: number; waiting: number } | null = null;
  return {
    settled(count) {
      if (full) full.waiting -= count;
    },
    read(liveFrom) {
      const { waiting, ...counts } = store.counts(liveFrom);
      if (waiting.exact) full = null;
      else if (!full || clock.monotonic() - full.at >= FULL_COUNT_EVERY_MS)
        full = { at: clock.monotonic(), waiting: store.countWaiting() };
      const total = Math.max(waiting.atLeast, full?.waiting ?? 0);
      return {
        waitingLive: counts.waitingLive,
        waitingBacklog: total - counts.waitingLive,
        parked: counts.parked,
        oldestWaiting: counts.oldestWaiting,
      };
    },
  };
}
