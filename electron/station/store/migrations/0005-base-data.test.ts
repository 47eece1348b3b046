import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { baseData } from './0005-base-data.ts';
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

it('5: the ids of pictures', () => {
  expect(migrations[4]).toBe(baseData);
  const add = (bizType: number, sha256: string, id: string) =>
    db.prepare('INSERT INTO db4403_picture (biz_type, sha256, id) VALUES (?, ?, ?)').run(bizType, sha256, id);
  add(1, 'a'.repeat(64), 'first');
  add(2, 'a'.repeat(64), 'the same picture as something else');
  add(1, 'b'.repeat(64), 'another picture');
  expect(() => add(1, 'a'.repeat(64), 'second'), 'one id a picture and kind').toThrow('UNIQUE');
});
