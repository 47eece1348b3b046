import { expect, test } from 'vitest';
import { leapsWrong, zonesDiffer } from './clock.ts';

/** The short form; `npm run faults -- --only clock` is the long one. */
test('the clock leaps an hour or a day while cars pass: each is in the books once, and out again', async () => {
  expect(await leapsWrong(12, 7)).toEqual([]);
}, 60_000);

test('another zone, over the change of its clocks: stays, bills and folders are the same', async () => {
  expect(await zonesDiffer(3, 7)).toEqual([]);
}, 60_000);

test('control: with dates in the zone of the machine they are not', async () => {
  expect(await zonesDiffer(3, 7, true)).not.toEqual([]);
}, 60_000);
