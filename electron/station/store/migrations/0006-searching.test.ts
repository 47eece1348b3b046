import { expect, it } from 'vitest';
import { searching } from './0006-searching.ts';
import { migrations } from './all.ts';
import { newStore, planOf } from './store.fixture.ts';

it('6: stays are found by booking and order, and the newest plates are read from an index alone', () => {
  expect(migrations[5]).toBe(searching);
  const db = newStore();
  expect(planOf(db, `SELECT id FROM stay WHERE booking_code = 'b'`)).toContain('USING INDEX stay_booking');
  expect(planOf(db, `SELECT id FROM stay WHERE order_no = 'o'`)).toContain('USING INDEX stay_order');
  expect(planOf(db, 'SELECT rowid, plate FROM stay ORDER BY entered_at DESC LIMIT 10')).toBe(
    'SCAN stay USING COVERING INDEX stay_entered',
  );
});
