import { expect, test } from 'vitest';
import { runDisk } from './disk.ts';

/** The short form; `npm run faults -- --only disk` is the long one. */
test('a full disk and one that is read only: no arm rises unrecorded, the booth is told, and then the car goes; slow: it goes', async () => {
  const { wrong, tried } = await runDisk(2);
  expect([wrong, tried]).toEqual([[], 8]);
}, 120_000);

test('control: where the error is swallowed, arms rise with nothing on record', async () => {
  expect((await runDisk(2, true)).wrong).not.toEqual([]);
}, 120_000);
