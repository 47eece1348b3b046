import { expect, it } from 'vitest';
import { soak } from './soak.ts';

/** A few hours of a busy lot; `npm run faults -- --only soak --count 30` is a month of it. */
it('a busy lot weighs no more from hour to hour', async () => {
  const { wrong, passages } = await soak({ days: 0.06, vehiclesADay: 5_000, seed: 1 });
  expect(wrong).toEqual([]);
  expect(passages).toBeGreaterThan(400);
}, 120_000);
