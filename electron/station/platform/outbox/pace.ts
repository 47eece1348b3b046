/**
 * Backlog items a second. Drained flat out on the station's thread the backlog makes the gate six times slower; at this
 * rate it costs a tenth.
 */
const PER_SECOND = 2000;
/** Most items at one go, so that the thread is free again within a millisecond. */
const BURST = 8;

/** A bucket of allowances that refills with time. */
export interface Pace {
  /** True, and one allowance less, when an item may start at `monotonicMs`. */
  take(monotonicMs: number): boolean;
}

export function createPace(perSecond = PER_SECOND, burst = BURST): Pace {
  let allowance = burst;
  let at = 0;
  return {
    take(monotonicMs) {
      allowance = Math.min(burst, allowance + ((monotonicMs - at) * perSecond) / 1000);
      at = monotonicMs;
      if (allowance < 1) return false;
      allowance -= 1;
      return true;
    },
  };
}
