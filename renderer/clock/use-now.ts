import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
let waiting = 0;

/** Longest that the second hand gives way, ms. */
const GIVES_WAY_MS = 300;

function tick(): void {
  now = Date.now();
  for (const each of listeners) each();
}

/**
 * One second hand for the whole window: every waiting time ticks in the same frame, and in none that somebody waits for.
 */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      cancelIdleCallback(waiting);
      waiting = requestIdleCallback(tick, { timeout: GIVES_WAY_MS });
    }, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    cancelIdleCallback(waiting);
  };
}

const DAY_MS = 86_400_000;
/** Beijing is UTC+8 all year. */
const BEIJING_MS = 8 * 3_600_000;

/** What follows from the time, drawn again when it changes and not each second. `of`: from UTC milliseconds. */
export function useByNow<T extends string | number>(of: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(now));
}

/** When today began in Beijing, UTC milliseconds: what shows a day or not is drawn again at midnight. */
export function useToday(): number {
  return useByNow((at) => Math.floor((at + BEIJING_MS) / DAY_MS) * DAY_MS - BEIJING_MS);
}

/** UTC milliseconds, renewed each second. */
export function useNow(): number {
  return useByNow((at) => at);
}
