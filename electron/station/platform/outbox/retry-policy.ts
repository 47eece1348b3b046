import type { Delivery } from './contract.ts';

/** First pause after a vain attempt, ms; it doubles with each further one. */
const FIRST_PAUSE_MS = 1000;
/** Longest pause: a platform that comes back is found within a minute. */
export const LONGEST_PAUSE_MS = 60_000;
/** An item that is not ready is looked at again after a quarter of its age: soon when it is new, seldom when it is old. */
const AGE_SHARE = 4;
const SHORTEST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 30_000;

export type Step =
  | { kind: 'acknowledged' }
  | { kind: 'parked' }
  | { kind: 'retry'; pauseMs: number }
  | { kind: 'again' }
  | { kind: 'postponed'; pauseMs: number };

/**
 * Milliseconds to wait after the `vain`-th vain attempt (1, 2, …), with full jitter: many gates that lost one platform
 * at one instant do not come back at one instant. `random` gives [0, 1). At least 1.
 */
export function pauseAfter(vain: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(vain - 1, 16));
  return 1 + Math.floor(random() * ceiling);
}

const lookAgainAfter = (ageMs: number): number =>
  Math.round(Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, ageMs / AGE_SHARE)));

/**
 * What to do with an item after its `attempts`-th sending, `ageMs` after it was recorded. Nothing is ever given up: an
 * item is taken, or a person is asked, or it waits.
 */
export function stepAfter(delivery: Delivery, attempts: number, ageMs: number, random: () => number): Step {
  switch (delivery.kind) {
    case 'delivered':
      return { kind: 'acknowledged' };
    case 'refused':
    case 'unsendable':
      return { kind: 'parked' };
    case 'earlier-missing':
      return { kind: 'again' };
    case 'not-yet':
      return { kind: 'postponed', pauseMs: lookAgainAfter(ageMs) };
    case 'not-now':
    case 'no-answer':
      return { kind: 'retry', pauseMs: pauseAfter(attempts, random) };
  }
}
