import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { searching } from './0006-searching.ts';
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

const plan = (sql: string): string =>
  db
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => detail)
    .join('; ');

it('6: stays are found by booking and order, and the newest plates are read from an index alone', () => {
  expect(migrations[5]).toBe(searching);
  expect(plan(`SELECT id FROM stay WHERE booking_code = 'b'`)).toContain('USING INDEX stay_booking');
  expect(plan(`SELECT id FROM stay WHERE order_no = 'o'`)).toContain('USING INDEX stay_order');
  expect(plan('SELECT rowid, plate FROM stay ORDER BY entered_at DESC LIMIT 10')).toBe(
    'SCAN stay USING COVERING INDEX stay_entered',
  );
});
