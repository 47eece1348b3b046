import { expect, it } from 'vitest';
import { payments } from './0013-payments.ts';
import { migrations } from './all.ts';
import { newStore } from './store.fixture.ts';

it('13: payments and refunds stay, one for each press, with a sum exactly where money came', () => {
  const db = newStore();
  expect(migrations[12]).toBe(payments);
  const add = (tradeNo: string, key: string, state: string, paid: number | null) =>
    db
      .prepare(
        `INSERT INTO payment (trade_no, key, stay_id, provider, mode, amount, until, subject, created_at, expires_at, state, paid_amount)
         VALUES (?, ?, 's', 'p', 'shown', 100, 1, 'x', 1, 2, ?, ?)`,
      )
      .run(tradeNo, key, state, paid);
  add('1', 'a', 'paid', 100);
  expect(() => add('2', 'a', 'created', null)).toThrow('UNIQUE');
  expect(() => add('2', 'b', 'created', 100)).toThrow('CHECK');
  expect(() => add('2', 'b', 'paid', null)).toThrow('CHECK');
  expect(() => db.exec(`UPDATE payment SET refunded = 101`)).toThrow('CHECK');
  expect(() => db.exec(`UPDATE payment SET step = 'wait'`)).toThrow('CHECK');
  expect(() => db.exec('DELETE FROM payment')).toThrow('never');
  db.exec(`INSERT INTO payment_refund (refund_no, key, trade_no, amount, reason, who, state, asked_at)
    VALUES ('r', 'c', '1', 5, 'why', 'li', 'refunded', 1)`);
  expect(() => db.exec('DELETE FROM payment_refund')).toThrow('never');
});
