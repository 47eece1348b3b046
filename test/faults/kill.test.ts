import { expect, test } from 'vitest';
import { runKills } from './kill.ts';
import { migrationControl } from './kill/fault.ts';
import { runMigrations } from './kill/migrations.ts';

/** The short form; `npm run faults -- --only kill --count 500` is the long one. */
const KILLS = 12;
const LEAST = 6;
/** Of stores that are being upgraded. */
const UPGRADES = 3;

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

test('killed while an old store is upgraded: it goes on at the next start, and every row is there once', async () => {
  expect(await runMigrations(UPGRADES, 7, {})).toEqual({ cut: expect.any(Number) as number, wrong: [] });
}, 120_000);

test('control: an upgrade without transactions is left half done by the same kills', async () => {
  expect((await migrationControl(UPGRADES, 7)).wrong).not.toEqual([]);
}, 120_000);
