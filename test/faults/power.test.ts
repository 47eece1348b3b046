import { expect, test } from 'vitest';
import { runPower } from './power.ts';

/** The short form; `npm run faults -- --only power --count 10000` is the long one. */
const CUTS = 70;

test('the power goes at random instants: all that was acknowledged is there, and nothing is half', async () => {
  const { cuts, commits, wrong } = await runPower({ count: CUTS, seed: 7 });
  expect([cuts, wrong]).toEqual([CUTS, []]);
  expect(commits).toBeGreaterThan(500);
}, 120_000);

test.each(['NORMAL', 'OFF'] as const)(
  'control: with synchronous=%s the same losses of power lose what was acknowledged',
  async (synchronous) => {
    const { wrong } = await runPower({ count: 30, seed: 7, synchronous, workloads: ['outbox'] });
    expect(wrong).not.toEqual([]);
  },
  60_000,
);
