import type { Clock } from '../../../../native/clock/contract.ts';

/**
 * Backlog items a second while the gate is at work. Drained flat out on the station's thread the backlog makes the gate
 * six times slower; at this rate it costs a tenth.
 */
const PER_SECOND = 2000;
/** Most of them at one go, so that the thread is free again within a millisecond. */
const BURST = 8;
const AT_WORK_TICK_MS = 4;
/** Most at one go while the gate is idle: a turn of two milliseconds. */
const IDLE_BURST = 64;
/** The gate counts as at work for so long after a capture: the arm rises, the loops are read, the picture is filed. */
const QUIET_AFTER_MS = 1000;

export interface Turn {
  /** How many items of backlog may start now. */
  items: number;
  /** When to ask for the next turn, ms. */
  againMs: number;
}

/** How much backlog may start: it has the gate's idle time, little of it while a vehicle is served, none during a capture. */
export interface Pace {
  turn(): Turn;
  /** So many were started of the turn's. */
  took(count: number): void;
  /** True while a capture is being handled. To be asked often: a capture that nobody saw leaves no trace. */
  gateBusy(): boolean;
}

export function createPace(clock: Clock, gateBusy: () => boolean): Pace {
  let allowance = BURST;
  let at = clock.monotonic();
  let busyAt = at - QUIET_AFTER_MS;

  function look(): boolean {
    const busy = gateBusy();
    if (busy) busyAt = clock.monotonic();
    return busy;
  }

  return {
    gateBusy: look,
    turn() {
      if (look()) return { items: 0, againMs: AT_WORK_TICK_MS };
      const now = clock.monotonic();
      allowance = Math.min(BURST, allowance + ((now - at) * PER_SECOND) / 1000);
      at = now;
      if (now - busyAt >= QUIET_AFTER_MS) return { items: IDLE_BURST, againMs: 0 };
      return { items: Math.floor(allowance), againMs: AT_WORK_TICK_MS };
    },
    took(count) {
      allowance = Math.max(0, allowance - count);
    },
  };
}
