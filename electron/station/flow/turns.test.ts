import { expect, it, vi } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { createTurns } from './turns.ts';

const turnsOf = (nextChange: () => number | null) => {
  const clock = createManualClock(0);
  const reconsider = vi.fn();
  return { clock, reconsider, turns: createTurns({ lanes: [{ reconsider }], nextChange, clock }) };
};

it('judges again when a turn comes by time alone', () => {
  const ends = [8_000, null];
  const { clock, reconsider, turns } = turnsOf(() => ends.shift() ?? null);
  turns.reconsider();
  clock.advance(8_000);
  expect(reconsider).toHaveBeenCalledTimes(1);
  clock.advance(1);
  expect(reconsider).toHaveBeenCalledTimes(2);
  expect(clock.pending).toBe(0);
});

it('many changes in one go are one judgement, after the record that told of them', async () => {
  const { reconsider, turns } = turnsOf(() => null);
  for (let told = 0; told < 5; told += 1) turns.soon();
  expect(reconsider).not.toHaveBeenCalled();
  await new Promise((resolve) => setImmediate(resolve));
  expect(reconsider).toHaveBeenCalledTimes(1);
});

it('once stopped nothing is judged any more', async () => {
  const { clock, reconsider, turns } = turnsOf(() => 5_000);
  turns.reconsider();
  turns.soon();
  turns.stop();
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(10_000);
  expect(reconsider).toHaveBeenCalledTimes(1);
});
