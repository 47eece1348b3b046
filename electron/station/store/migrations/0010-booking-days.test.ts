import { expect, it } from 'vitest';
import { bookingDays } from './0010-booking-days.ts';
import { migrations } from './all.ts';
import { newStore, planOf } from './store.fixture.ts';

it('10: bookings are found by their day, and those that last over a midnight of Beijing apart', () => {
  const db = newStore();
  expect(migrations).toContain(bookingDays);
  const midnight = Date.UTC(2026, 4, 4, 16);
  const add = (code: string, to: number) =>
    db
      .prepare(
        `INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at)
         VALUES (?, '', ?, ?, 15, 0, 'confirmed', 0)`,
      )
      .run(code, midnight - 3_600_000, to);
  add('over before', midnight - 900_001);
  add('kept until midnight', midnight - 900_000);
  const overnight = `SELECT code FROM booking INDEXED BY booking_overnight
    WHERE (to_at + kept_min * 60000 + 28800000) / 86400000 > (from_at + 28800000) / 86400000`;
  expect(db.prepare<[], string>(overnight).pluck().all()).toEqual(['kept until midnight']);
  expect(planOf(db, 'SELECT * FROM booking WHERE from_at >= 1 AND from_at < 2 ORDER BY from_at, code')).toBe(
    'SEARCH booking USING INDEX booking_day (from_at>? AND from_at<?)',
  );
});
