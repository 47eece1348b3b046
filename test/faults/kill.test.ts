import { expect, test } from 'vitest';
import { runKills } from './kill.ts';

/** The short form; `npm run faults -- --only kill --count 500` is the long one. */
const KILLS = 12;
const LEAST = 6;

test('killed in the middle of the rush: every passage once, each report arrives, no second open', async () => {
  const { passages, restartMs: _, kills, ...wrong } = await runKills({ count: KILLS, leastPassages: LEAST, seed: 7 });
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(passages).toBeGreaterThanOrEqual(LEAST);
  expect(wrong).toEqual({
    lost: [],
    invented: [],
    unreported: [],
    secondOpens: [],
    causeless: [],
    crushes: [],
    violations: [],
  });
}, 180_000);

test('control: reports written outside the transaction are lost by the same kills', async () => {
  const { unreported } = await runKills({ count: KILLS, leastPassages: LEAST, seed: 7, careless: true });
  expect(unreported).not.toEqual([]);
}, 180_000);
