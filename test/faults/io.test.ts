import { expect, test } from 'vitest';
import { runIo } from './io.ts';

/** The short form; `npm run faults -- --only io` fails every operation. */
test('the disk refuses an operation, once or for long: nothing acknowledged is lost, and it works again', async () => {
  const { tried, noticed, wrong } = await runIo({ stride: 9, most: 50 });
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(30);
  expect(noticed).toBeGreaterThan(0);
}, 120_000);

test('control: where the error is swallowed, cars drive in that nobody knows', async () => {
  const { wrong } = await runIo({ stride: 11, most: 40, careless: true });
  expect(wrong).not.toEqual([]);
}, 120_000);
