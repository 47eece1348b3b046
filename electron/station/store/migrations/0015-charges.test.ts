import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../open.ts';
import { charges } from './0015-charges.ts';
import { migrations } from './all.ts';
import { newStore, planOf } from './store.fixture.ts';

let db: Db;
beforeEach(() => (db = newStore()));

const charge = (id: string, receivable: number, discount: number, received: number, given: number | null = null) =>
  db
    .prepare(
      `INSERT INTO charge (id, stay_id, at, until, receivable, discount, received, given, pay_type, pay_from, bill)
       VALUES (?, 's1', 1, 1, ?, ?, ?, ?, 'cash', 'x', '{}')`,
    )
    .run(id, receivable, discount, received, given);

describe('15: charges and debts', () => {
  it('is the fifteenth', () => expect(migrations[14]).toBe(charges));

  it.each([
    ['do not add up', [2000, 500, 1000, null]],
    ['are less than nothing', [-1, 0, -1, null]],
    ['were not given', [2000, 0, 2000, 1500]],
  ] as const)('sums that %s are none', (_, [receivable, discount, received, given]) => {
    expect(() => charge('c1', receivable, discount, received, given)).toThrow('CHECK');
  });

  it('a charge stands for ever, and no more goes back than came', () => {
    charge('c1', 2000, 500, 1500, 2000);
    expect(() => db.exec('DELETE FROM charge')).toThrow('never deleted');
    db.exec('UPDATE charge SET refunded = 1500');
    expect(() => db.exec('UPDATE charge SET refunded = 1501')).toThrow('CHECK');
  });

  it('a stay owes once', () => {
    const owe = () => db.exec(`INSERT INTO debt (stay_id, plate, at, amount) VALUES ('s1', 'p', 1, 100)`);
    owe();
    expect(owe).toThrow('UNIQUE');
  });

  it.each([
    ['the charges of a stay', `SELECT * FROM charge WHERE stay_id = 'x' ORDER BY at`, 'charge_of'],
    ['the discounts of a charge', `SELECT * FROM charge_discount WHERE charge_id = 'x'`, 'charge_discount_of'],
    ['the debts of a plate', `SELECT * FROM debt WHERE plate = 'x' AND state = 'open'`, 'debt_open'],
  ])('%s are found by an index', (_, query, index) => {
    expect(planOf(db, query)).toContain(index);
  });
});
