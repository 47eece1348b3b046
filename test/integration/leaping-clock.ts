import type { Clock } from '../../native/clock/contract.ts';

/** A clock that runs with real time, so that sockets can be waited for, and leaps when a test says that an hour passes. */
export interface LeapingClock extends Clock {
  leap(ms: number): void;
}

export function createLeapingClock(): LeapingClock {
  let leapt = 0;
  const timers = new Set<{ at: number; fire: () => void; handle: NodeJS.Timeout }>();
  const monotonic = (): number => performance.now() + leapt;
  return {
    now: () => Date.now() + leapt,
    monotonic,
    after(ms, fn) {
      const at = monotonic() + ms;
      const fire = (): void => {
        timers.delete(timer);
        fn();
      };
      const timer = { at, fire, handle: setTimeout(fire, ms) };
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.handle);
      };
    },
    leap(ms) {
      leapt += ms;
      for (const timer of timers) {
        clearTimeout(timer.handle);
        timer.handle = setTimeout(timer.fire, Math.max(0, timer.at - monotonic()));
      }
    },
  };
}
