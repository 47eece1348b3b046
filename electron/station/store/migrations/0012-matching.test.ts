import { expect, it } from 'vitest';
import { matching } from './0012-matching.ts';
import { migrations } from './all.ts';
import { planOf, storeSince } from './store.fixture.ts';

it('12: bookings of before whose car did not come are known by their facts; what the gate looks for has an index', () => {
  expect(migrations[11]).toBe(matching);
  const db = storeSince(11, (old) => {
    for (const [code, reason] of [
      ['came not', 'booking-expired'],
      ['never confirmed', 'booking-unconfirmed'],
    ]) {
      old
        .prepare(
          `INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at)
           VALUES (?, 'P', 1, 2, 0, 0, 'expired', 1)`,
        )
        .run(code);
      old
        .prepare(`INSERT INTO fact (at, kind, booking_code, reason) VALUES (3, 'booking-released', ?, ?)`)
        .run(code, reason);
    }
  });
  expect(db.prepare('SELECT code FROM booking WHERE no_show = 1').pluck().all()).toEqual(['came not']);
  const plan = (sql: string): string => planOf(db, sql);
  expect(
    plan(`SELECT count(*) FROM booking WHERE plate = 'P' AND no_show = 1 AND from_at >= 1 AND from_at < 2`),
  ).toContain('booking_no_show');
  expect(
    plan(
      `SELECT order_no, plate FROM share_order INDEXED BY share_order_active WHERE state = 'active' AND to_at >= 1 AND from_at <= 1`,
    ),
  ).toContain('COVERING INDEX share_order_active (to_at>?)');
  expect(
    plan(`SELECT json_group_array(plate) FROM booking INDEXED BY booking_awaited
      WHERE state IN ('locked', 'confirmed') AND from_at <= 1 AND +(to_at + kept_min * 60000) >= 1`),
  ).toContain('COVERING INDEX booking_awaited (from_at<?)');
  const stay = `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause)`;
  db.exec(`${stay} VALUES ('s', '无牌0001', '', 'unknown', 'other', 'open', 1, 'east', 'East', 'confirmed')`);
  expect(db.prepare(`SELECT kind FROM history_stay_kind WHERE stay_id = 's'`).pluck().all()).toEqual([
    'other',
    'inside',
    'no-plate',
  ]);
});
