import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import { corrections } from './0007-corrections.ts';
import { migrations } from './all.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'store-'))));
afterEach(() => rmSync(directory, { recursive: true }));

it('7: what a person has put right and is not settled yet is known by its fact', () => {
  expect(migrations[6]).toBe(corrections);
  const file = join(directory, 'store.sqlite');
  const old = new Database(file);
  for (const migration of migrations.slice(0, 6)) old.exec(migration);
  old.pragma('user_version = 6');
  const queue = old.prepare(
    `INSERT INTO outbox (platform, interface, business_id, order_key, chain, created_at, state, payload)
     VALUES (?, ?, ?, '', 1, 1, ?, '{}')`,
  );
  queue.run('db4403', 'in', 'a', 'waiting');
  queue.run('db4403', 'in', 'b', 'parked');
  queue.run('db4403', 'out', 'a', 'waiting');
  queue.run('citybrain', 'in', 'a', 'waiting');
  queue.run('db4403', 'in', 'c', 'acknowledged');
  const note = old.prepare(`INSERT INTO fact (at, kind, data) VALUES (1, ?, ?)`);
  for (const businessId of ['a', 'b', 'c'])
    note.run('report-corrected', JSON.stringify({ platform: 'db4403', interface: 'in', businessId }));
  note.run('report-retried', JSON.stringify({ platform: 'db4403', interface: 'out', businessId: 'a' }));
  old.close();

  const db = openStore(file);
  const corrected = db.prepare<[], string>(
    `SELECT platform || ' ' || interface || ' ' || business_id FROM outbox WHERE corrected = 1 ORDER BY seq`,
  );
  expect(corrected.pluck().all()).toEqual(['db4403 in a', 'db4403 in b']);
  db.close();
});
