import { between, chance, seeded, weighted } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';

/**
 * What happens in one run, drawn from its seed before it begins. Each step means something in whatever state it finds the
 * lot, so that a run can be made shorter by leaving steps out. `lane` and `n` (0 ≤ n < 1) choose; `ms` is for how long.
 */
export interface Step {
  do: StepName;
  lane: number;
  n: number;
  ms: number;
}

/** How often each is drawn, in proportion. */
const WEIGHTS = {
  // Time.
  play: 6,
  leap: 18,
  'set-clock': 0.6,
  // Cars.
  arrive: 26,
  'arrive-out': 20,
  drive: 34,
  tailgate: 1.5,
  force: 1,
  'back-off': 3,
  'stop-under': 2,
  'clear-under': 3,
  flicker: 2,
  // Cameras.
  'repeat-capture': 3,
  'old-capture': 1.5,
  'late-capture': 1.5,
  // Attendants.
  attend: 34,
  press: 10,
  'press-again': 3,
  'pay-odd': 2,
  // Devices.
  'board-off': 1,
  'board-on': 3,
  'arm-stuck': 1,
  'arm-free': 3,
  'limit-stuck': 0.7,
  'limit-free': 2.5,
  'line-cut': 1.2,
  'line-mended': 3.5,
  'line-noise': 1.5,
  'line-quiet': 4,
  'by-hand': 0.6,
  // Platforms.
  'link-down': 2,
  'link-up': 4,
  'replies-bad': 2,
  'replies-good': 4,
  'refuse-some': 1.5,
  retry: 2,
  book: 9,
  confirm: 8,
  'change-booking': 2,
  cancel: 2,
  'ask-again': 2,
  list: 2,
  coupon: 2,
  order: 2,
  // The program.
  stop: 1.5,
  kill: 4,
} as const;
export type StepName = keyof typeof WEIGHTS;

const CHOICES = Object.entries(WEIGHTS) as [StepName, number][];
const MINUTE_MS = 60_000;

interface Extent {
  /** Steps: at least, and fewer than. */
  steps: readonly [least: number, most: number];
  /** Of the leaps, how many are over days. */
  days: number;
}

/**
 * Many short runs meet more than a few long ones for the same work, for each begins with other chances; what needs a long
 * story, or weeks that pass, is met in the others.
 */
const EXTENTS: readonly (readonly [Extent, weight: number])[] = [
  [{ steps: [8, 32], days: 0.06 }, 80],
  [{ steps: [40, 140], days: 0.06 }, 15],
  [{ steps: [30, 90], days: 0.7 }, 5],
];

export function drawScript(seed: number): Step[] {
  const random = seeded(seed);
  const { steps, days } = weighted(random, EXTENTS);
  const count = Math.floor(between(random, ...steps));
  return Array.from({ length: count }, () => {
    const step = { do: weighted(random, CHOICES), lane: Math.floor(random.next() * 3), n: random.next() };
    return { ...step, ms: spanOf(step.do, days, random) };
  });
}

function spanOf(name: StepName, shareOfDays: number, random: Random): number {
  if (name !== 'leap') return Math.floor(between(random, 100, 4000));
  // Minutes mostly, nights often, and a lot that nobody comes to for days now and then.
  const nights = chance(random, 0.3) ? between(random, 300, 900) : 0;
  const days = chance(random, shareOfDays) ? between(random, 1440, 4320) : 0;
  const minutes = between(random, 1, 90) + nights + days;
  return Math.floor(minutes * MINUTE_MS);
}
