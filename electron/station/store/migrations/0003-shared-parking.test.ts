import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { spine } from './0001-spine.ts';
import { sharedParking } from './0003-shared-parking.ts';
import { migrations } from './all.ts';

let directory: string;
let db: Db;

/** Bookings in every state, as the program of schema 1 left them: code, stall, state, stay. */
const BOOKINGS = [
  ['b1', 'A1', 'locked', null],
  ['b2', null, 'confirmed', null],
  ['b3', 'A3', 'used', 'stay-1'],
  ['b4', 'A4', 'finished', 'stay-2'],
  ['b5', 'A5', 'cancelled', null],
  ['b6', null, 'expired', null],
] as const;
const STAYS = [
  ['stay-1', '粤B00001', 'b3', 'open', null],
  ['stay-2', '粤B00002', 'b4', 'closed', 60],
  ['stay-3', '粤B00003', null, 'open', null],
] as const;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'migration-'));
  const file = join(directory, 'store.sqlite');
  const old = new Database(file);
  old.pragma('journal_mode = WAL');
  old.exec(spine);
  old.pragma('user_version = 1');
  const book = old.prepare(
    `INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, stall_no, state, locked_at, stay_id)
     VALUES (?, '粤B12345', 1000, 2000, 30, 1, ?, ?, 10, ?)`,
  );
  for (const row of BOOKINGS) book.run(...row);
  const stay = old.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, booking_code, state, entered_at, entrance_id,
       entrance_name, entry_cause, left_at)
     VALUES (?, ?, '', 'blue', 'reserved', ?, ?, 50, 'east', 'East', 'automatic', ?)`,
  );
  for (const row of STAYS) stay.run(...row);
  old.close();
  db = openStore(file);
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

const rows = (sql: string): unknown[][] => db.prepare(sql).raw().all() as unknown[][];

describe('migration 3: shared parking', () => {
  it('has its place', () => expect(migrations[2]).toBe(sharedParking));

  it('keeps every booking and stay; a stay knows the stall that its booking had', () => {
    expect(rows('SELECT code, stall_no, state, stay_id FROM booking ORDER BY code')).toEqual(BOOKINGS);
    expect(rows('SELECT id, plate, booking_code, state, left_at, stall_no, order_no FROM stay ORDER BY id')).toEqual([
      [...STAYS[0], 'A3', null],
      [...STAYS[1], 'A4', null],
      [...STAYS[2], null, null],
    ]);
  });

  it('takes only the states that there are', () => {
    const insert = (table: string, columns: string, values: string) => () =>
      db.exec(`INSERT INTO ${table} (${columns}) VALUES (${values})`);
    const line = `'i', '粤B00001', 'warn', 1, 's', 'listed', 1, 1`;
    const columns = 'id, plate, strategy, to_at, source, state, received_at, updated_at';
    expect(insert('control_entry', columns, line)).not.toThrow();
    expect(insert('control_entry', columns, line.replace('warn', 'shoot').replace("'i'", "'j'"))).toThrow('CHECK');
    const order = `'S1', 'P', '{}', '粤B00001', 1, 2, 0, 0, '', 'unpaid', 1, '{}'`;
    const named = 'order_no, plan_code, terms, plate, from_at, to_at, pay_amount, discount, pay_url, state, received_at, request'; // prettier-ignore
    expect(insert('share_order', named, order)).not.toThrow();
    expect(insert('share_order', named, order.replace('unpaid', 'owed').replace('S1', 'S2'))).toThrow('CHECK');
  });

  it('one stay owes once', () => {
    const owe = (no: string) => () =>
      db.exec(
        `INSERT INTO overdue_order (overdue_no, order_no, stay_id, plate, entered_at, left_at, minutes, amount, state)
         VALUES ('${no}', 'S1', 'stay-1', '粤B00001', 1, 2, 3, 4, 'unpaid')`,
      );
    expect(owe('O1')).not.toThrow();
    expect(owe('O2')).toThrow('UNIQUE');
  });

  it.each([
    [
      'the bookings that ended',
      `booking WHERE state IN ('locked', 'confirmed') AND to_at + kept_min * 60000 <= 1`,
      'booking_ends',
    ],
    ['the locks never confirmed', `booking WHERE state = 'locked' AND locked_at <= 1`, 'booking_unconfirmed'],
    ['the booked cars that are inside', `booking WHERE state = 'used'`, 'booking_used'],
    ['a plate on the control list', `control_entry WHERE plate = 'x' AND state = 'listed'`, 'control_plate'],
    ['the coupons of a plate', `coupon WHERE plate = 'x' AND state = 'unused'`, 'coupon_plate'],
    ['the orders of a plate', `share_order WHERE plate = 'x' AND to_at >= 1`, 'share_order_plate'],
    [
      'the orders of a plan',
      `share_order WHERE plan_code = 'x' AND state IN ('unpaid', 'active') AND to_at > 1`,
      'share_order_plan',
    ],
    ['the orders that nobody paid', `share_order WHERE state = 'unpaid' AND received_at <= 1`, 'share_order_newest'],
    ['what an order owes', `overdue_order WHERE order_no = 'x' ORDER BY left_at`, 'overdue_order_of'],
    ['the refunds of an order', `refund WHERE order_no = 'x'`, 'refund_order'],
    ['the refunds that wait', `refund WHERE state = 'waiting' AND received_at <= 1`, 'refund_waiting'],
    ['the last stay of a plate', `stay WHERE plate = 'x' ORDER BY entered_at DESC LIMIT 1`, 'stay_plate'],
  ])('finds %s by an index', (_what, from, index) => {
    const steps = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM ${from}`).all();
    expect(steps.map((step) => step.detail).join()).toContain(index);
  });
});
