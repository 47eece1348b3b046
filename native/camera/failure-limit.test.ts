import { expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { createFailureLimit } from './failure-limit.ts';

it('lets a source fail so often, then asks for quiet until its minute is over', () => {
  const clock = createManualClock();
  const limit = createFailureLimit(clock, { most: 3, windowMs: 60_000 });
  expect([limit.failed('a'), limit.failed('a')]).toEqual([false, false]);
  expect(limit.quietFor('a')).toBe(0);
  clock.advance(10_000);
  expect(limit.failed('a')).toBe(true);
  expect(limit.quietFor('a')).toBe(50_000);
  expect(limit.quietFor('b')).toBe(0);
  clock.advance(50_000);
  expect(limit.quietFor('a')).toBe(0);
  expect(limit.failed('a')).toBe(false);
});

it('remembers only so many sources: the longest known is forgotten first', () => {
  const limit = createFailureLimit(createManualClock(), { most: 1, sources: 2 });
  for (const source of ['a', 'b', 'c']) limit.failed(source);
  expect(['a', 'b', 'c'].map((source) => limit.quietFor(source) > 0)).toEqual([false, true, true]);
});

it('somebody sets the clock back: nobody is shut out for longer', () => {
  const clock = createManualClock();
  const limit = createFailureLimit(clock, { most: 1, windowMs: 60_000 });
  limit.failed('a');
  clock.setNow(0);
  clock.advance(60_000);
  expect(limit.quietFor('a')).toBe(0);
});
