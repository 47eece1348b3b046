import type { Clock } from '../../../native/clock/contract.ts';
import type { LaneTimer } from './events.ts';

/** The times that a lane's machine sets, on the clock. */
export interface LaneTimers {
  /** `from`: since when it runs, UTC ms. One that runs already begins anew. */
  start(timer: LaneTimer, from: number): void;
  stop(timer: LaneTimer): void;
  stopAll(): void;
}

export interface LaneTimersParts {
  clock: Clock;
  openTimeoutMs: number;
  /** Its time has come. */
  ring(timer: LaneTimer, at: number): void;
  /** Asked of one whose time is over before it could be set: what takes it back when it is stopped; null: set it all the same. */
  overdue(timer: LaneTimer, at: number): (() => void) | null;
}

/** A trailer's gap over the loop is shorter than this; a following car's is longer. */
const SETTLE_MS = 400;
/** A driver let through who has not moved by then: a person looks. */
const PATIENCE_MS = 60_000;
/** Without any sensor a passage is assumed after this. */
const ASSUME_MS = 8_000;

export function createLaneTimers({ clock, openTimeoutMs, ring, overdue }: LaneTimersParts): LaneTimers {
  const running = new Map<LaneTimer, () => void>();
  // The recheck gives an arm that was told to rise, by whomever, the time that it may take.
  const lengths = { settle: SETTLE_MS, patience: PATIENCE_MS, assume: ASSUME_MS, recheck: openTimeoutMs + 1000 };

  function stop(timer: LaneTimer): void {
    running.get(timer)?.();
    running.delete(timer);
  }

  return {
    start(timer, from) {
      stop(timer);
      const due = from + lengths[timer];
      const takeBack = due <= clock.now() ? overdue(timer, due) : null;
      const fire = (): void => {
        running.delete(timer);
        ring(timer, clock.now());
      };
      running.set(timer, takeBack ?? clock.after(Math.max(0, due - clock.now()), fire));
    },
    stop,
    stopAll() {
      for (const timer of [...running.keys()]) stop(timer);
    },
  };
}
