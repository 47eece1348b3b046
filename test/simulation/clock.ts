import type { Clock } from '../../native/clock/contract.ts';

/** The time of one simulated world. Its timers fire one by one, in order, each followed by a turn of the event loop. */
export interface WorldClock extends Clock {
  /** Time goes by as it does: each timer at its own instant. */
  play(ms: number): Promise<void>;
  /**
   * As when the machine stood still for so long: every timer that fell due meanwhile fires late, once, at the end. What would
   * take thousands of readings of an empty lane takes one.
   */
  leap(ms: number): Promise<void>;
  /** Somebody sets the machine's clock by so much; spans and timers do not see it. */
  step(ms: number): void;
  /** Somebody did. */
  readonly wasSet: boolean;
  /** The clock of one run of the station: `end` takes its timers with it, as a kill does. */
  life(): { clock: Clock; end(): void };
  /** Lets promises and immediates that are ready run. */
  turn(): Promise<void>;
}

interface Timer {
  at: number;
  order: number;
  fn: (() => void) | null;
}

/** Breaks a run that sets timers without end instead of letting it hang. */
const MOST_AT_ONE_INSTANT = 20_000;

export function createWorldClock(startUtcMs: number): WorldClock {
  const heap: Timer[] = [];
  let elapsed = 0;
  let utcAtZero = startUtcMs;
  let orders = 0;
  let wasSet = false;

  const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(timer: Timer): void {
    let i = heap.push(timer) - 1;
    for (let up = (i - 1) >> 1; i > 0; i = up, up = (i - 1) >> 1) {
      const above = heap[up] as Timer;
      if (!before(timer, above)) break;
      heap[i] = above;
      heap[up] = timer;
    }
  }

  function pop(): Timer {
    const first = heap[0] as Timer;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      if (!before(heap[child] as Timer, last)) break;
      heap[i] = heap[child] as Timer;
      i = child;
    }
    heap[i] = last;
    return first;
  }

  const set = (ms: number, fn: () => void): Timer => {
    const timer: Timer = { at: elapsed + Math.max(0, ms), order: (orders += 1), fn };
    push(timer);
    return timer;
  };
  const now = (): number => Math.floor(utcAtZero + elapsed);
  const monotonic = (): number => elapsed;

  /** Fires what is due until `until`, moving time along where it has not gone on already. */
  async function fire(until: number): Promise<void> {
    let instant = elapsed;
    let count = 0;
    await turn();
    while (heap.length > 0 && (heap[0] as Timer).at <= until) {
      const timer = pop();
      if (timer.fn === null) continue;
      elapsed = Math.max(elapsed, timer.at);
      count = elapsed === instant ? count + 1 : 0;
      instant = elapsed;
      if (count > MOST_AT_ONE_INSTANT) throw new Error(`timers are set without end at ${elapsed} ms`);
      timer.fn();
      await turn();
    }
  }

  return {
    now,
    monotonic,
    after(ms, fn) {
      const timer = set(ms, fn);
      return () => void (timer.fn = null);
    },
    async play(ms) {
      const until = elapsed + ms;
      await fire(until);
      elapsed = until;
    },
    async leap(ms) {
      elapsed += ms;
      await fire(elapsed);
    },
    step(ms) {
      utcAtZero += ms;
      wasSet = true;
    },
    get wasSet() {
      return wasSet;
    },
    life() {
      let alive = true;
      return {
        clock: {
          now,
          monotonic,
          after(ms, fn) {
            if (!alive) return () => undefined;
            const timer = set(ms, () => {
              if (alive) fn();
            });
            return () => void (timer.fn = null);
          },
        },
        end: () => void (alive = false),
      };
    },
    turn,
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
