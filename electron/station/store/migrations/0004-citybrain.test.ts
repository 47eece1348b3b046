import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { citybrain } from './0004-citybrain.ts';
import { migrations } from './all.ts';

let directory: string;
let db: Db;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'));
  db = openStore(join(directory, 'store.sqlite'));
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

it('4: the orders that City Brain was told of', () => {
  expect(migrations[3]).toBe(citybrain);
  const add = (seq: number, stayId: string, outOrderNo: string) =>
    db
      .prepare('INSERT INTO citybrain_order (seq, stay_id, out_order_no, entered_at) VALUES (?, ?, ?, 1)')
      .run(seq, stayId, outOrderNo);
  add(1, 'stay-1', 'order-1');
  expect(() => add(2, 'stay-1', 'order-2'), 'one order a stay').toThrow('UNIQUE');
  expect(() => add(2, 'stay-2', 'order-1'), 'one stay an order').toThrow('UNIQUE');
  const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT seq FROM citybrain_order WHERE inner_order_no = 'R1'`).all();
  expect(plan).toMatchObject([{ detail: expect.stringContaining('citybrain_order_inner') as string }]);
});
