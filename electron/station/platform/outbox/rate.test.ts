import { expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createRate } from './rate.ts';

it('counts the last ten seconds and forgets what is older', () => {
  const clock = createManualClock();
  const rate = createRate(clock);
  expect(rate.perSecond()).toBe(0);
  rate.add(30);
  clock.advance(5000);
  rate.add(20);
  expect(rate.perSecond()).toBe(5);
  clock.advance(5000);
  expect(rate.perSecond()).toBe(2);
  clock.advance(5000);
  expect(rate.perSecond()).toBe(0);
});
