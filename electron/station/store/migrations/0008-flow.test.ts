import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { flow } from './0008-flow.ts';
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

it('8: one memory of flow control for the whole site', () => {
  expect(migrations[7]).toBe(flow);
  const add = (id: number) => () => db.prepare(`INSERT INTO flow (id, state) VALUES (?, '{}')`).run(id);
  expect(add(1)).not.toThrow();
  expect(add(1)).toThrow('UNIQUE');
  expect(add(2)).toThrow('CHECK');
});
