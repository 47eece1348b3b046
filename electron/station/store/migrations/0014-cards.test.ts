import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import { cards } from './0014-cards.ts';
import { migrations } from './all.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'store-'))));
afterEach(() => rmSync(directory, { recursive: true }));

it('14: stays of before are on no card; what a card cannot be is refused', () => {
  expect(migrations[13]).toBe(cards);
  const file = join(directory, 'store.sqlite');
  const old = new Database(file);
  for (const migration of migrations.slice(0, 13)) old.exec(migration);
  old.pragma('user_version = 13');
  old.exec(`INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
    entry_cause) VALUES ('s', 'P', 'P', 'unknown', 'other', 'open', 1, 'east', 'East', 'confirmed')`);
  old.close();

  const db = openStore(file);
  expect(db.prepare('SELECT card_no, card_kind FROM stay').get()).toEqual({ card_no: null, card_kind: null });
  const card = (values: string) =>
    db.exec(`INSERT INTO card (no, kind, holder, phone, cars_inside, from_day, to_day, state, ended_at, remark, sought)
      VALUES (${values})`);
  card(`'F1', 'free', 'x', '', 1, '2026-05-01', NULL, 'active', NULL, '', ''`);
  expect(db.prepare('SELECT until FROM card').pluck().all()).toEqual(['9999-12-31']);
  expect(() => card(`'M1', 'month', 'x', '', 1, '2026-05-01', NULL, 'active', NULL, '', ''`)).toThrow(/CHECK/);
  expect(() => card(`'M2', 'month', 'x', '', 1, '2026-05-01', '2026-04-30', 'active', NULL, '', ''`)).toThrow(/CHECK/);
  expect(() => card(`'M3', 'month', 'x', '', 1, '2026-05-01', '2026-05-31', 'ended', NULL, '', ''`)).toThrow(/CHECK/);
  db.close();
});
