import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { spine } from './0001-spine.ts';

let directory: string;
let file: string;
let db: Db | null;

/** Rows in every state that schema 1 knows, as its program left them. */
const ROWS = [
  // seq, interface, business id, order key, fact, state, attempts, not before, sent, settled, code, words
  [1, 'in', 'a', 'stay:1', 1, 'acknowledged', 1, 0, 20, 30, 0, '成功'],
  [2, 'counts', 'b', 'counts', null, 'superseded', 0, 0, null, 25, null, null],
  [3, 'in', 'c', 'stay:2', 2, 'parked', 2, 9_000, 40, 50, 4001, '车辆不在场内'],
  [4, 'out', 'd', 'stay:1', 3, 'acknowledged', 3, 500, 60, 70, 1200, null],
  [5, 'out', 'e', 'stay:2', 4, 'waiting', 0, Number.MAX_SAFE_INTEGER, null, null, null, null],
  [6, 'in', 'f', 'stay:3', 5, 'waiting', 1, 90_000, 80, null, null, 'timed-out'],
  [7, 'counts', 'g', 'counts', null, 'waiting', 0, 0, null, null, null, null],
] as const;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'migration-'));
  file = join(directory, 'store.sqlite');
  const old = new Database(file);
  old.pragma('journal_mode = WAL');
  old.exec(spine);
  old.pragma('user_version = 1');
  const insert = old.prepare(
    `INSERT INTO outbox (seq, platform, interface, business_id, order_key, fact_seq, created_at, state, attempts, not_before,
       sent_at, settled_at, answer_code, answer_message, payload)
     VALUES (?, 'db4403', ?, ?, ?, ?, 10, ?, ?, ?, ?, ?, ?, ?, '{"id":1}')`,
  );
  for (const row of ROWS) insert.run(...row);
  // Numbers 8 and 9 were given once, and their rows are gone.
  old.exec(`UPDATE sqlite_sequence SET seq = 9 WHERE name = 'outbox'`);
  old.close();
  db = null;
});

afterEach(() => {
  db?.close();
  rmSync(directory, { recursive: true });
});

const rows = (sql: string): unknown[] => (db ??= openStore(file)).prepare(sql).all();

describe('migration 2: the outbox', () => {
  it('keeps every row as it is; codes become words', () => {
    const kept = rows(
      `SELECT seq, interface, business_id, order_key, fact_seq, state, attempts, not_before, sent_at, settled_at, answer_code,
         answer_message, created_at, payload, holds, timed, rounds FROM outbox ORDER BY seq`,
    ).map((row) => Object.values(row as Record<string, unknown>));
    expect(kept).toEqual(
      ROWS.map((row) => [
        ...row.slice(0, 10),
        row[10] === null ? null : String(row[10]),
        row[11],
        ...[10, '{"id":1}', 1, 1, 0],
      ]),
    );
  });

  it('gives the items of an order key the number of their first', () =>
    expect(rows('SELECT seq, chain FROM outbox ORDER BY seq')).toEqual(
      [1, 2, 3, 1, 3, 6, 2].map((chain, index) => ({ seq: index + 1, chain })),
    ));

  it('never gives a number twice', () => {
    rows('SELECT 1');
    db?.exec(
      `INSERT INTO outbox (platform, interface, business_id, order_key, chain, created_at, payload) VALUES ('p', 'i', 'z', 'k', 1, 1, '')`, // prettier-ignore
    );
    expect(rows(`SELECT seq FROM outbox WHERE business_id = 'z'`)).toEqual([{ seq: 10 }]);
  });

  it('counts what is there, and keeps counting', () => {
    const counts = () => rows('SELECT interface, state, n FROM outbox_count WHERE n > 0 ORDER BY interface, state');
    expect(counts()).toEqual([
      { interface: 'counts', state: 'waiting', n: 1 },
      { interface: 'in', state: 'parked', n: 1 },
      { interface: 'in', state: 'waiting', n: 1 },
      { interface: 'out', state: 'waiting', n: 1 },
    ]);
    db?.exec(`
      UPDATE outbox SET state = 'dismissed' WHERE seq = 3;
      UPDATE outbox SET state = 'parked' WHERE seq = 7;
      UPDATE outbox SET state = 'waiting', attempts = 9 WHERE seq IN (2, 6);
      DELETE FROM outbox WHERE seq IN (1, 5)`);
    expect(counts()).toEqual([
      { interface: 'counts', state: 'parked', n: 1 },
      { interface: 'counts', state: 'waiting', n: 1 },
      { interface: 'in', state: 'waiting', n: 1 },
    ]);
  });

  it('still knows a report that it has already', () => {
    rows('SELECT 1');
    expect(
      () =>
      db?.exec(`INSERT INTO outbox (platform, interface, business_id, order_key, chain, created_at, payload) VALUES ('db4403', 'in', 'a', 'k', 1, 1, '')`), // prettier-ignore
    ).toThrow(/UNIQUE/);
  });

  it('takes no state that is none', () => {
    rows('SELECT 1');
    expect(() => db?.exec(`UPDATE outbox SET state = 'lost' WHERE seq = 1`)).toThrow(/CHECK/);
  });
});
