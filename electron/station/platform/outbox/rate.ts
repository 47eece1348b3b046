import type { Clock } from '../../../../native/clock/contract.ts';

/** How many a second there were of late. */
export interface Rate {
  add(count: number): void;
  perSecond(): number;
}

const SECONDS = 10;

/** Over the last ten seconds, in steps of one. */
export function createRate(clock: Clock): Rate {
  const counts = new Map<number, number>();
  const second = (): number => Math.floor(clock.monotonic() / 1000);
  const forget = (now: number): void => {
    for (const each of counts.keys()) if (each <= now - SECONDS) counts.delete(each);
  };
  return {
    add(count) {
      const now = second();
      forget(now);
      counts.set(now, (counts.get(now) ?? 0) + count);
    },
    perSecond() {
      forget(second());
      return [...counts.values()].reduce((sum, count) => sum + count, 0) / SECONDS;
    },
  };
}
