import { expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createHold } from './hold.ts';

it('holds until the longest of what was asked for, also where that is asked meanwhile, and for good once stopped', async () => {
  const clock = createManualClock();
  const hold = createHold(clock);
  let over = 0;
  const wait = () => void hold.over().then(() => (over += 1));
  wait();
  await clock.advanceAsync(0);
  expect(over).toBe(1);
  hold.extend(5000);
  hold.extend(1000);
  wait();
  await clock.advanceAsync(4000);
  hold.extend(3000);
  await clock.advanceAsync(2999);
  expect(over).toBe(1);
  await clock.advanceAsync(1);
  expect(over).toBe(2);
  hold.extend(5000);
  wait();
  hold.stop();
  await clock.advanceAsync(60_000);
  expect(over).toBe(2);
  expect(clock.pending).toBe(0);
});
