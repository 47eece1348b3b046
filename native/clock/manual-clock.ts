import type { Clock } from './contract.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, calling back each timer at its own instant, in order; timers set meanwhile take part. */
  advance(ms: number): void;
  /** As `advance`, and lets promises and I/O callbacks run before, between and after the timers. */
  advanceAsync(ms: number): Promise<void>;
  /** Somebody sets the machine's clock: `now` jumps, `monotonic` and timers do not. */
  setNow(utcMs: number): void;
  /** Timers that are set and have neither fired nor been cancelled. */
  readonly pending: number;
}

/** Breaks a test that sets timers without end instead of letting it hang. */
const MOST_TIMERS_AT_ONE_INSTANT = 10_000;

/** `startUtcMs` defaults to 2026-01-01 00:00 UTC. `monotonic` starts at 0. */
export function createManualClock(startUtcMs = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  let utcAtZero = startUtcMs;
  const timers = new Set<{ at: number; fn: () => void }>();

  /** Sets keep the order of insertion, so that of two timers for one instant the one set first fires first. */
  const nextDue = (until: number) => {
    let next: { at: number; fn: () => void } | null = null;
    for (const timer of timers) if (timer.at <= until && (next === null || timer.at < next.at)) next = timer;
    return next;
  };

  const fireNext = (until: number): boolean => {
    const timer = nextDue(until);
    if (timer === null) return false;
    timers.delete(timer);
    elapsed = timer.at;
    timer.fn();
    return true;
  };

  /** Counts timers that fire without time moving on. */
  const runaway = () => {
    let instant = elapsed;
    let count = 0;
    return () => {
      count = elapsed === instant ? count + 1 : 0;
      instant = elapsed;
      if (count > MOST_TIMERS_AT_ONE_INSTANT) throw new Error(`timers are set without end at ${elapsed} ms`);
    };
  };

  return {
    now: () => utcAtZero + elapsed,
    monotonic: () => elapsed,
    after(ms, fn) {
      const timer = { at: elapsed + Math.max(0, ms), fn };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = elapsed + ms;
      const check = runaway();
      while (fireNext(until)) check();
      elapsed = until;
    },
    async advanceAsync(ms) {
      const until = elapsed + ms;
      const check = runaway();
      await turn();
      while (fireNext(until)) {
        check();
        await turn();
      }
      elapsed = until;
    },
    setNow(utcMs) {
      utcAtZero = utcMs - elapsed;
    },
    get pending() {
      return timers.size;
    },
  };
}

/** One turn of the event loop: every promise that could settle has settled. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
