import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../open.ts';
import { shifts } from './0022-shifts.ts';
import { migrations } from './all.ts';
import { newStore, planOf } from './store.fixture.ts';

let db: Db;
beforeEach(() => (db = newStore()));

const HOUR = 3_600_000;
/** An hour of Beijing, by its number since 1970. */
const at = (hour: number, ms = 0): number => hour * HOUR - 8 * HOUR + ms;

const open = (id: number): void => {
  db.exec(`INSERT INTO shift (id, person, begun_at, fact_after, charge_after, opening_after, till)
    VALUES (${id}, 'wang', 1, 0, 0, 0, 0)`);
};
const close = (id: number): void => {
  db.exec(`UPDATE shift SET state = 'closed', ended_at = 2, fact_until = 9 WHERE id = ${id}`);
};
const fact = (kind: string, hour: number, more: Record<string, unknown> = {}): number =>
  Number(
    db
      .prepare(
        `INSERT INTO fact (at, kind, lane_id, arrival_id, stay_id, who, reason, data)
         VALUES (@at, @kind, @lane, @arrival, @stay, @who, @reason, @data)`,
      )
      .run({ at: at(hour), kind, lane: 'in-1', arrival: null, stay: null, who: null, reason: null, ...more, data: JSON.stringify(more['data'] ?? {}) })
      .lastInsertRowid,
  ); // prettier-ignore
const stay = (id: string, more: Record<string, unknown> = {}): void => {
  db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, order_no, card_kind, card_no, state, entered_at, entrance_id, entrance_name, entry_cause)
     VALUES (@id, @id, '', 'blue', @class, @order, @card, @card, 'open', 1, 'in-1', 'In', 'automatic')`,
  ).run({ id, class: 'other', order: null, card: null, ...more });
};
const tally = (what: string): unknown[] =>
  db.prepare('SELECT hour, shift, lane, who, a, b, n, gross, off, net FROM tally WHERE what = ? ORDER BY hour, shift, a, b').raw().all(what); // prettier-ignore

describe('22: shifts and the tally', () => {
  it('is the twenty-second', () => expect(migrations[21]).toBe(shifts));

  it('one shift is open at a time, and a closed one stands for good', () => {
    open(1);
    expect(() => open(2)).toThrow('UNIQUE');
    close(1);
    expect(() => db.exec('UPDATE shift SET person = NULL')).toThrow('never changed');
    db.exec(`INSERT INTO shift_report VALUES (1, 1, 'x', '{}')`);
    expect(() => db.exec(`UPDATE shift_report SET report = '{"a":1}'`)).toThrow('never changed');
  });

  it('cars are counted by what they came in as, in the hour and the shift of their fact', () => {
    for (const [id, more] of [
      ['a', {}],
      ['b', { class: 'reserved' }],
      ['c', { class: 'reserved', order: 'O' }],
      ['d', { card: 'free' }],
      ['e', { card: 'month' }],
    ] as const)
      // prettier-ignore
      stay(id, more);
    fact('entered', 100, { stay: 'a' });
    open(7);
    for (const id of ['b', 'c', 'd', 'e']) fact('entered', 100, { stay: id });
    fact('entered', 101);
    close(7);
    db.exec(`UPDATE stay SET state = 'closed', exit_id = 'out-1' WHERE id = 'a'`);
    fact('unauthorised-passage', 101, { stay: 'a', lane: 'out-1', who: 'li' });
    fact('unauthorised-passage', 101);
    expect(tally('in')).toEqual([
      [100, 0, 'in-1', '', 'other', '', 1, 0, 0, 0],
      [100, 7, 'in-1', '', 'card', '', 1, 0, 0, 0],
      [100, 7, 'in-1', '', 'free', '', 1, 0, 0, 0],
      [100, 7, 'in-1', '', 'reserved', '', 1, 0, 0, 0],
      [100, 7, 'in-1', '', 'shared', '', 1, 0, 0, 0],
      [101, 7, 'in-1', '', 'unseen', '', 1, 0, 0, 0],
    ]);
    expect(tally('out')).toEqual([[101, 0, 'out-1', 'li', 'other', '', 1, 0, 0, 0]]);
    expect(db.prepare('SELECT * FROM inside_hour').raw().all()).toEqual([
      [100, 5, 5],
      [101, 4, 4],
    ]);
  });

  it('a wait is from the first that is known of an arrival, in steps; a clock that was set back makes none', () => {
    stay('a');
    for (const [arrival, ms] of [
      ['x', 42_000],
      ['y', 630_000],
      ['z', -5000],
    ] as const) {
      // prettier-ignore
      fact('held', 120, { arrival });
      fact('entered', 120, { arrival, stay: 'a', at: at(120, ms) });
    }
    expect(tally('wait-in')).toEqual([
      [120, 0, 'in-1', '', 'other', '40', 1, 0, 0, 42],
      [120, 0, 'in-1', '', 'other', '600', 1, 0, 0, 630],
    ]);
  });

  it('money that came, went back and is owed adds up, and a card that was paid for', () => {
    db.exec(`INSERT INTO charge (id, stay_id, at, until, receivable, discount, received, pay_type, pay_from, bill)
      VALUES ('c', 's', 1, 1, 2000, 500, 1500, 'alipay', 'x', '{}');
      INSERT INTO charge_discount (id, charge_id, type, value, amount, channel) VALUES ('d', 'c', 'amount', 5, 500, '就诊')`);
    const data = { chargeId: 'c', receivable: 2000, discount: 500, received: 1500, payType: 'alipay' };
    for (let i = 0; i < 2; i += 1) fact('charged', 100, { who: 'wang', data });
    fact('charge-refunded', 100, { data: { chargeId: 'c', amount: 300 } });
    fact('debt', 100, { data: { amount: 700 } });
    const seq = fact('card-added', 100, { who: 'li' });
    db.exec(`INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, remark, sought)
      VALUES ('M', 'month', '', '', 1, '2026-05-01', '2026-05-31', 'active', '', '');
      INSERT INTO card_act (card_no, fact_seq, kind, paid, pay_type, detail) VALUES ('M', ${seq}, 'added', 30000, 'cash', '{}')`);
    expect(tally('charge')).toEqual([[100, 0, 'in-1', 'wang', 'alipay', '', 2, 4000, 1000, 3000]]);
    expect(tally('discount')).toEqual([[100, 0, 'in-1', 'wang', '就诊', 'amount', 2, 0, 1000, 0]]);
    expect(tally('refund')).toEqual([[100, 0, 'in-1', '', 'alipay', '', 1, 0, 0, 300]]);
    expect(tally('debt')).toEqual([[100, 0, 'in-1', '', 'owed', '', 1, 0, 0, 700]]);
    expect(tally('card')).toEqual([[100, 0, 'in-1', 'li', 'cash', '', 1, 0, 0, 30000]]);
  });

  it('openings stand beside what went through, and a second car is known as one', () => {
    db.exec(`INSERT INTO opening (id, at, lane_id, cause, who) VALUES ('o', ${at(100)}, 'in-1', 'by-hand', 'li');
      INSERT INTO passage (id, opening_id, lane_id, at, assumed) VALUES (1, 'o', 'in-1', ${at(100)}, 0),
        (2, 'o', 'in-1', ${at(100)}, 0), (3, NULL, 'in-1', ${at(100)}, 0)`);
    expect(tally('opening')).toEqual([[100, 0, 'in-1', 'li', 'by-hand', '', 1, 0, 0, 0]]);
    expect(tally('passage')).toEqual([
      [100, 0, 'in-1', '', '', '', 1, 0, 0, 0],
      [100, 0, 'in-1', 'li', 'by-hand', '', 1, 0, 0, 0],
      [100, 0, 'in-1', 'li', 'by-hand', 'again', 1, 0, 0, 0],
    ]);
  });

  it('how late a booked car came is known by steps of five minutes', () => {
    stay('a', { class: 'reserved' });
    db.exec(`INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at) VALUES ('B', 'a', ${at(99)}, 0, 0, 0, 'used', 0);
      UPDATE stay SET booking_code = 'B'`);
    fact('entered', 101, { stay: 'a' });
    expect(tally('late')).toEqual([[96, 0, 'in-1', '', 'late', '120', 1, 0, 0, 0]]);
  });

  it.each([
    ['a period', 'SELECT * FROM tally WHERE hour >= 1 AND hour < 9', 'PRIMARY KEY'],
    ['a shift', 'SELECT * FROM tally WHERE shift = 5', 'tally_shift'],
    ['the charges of a period', 'SELECT * FROM charge WHERE at >= 1 AND at < 9', 'charge_at'],
    ['the open shift', `SELECT id FROM shift WHERE state = 'open'`, 'shift_open'],
  ])('%s is found by an index', (_, query, index) => expect(planOf(db, query)).toContain(index));
});
