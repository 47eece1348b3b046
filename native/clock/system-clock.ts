import type { Clock } from './contract.ts';

/** Longer timers overflow the runtime's 32-bit counter and would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock. Production wires one in; parts that are given a clock ask no other. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, fn) {
      let timer: NodeJS.Timeout;
      const wait = (rest: number): void => {
        const part = Math.min(rest, LONGEST_TIMER_MS);
        timer = setTimeout(() => (rest > part ? wait(rest - part) : fn()), part);
      };
      wait(Math.max(0, ms));
      return () => clearTimeout(timer);
    },
  };
}
