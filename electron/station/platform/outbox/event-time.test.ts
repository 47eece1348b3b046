import { expect, it } from 'vitest';
import { createManualClock } from '../../../../native/clock/manual-clock.ts';
import { createEventTime } from './event-time.ts';

const HOUR = 3_600_000;

/** Items of numbers 1, 2, … that are recorded one by one, as the outbox sees it. */
function watch() {
  const clock = createManualClock();
  let end = 1;
  const onTrouble = (error: unknown) => {
    throw error;
  };
  const time = createEventTime(clock, () => end, onTrouble);
  time.look();
  return {
    clock,
    record() {
      const item = { seq: end, createdAt: clock.now() };
      end += 1;
      time.look();
      return item;
    },
    ms: (item: { seq: number; createdAt: number }) => time.ms(item, { at: clock.now(), monotonic: clock.monotonic() }),
  };
}

it.each([4000, -4000, 24 * HOUR, -24 * HOUR])('the clock is set by %i ms between event and answer', (by) => {
  const { clock, record, ms } = watch();
  const before = record();
  clock.advance(20);
  clock.setNow(clock.now() + by);
  const after = record();
  clock.advance(10);
  expect([ms(before), ms(after)]).toEqual([30, 10]);
});

it('the clock is set again and again: each is measured by how it stood then', () => {
  const { clock, record, ms } = watch();
  const items = Array.from({ length: 10 }, (_, i) => {
    clock.setNow(clock.now() + (i % 2 === 0 ? HOUR : -3 * HOUR));
    const item = record();
    clock.advance(100);
    return item;
  });
  expect(items.map(ms)).toEqual(items.map((_, i) => 1000 - 100 * i));
});

it('what another run of the program recorded is measured by the clock', () => {
  const { clock, ms } = watch();
  expect(ms({ seq: 0, createdAt: clock.now() - HOUR })).toBe(HOUR);
});
