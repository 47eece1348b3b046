import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openMadeStore } from '../made-store.fixture.ts';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { migrations } from './all.ts';

/** A store with all migrations in a directory of its own; both go with the test. */
export const newStore = (): Db => untilFinished(openMadeStore);

/** A store whose first `before` migrations were there when it was filled, and the others came later. */
export const storeSince = (before: number, fill: (old: Db) => void): Db =>
  untilFinished((file) => {
    const old = new Database(file);
    old.pragma('journal_mode = WAL');
    old.transaction(() => {
      for (const migration of migrations.slice(0, before)) old.exec(migration);
    })();
    old.pragma(`user_version = ${before}`);
    fill(old);
    old.close();
    return openStore(file);
  });

function untilFinished(open: (file: string) => Db): Db {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  const db = open(join(directory, 'store.sqlite'));
  onTestFinished(() => {
    db.close();
    rmSync(directory, { recursive: true });
  });
  return db;
}

/** By which steps a question is answered. */
export const planOf = (db: Db, sql: string): string =>
  db
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => detail)
    .join('; ');
