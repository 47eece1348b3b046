import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMadeStore } from '../../store/made-store.fixture.ts';
import type { Db } from '../../store/open.ts';
import { createOrders } from './orders.ts';
import type { Orders } from './orders.ts';

const LOT = '440305000123';
/** 2026-01-02 03:04:05 in Beijing. */
const AT = Date.UTC(2026, 0, 1, 19, 4, 5);

let directory: string;
let db: Db;
let orders: Orders;

const open = (random = 0): void => {
  db = openMadeStore(join(directory, 'store.db'));
  orders = createOrders(db, LOT, () => random);
};
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'citybrain-orders-'));
  open();
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

describe('out_order_no', () => {
  it('is the lot, the time in Beijing and six digits', () => {
    expect(orders.open('stay-1', AT).outOrderNo).toBe(`${LOT}20260102030405000001`);
    expect(orders.open('stay-2', AT).outOrderNo).toBe(`${LOT}20260102030405000002`);
  });

  it('with the longest lot number it stays within 64 characters', () => {
    const long = createOrders(db, '9'.repeat(32), () => 0.5);
    expect(long.open('stay-1', AT).outOrderNo).toHaveLength(52);
  });

  it('is the same for a stay whenever it is asked for, also after a restart and later', () => {
    const first = orders.open('stay-1', AT);
    db.close();
    open(0.9);
    expect(orders.open('stay-1', AT + 60_000)).toEqual(first);
    expect(orders.ofStay('stay-1')).toEqual(first);
    expect(orders.ofStay('stay-2')).toBeNull();
  });

  it('goes on after a restart, though the clock was set back to the same second', () => {
    const numbers = [orders.open('stay-1', AT).outOrderNo];
    db.close();
    open(0);
    numbers.push(orders.open('stay-2', AT).outOrderNo, orders.open('stay-3', AT).outOrderNo);
    expect(new Set(numbers).size).toBe(3);
  });

  it('begins anew after 999999, and with it another second', () => {
    db.prepare(
      `INSERT INTO citybrain_order (seq, stay_id, out_order_no, entered_at) VALUES (1999999, 'x', 'x', 1)`,
    ).run();
    expect(orders.open('stay-1', AT).outOrderNo).toBe(`${LOT}20260102030405000000`);
    expect(orders.open('stay-2', AT).outOrderNo).toBe(`${LOT}20260102030405000001`);
  });

  it('two gatehouses of one lot begin apart from one another', () => {
    db.close();
    rmSync(directory, { recursive: true });
    directory = mkdtempSync(join(tmpdir(), 'citybrain-orders-'));
    open(0.25);
    expect(orders.open('stay-1', AT).outOrderNo).toBe(`${LOT}20260102030405250001`);
  });
});

describe("the platform's own number", () => {
  it('is kept and found, by its beginning or whole, as is ours', () => {
    const mine = [1, 2, 3].map((n) => orders.open(`stay-${n}`, AT).outOrderNo);
    orders.keepInner(mine[0] ?? '', 'R2026010203040510710013');
    orders.keepInner(mine[1] ?? '', 'R2026010203040510710014');
    const found = (text: string) => orders.find(text, 10).map(({ stayId }) => stayId);
    expect(found('R2026010203040510710013')).toEqual(['stay-1']);
    expect(found('R20260102')).toEqual(['stay-2', 'stay-1']);
    expect(found(mine[2] ?? '')).toEqual(['stay-3']);
    expect(found(LOT)).toEqual(['stay-3', 'stay-2', 'stay-1']);
    expect(found('')).toEqual([]);
    expect(found('R3')).toEqual([]);
    expect(orders.find(LOT, 2)).toHaveLength(2);
    expect(orders.ofStay('stay-1')?.innerOrderNo).toBe('R2026010203040510710013');
  });
});
