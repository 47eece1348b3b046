import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { A_MOMENT_MS, createGathering, TOGETHER_MS } from './gathering.ts';
import type { Gather } from './gathering.ts';

let gather: Gather;
let drawn: number[];
const tell = (pressing = false): void => {
  gather(() => drawn.push(performance.now() - began), pressing);
};
let began: number;

beforeEach(() => {
  vi.useFakeTimers();
  began = performance.now();
  gather = createGathering();
  drawn = [];
});
afterEach(() => {
  vi.useRealTimers();
});

it('draws what comes together after a quiet moment, once', () => {
  tell();
  tell();
  vi.advanceTimersByTime(TOGETHER_MS);
  expect(drawn).toEqual([TOGETHER_MS]);
});

it('draws what goes on happening no more often than once a moment', () => {
  for (let ms = 0; ms < 600; ms += 5) {
    tell();
    vi.advanceTimersByTime(5);
  }
  expect(drawn).toHaveLength(10);
  for (const [n, at] of drawn.slice(1).entries()) expect(at - (drawn[n] ?? 0)).toBeGreaterThanOrEqual(A_MOMENT_MS);
});

it('does not let a car at a gate wait for the moment to end, and draws nothing twice', () => {
  tell();
  vi.advanceTimersByTime(TOGETHER_MS);
  tell();
  vi.advanceTimersByTime(10);
  tell(true);
  vi.advanceTimersByTime(TOGETHER_MS);
  expect(drawn).toEqual([TOGETHER_MS, 10 + 2 * TOGETHER_MS]);
  vi.advanceTimersByTime(500);
  expect(drawn).toHaveLength(2);
});
