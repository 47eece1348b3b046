import type { Clock } from '../../../../native/clock/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { IN_TIME_MS } from './histogram.ts';

/** At most one fact in this time: a slow platform does not fill the book. */
const TOLD_EVERY_MS = 60_000;

/** Tells of live reports that took longer than 8.1.1 allows: the first at once, further ones together. */
export interface Lateness {
  /** A live report was taken after `ms`. */
  note(interfaceName: string, ms: number): void;
  /** Milliseconds until something is to be told; null when there is nothing. */
  dueIn(): number | null;
  /** Writes what is due. Returns what makes it told: call it once the transaction is durable. */
  write(tx: Tx): () => void;
}

export function createLateness(clock: Clock, platform: string): Lateness {
  let toldAt = -TOLD_EVERY_MS;
  let late: { count: number; slowest: { interface: string; ms: number } } | null = null;

  const dueIn = (): number | null => late && Math.max(0, toldAt + TOLD_EVERY_MS - clock.monotonic());

  return {
    note(interfaceName, ms) {
      if (ms <= IN_TIME_MS) return;
      const slowest = late && late.slowest.ms >= ms ? late.slowest : { interface: interfaceName, ms };
      late = { count: (late?.count ?? 0) + 1, slowest };
    },
    dueIn,
    write(tx) {
      if (!late || dueIn() !== 0) return () => undefined;
      tx.fact({ kind: 'report-late', data: { platform, count: late.count, ...late.slowest } });
      return () => {
        late = null;
        toldAt = clock.monotonic();
      };
    },
  };
}
