import { expect, it } from 'vitest';
import { bookingOf } from '../preview/bookings-fixtures.ts';
import { keptMinutes, standingOf } from './standing.ts';

const at = Date.UTC(2024, 10, 21, 1, 30);
const MINUTE = 60_000;
const booking = bookingOf(at, 'b', { from: at, to: at + 60 * MINUTE, keptMin: 15 });

it.each([
  [-1, 'to-come', null],
  [0, 'due', 75],
  [60 * MINUTE, 'due', 15],
  [60 * MINUTE + 1, 'late', 14],
  [75 * MINUTE, 'late', 0],
] as const)('a confirmed booking %d ms from its beginning', (ms, standing, minutes) => {
  expect(standingOf(booking, at + ms)).toBe(standing);
  expect(keptMinutes(booking, at + ms)).toBe(minutes);
});

it('a booking given back is a no-show where the station counts it as one', () => {
  const expired = (noShow: boolean) => standingOf({ ...booking, state: 'expired', noShow }, at);
  expect([expired(true), expired(false)]).toEqual(['no-show', 'released']);
});

it.each([
  ['locked', 'unconfirmed'],
  ['used', 'inside'],
  ['finished', 'left'],
  ['cancelled', 'cancelled'],
] as const)('%s is %s, whatever the time', (state, standing) => {
  expect(standingOf({ ...booking, state }, at + 90 * MINUTE)).toBe(standing);
});
