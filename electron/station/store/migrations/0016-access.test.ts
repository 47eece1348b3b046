import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import { access } from './0016-access.ts';
import { migrations } from './all.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'store-'))));
afterEach(() => rmSync(directory, { recursive: true }));

it('16: acts of before have no line in the audit and need none; a password stands with its day', () => {
  expect(migrations[15]).toBe(access);
  const file = join(directory, 'store.sqlite');
  const old = new Database(file);
  for (const migration of migrations.slice(0, 15)) old.exec(migration);
  old.pragma('user_version = 15');
  old.exec("INSERT INTO act (key, at, command, who) VALUES ('k', 1, 'lane.release', 'wang')");
  old.close();

  const db = openStore(file);
  expect(db.prepare('SELECT audited FROM act').pluck().all()).toEqual([0]);
  const person = (secret: string, at: string) =>
    db.exec(
      `INSERT INTO person (id, name, role, position, secret, secret_at) VALUES ('a', 'A', 'viewer', 1, ${secret}, ${at})`,
    );
  expect(() => person("'x'", 'NULL')).toThrow(/CHECK/);
  expect(() => db.exec("INSERT INTO desk VALUES (2, 'run', 'a', 1, 0)")).toThrow(/CHECK/);
  db.close();
});
