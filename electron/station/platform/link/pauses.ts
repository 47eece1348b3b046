import type { Trouble } from '../../wire/trouble.ts';

/** Pauses between attempts to connect double from the first to the longest, ms. */
const MENDS_ITSELF = { first: 1000, longest: 30_000 };
/** Somebody must change something first: asked seldom, for a wrong password often tried may lock the account. */
const NEEDS_A_PERSON = { first: 15_000, longest: 300_000 };

/** How long to wait after the `vain`-th vain attempt (1, 2, …), ms, shortened by chance by up to a half. */
export function pauseBefore(trouble: Trouble, vain: number, random: () => number): number {
  const { first, longest } = trouble.cause === 'wrong-password' ? NEEDS_A_PERSON : MENDS_ITSELF;
  const ceiling = Math.min(longest, first * 2 ** Math.min(vain - 1, 16));
  return ceiling / 2 + (random() * ceiling) / 2;
}
