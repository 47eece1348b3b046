import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { openings } from './0011-openings.ts';
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

it('11: openings and passages, of causes that there are', () => {
  expect(migrations[10]).toBe(openings);
  const add = (cause: string) =>
    db.prepare(`INSERT INTO opening (id, at, lane_id, cause) VALUES (?, 1, 'east', ?)`).run(cause, cause);
  add('remote');
  add('unknown');
  expect(() => add('forgotten')).toThrow('CHECK');
  expect(() => db.exec(`INSERT INTO opening (id, at, lane_id, cause) VALUES ('remote', 2, 'west', 'hold')`)).toThrow(
    'never',
  );
});
