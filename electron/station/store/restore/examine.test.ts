import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMadeStore } from '../made-store.fixture.ts';
import { examine, flawOf } from './examine.ts';

let directory: string;
let file: string;
let pages: Map<string, number>;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'examine-'));
  file = join(directory, 'store.sqlite');
  const db = openMadeStore(file);
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     INSERT INTO fact (at, kind) SELECT i, 'held' FROM n`,
  ).run();
  const rows = db.prepare<[], { name: string; rootpage: number }>('SELECT name, rootpage FROM sqlite_schema').all();
  pages = new Map(rows.map(({ name, rootpage }) => [name, rootpage]));
  db.close();
});
afterEach(() => rmSync(directory, { recursive: true }));

function spoil(table: string): void {
  const bytes = readFileSync(file);
  bytes.fill('garbage ', ((pages.get(table) ?? 0) - 1) * 4096, (pages.get(table) ?? 0) * 4096);
  writeFileSync(file, bytes);
}

describe('a store too large to be read through before the gates open', () => {
  it('is sound as it was left', () => expect(examine(file, 0)).toBeNull());

  it.each(['lane_state', 'person', 'booking', 'card'])(
    '%s is damaged, by which the gates work: it is found',
    (table) => {
      spoil(table);
      expect(examine(file, 0)?.why).toBe('damaged');
    },
  );

  it.each(['fact', 'stay', 'outbox'])('%s is damaged where it grows: it is found', (table) => {
    spoil(table);
    expect(examine(file, 0)?.why).toBe('damaged');
  });

  it('what is damaged elsewhere is left to the thread that reads it through', () => {
    spoil('refund');
    expect(examine(file, 0)).toBeNull();
    expect(examine(file)?.why).toBe('damaged');
  });
});

describe('what is none of its business', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_IOERR_READ', 'EACCES'])('%s is for whoever opens the store to say', (code) => {
    expect(flawOf(Object.assign(new Error(), { code }))).toBeNull();
    expect(() => flawOf(new TypeError('a mistake'))).toThrow('a mistake');
  });

  it('a store of a newer program is left to be refused as that', () => {
    const db = new Database(file);
    db.pragma('user_version = 9999');
    db.close();
    expect(examine(file)).toBeNull();
  });

  it('a store that was killed with its log is sound, and not a byte of it is changed', () => {
    const db = openMadeStore(file);
    db.exec(`INSERT INTO fact (at, kind) VALUES (1, 'held')`);
    const before = [readFileSync(file), readFileSync(`${file}-wal`)];
    expect(examine(file)).toBeNull();
    expect([readFileSync(file), readFileSync(`${file}-wal`)].map((now, n) => before[n]?.equals(now))).toEqual([
      true,
      true,
    ]);
    db.close();
  });
});
