import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../open.ts';
import type { Db } from '../open.ts';
import { history } from './0009-history.ts';
import { migrations } from './all.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'store-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const AT = 2 ** 40;
const AGE = AT / 2 ** 32;
const hex = (text: string): string => Buffer.from(text).toString('hex');

function stay(db: Db, id: string, plate: string, at: number): void {
  db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name, entry_cause)
     VALUES (?, ?, ?, 'blue', 'other', 'open', ?, 'in', 'In', 'automatic')`,
  ).run(id, plate, plate, at);
}

const holding = (db: Db, token: string): unknown[] =>
  db
    .prepare(
      `SELECT coalesce(h.stay_id, h.fact_seq) FROM history_index JOIN history AS h ON h.seq = history_index.rowid
       WHERE history_index MATCH ? ORDER BY h.seq`,
    )
    .pluck()
    .all(`"${AGE}${token}"`);

it('9: what comes is in the history at once; what an older database holds waits to be filed, and is once', () => {
  const place = migrations.indexOf(history);
  expect(place).toBeGreaterThan(6);
  const file = join(directory, 'store.sqlite');
  const old = new Database(file);
  for (const migration of migrations.slice(0, place)) old.exec(migration);
  old.pragma(`user_version = ${place}`);
  stay(old, 'a', '粤B12345', AT);
  stay(old, 'b', '粤B12399', AT);
  const note = old.prepare('INSERT INTO fact (at, kind, lane_id, stay_id, who) VALUES (?, ?, ?, ?, ?)');
  note.run(AT, 'opened-by-hand', 'in', null, 'wang');
  note.run(AT, 'entered', 'in', 'b', 'li');
  note.run(AT, 'station-started', null, null, null);
  old.close();

  const db = openStore(file);
  expect(db.prepare('SELECT count(*) FROM history').pluck().get()).toBe(0);
  expect(db.prepare('SELECT * FROM history_backlog ORDER BY kind').all()).toEqual([
    { kind: 'fact', before: 4 },
    { kind: 'stay', before: 3 },
  ]);
  for (const id of ['a', 'b', 'a']) db.prepare('INSERT INTO history_filed (stay_id) VALUES (?)').run(id);
  db.prepare('INSERT INTO history_filed (fact_seq) VALUES (1)').run();

  expect(holding(db, `G${hex('123')}`)).toEqual(['a', 'b']);
  expect(holding(db, `G${hex('粤')}`)).toEqual(['a', 'b']);
  expect(holding(db, `W${hex('li')}`)).toEqual(['b']);
  expect(holding(db, `W${hex('wang')}`)).toEqual([1]);
  expect(holding(db, `K${hex('inside')}`)).toEqual(['a', 'b']);
  expect(holding(db, `L${hex('in')}`)).toHaveLength(3);

  stay(db, 'c', '粤B00045', AT);
  db.prepare(`UPDATE stay SET state = 'closed', left_at = ?, exit_id = 'out' WHERE id = 'a'`).run(AT + 1);
  db.prepare(`UPDATE stay SET plate = '京A99999' WHERE id = 'b'`).run();
  expect(holding(db, `G${hex('45')}`)).toEqual(['c', 'a'].sort());
  expect(holding(db, `K${hex('inside')}`)).toEqual(['b', 'c']);
  expect(holding(db, `L${hex('out')}`)).toEqual(['a']);
  // As it was read it is found still.
  expect(holding(db, `G${hex('399')}`)).toEqual(['b']);
  expect(holding(db, `G${hex('京A')}`)).toEqual(['b']);
  db.prepare(`DELETE FROM stay WHERE id = 'b'`).run();
  expect(holding(db, `G${hex('京A')}`)).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM history').pluck().get()).toBe(3);
  db.close();
});
