import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchAhead, QUIET_MS } from './fetch-ahead.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function parts() {
  const read: string[] = [];
  const part = (name: string, comes = true) => ({
    fetch: () => {
      read.push(name);
      return comes ? Promise.resolve() : Promise.reject(new Error('not there'));
    },
  });
  return { read, all: [part('sync', false), part('history'), part('bookings')] };
}

it('code is read when nobody has touched anything for a while, all of it, whatever becomes of one part', async () => {
  const { read, all } = parts();
  fetchAhead(all, new EventTarget() as never);
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  expect(read).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(read).toEqual(['sync', 'history', 'bookings']);
});

it.each(['keydown', 'pointerdown'])('a hand comes first: %s', async (event) => {
  const { read, all } = parts();
  const hands = new EventTarget();
  fetchAhead(all, hands as never);
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  hands.dispatchEvent(new Event(event));
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  expect(read).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(read).toHaveLength(3);
});

it('a window that goes reads nothing more', async () => {
  const { read, all } = parts();
  fetchAhead(all, new EventTarget() as never)();
  await vi.advanceTimersByTimeAsync(QUIET_MS * 2);
  expect(read).toEqual([]);
});
