import { expect, test } from 'vitest';
import { runSerial, runSerials } from './serial.ts';

/** The short form; `npm run faults -- --only serial` is the long one. */
const RIDES = 2;

test('a serial line in trouble: no opening without a cause, no close on a car, shown, and well again by itself', async () => {
  const results = await runSerials({ rides: RIDES, seed: 5 });
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
}, 90_000);

test('control: where a loop that cannot be read is taken for clear, the arm comes down on a car', async () => {
  const { wrong } = await runSerial({ trouble: 'stuck', rides: 5, seed: 5, careless: true });
  expect(wrong.filter((what) => what.endsWith('on a car'))).not.toEqual([]);
}, 90_000);
