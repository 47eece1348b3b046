import { expect, it } from 'vitest';
import { citybrain } from './0004-citybrain.ts';
import { migrations } from './all.ts';
import { newStore, planOf } from './store.fixture.ts';

it('4: the orders that City Brain was told of', () => {
  const db = newStore();
  expect(migrations[3]).toBe(citybrain);
  const add = (seq: number, stayId: string, outOrderNo: string) =>
    db
      .prepare('INSERT INTO citybrain_order (seq, stay_id, out_order_no, entered_at) VALUES (?, ?, ?, 1)')
      .run(seq, stayId, outOrderNo);
  add(1, 'stay-1', 'order-1');
  expect(() => add(2, 'stay-1', 'order-2'), 'one order a stay').toThrow('UNIQUE');
  expect(() => add(2, 'stay-2', 'order-1'), 'one stay an order').toThrow('UNIQUE');
  const plan = planOf(db, `SELECT seq FROM citybrain_order WHERE inner_order_no = 'R1'`);
  expect(plan).toContain('citybrain_order_inner');
});
