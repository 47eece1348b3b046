import Database from 'better-sqlite3';
import { createCounting } from '../../../electron/station/report/counting.ts';
import { shifts } from '../../../electron/station/store/migrations/0022-shifts.ts';
import { migrations } from '../../../electron/station/store/migrations/all.ts';
import type { Db } from '../../../electron/station/store/open.ts';
import { openStore } from '../../../electron/station/store/open.ts';
import { cars } from '../history/stays.ts';
import { timesOf } from '../history/upgrade.ts';

/** Midnight that begins 1 May 2026 in Beijing, and the month's length. */
export const MAY = Date.UTC(2026, 3, 30, 16);
export const MONTH_MS = 31 * 86_400_000;
const PORTION = 20_000;
const STAY_MS = 5_400_000;

/** What an upgrade takes, ms: before the gates are up, and beside them, step by step. */
export interface Upgrade {
  gateMs: number;
  stepsMs: number[];
}

/**
 * A month of `count` stays, each with all that a stay leaves: two arrivals, two openings, two passages, and of nine in ten a
 * charge. One in twenty is let in by a person, one in fifty is followed by a car that is refused. Written as a program before
 * the tally left it, without the store's triggers; then upgraded, and counted as the station does it in quiet moments.
 */
export function fillMonth(file: string, count: number, random: () => number): Upgrade {
  const older = migrations.slice(0, migrations.indexOf(shifts));
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  for (const migration of older) db.exec(migration);
  db.pragma(`user_version = ${older.length}`);
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema
       WHERE type = 'trigger' AND tbl_name IN ('fact', 'stay', 'opening', 'passage', 'charge')`,
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const add = stayWriter(db, count, random);
  for (let from = 0; from < count; from += PORTION)
    db.transaction(() => {
      for (let index = from; index < Math.min(from + PORTION, count); index += 1) add(index);
    })();
  for (const { sql } of triggers) db.exec(sql);
  // On the disk: what is measured below must not wait for it.
  db.pragma('synchronous = FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return upgraded(file);
}

function upgraded(file: string): Upgrade {
  const began = performance.now();
  const db = openStore(file);
  const gateMs = performance.now() - began;
  const stepsMs = timesOf(createCounting(db));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { gateMs, stepsMs };
}

function stayWriter(db: Db, count: number, random: () => number): (index: number) => void {
  const known = cars(Math.ceil(count / 4), random);
  const stay = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, card_no, card_kind, state, entered_at, entrance_id,
       entrance_name, entry_cause, left_at, exit_id, exit_name, exit_cause)
     VALUES (@id, @plate, @read, 'blue', @class, @card, @card, 'closed', @at, @lane, @lane, @cause, @left, 'out-1', 'out-1',
       'automatic')`,
  );
  const fact = db.prepare<Record<string, unknown>>(
    `INSERT INTO fact (at, kind, lane_id, arrival_id, stay_id, plate, who, reason, data)
     VALUES (@at, @kind, @lane, @arrival, @id, @plate, @who, @reason, @data)`,
  );
  const opening = db.prepare(
    `INSERT INTO opening (id, at, lane_id, cause, who, because, arrival_id, plate, class)
     VALUES (@opening, @at, @lane, @cause, @who, @because, @arrival, @plate, @class)`,
  );
  const passage = db.prepare(
    `INSERT INTO passage (id, opening_id, lane_id, at, assumed, stay_id) VALUES (@seq, @opening, @lane, @at, 0, @id)`,
  );
  const charge = db.prepare(
    `INSERT INTO charge (id, stay_id, at, until, lane_id, receivable, discount, received, pay_type, pay_from, who, bill)
     VALUES (@id, @id, @at, @at, 'out-1', @receivable, @discount, @received, @payType, 'x', @who, '{}')`,
  );
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;

  return (index) => {
    const { plate, read } = known[Math.floor(random() * known.length)] ?? { plate: '', read: '' };
    const id = index.toString(16).padStart(32, '0');
    const at = MAY + Math.floor((index * MONTH_MS) / count);
    const lane = pick(['in-1', 'in-2', 'in-3']);
    const byPerson = random() < 0.05;
    const who = byPerson ? pick(['wang', 'chen', 'li']) : null;
    const kind = random() < 0.35 ? 'reserved' : 'other';
    const card = random() < 0.1 ? 'month' : null;
    const cause = byPerson ? 'override' : 'automatic';
    const because = byPerson ? pick(['急诊', '领导来访', '设备故障']) : null;
    stay.run({ id, plate, read, class: kind, card, at, lane, cause, left: at + STAY_MS });
    const none = { id: null, who: null, reason: null, data: '{}' };
    const through = (
      way: string,
      from: number,
      where: string,
      of: { who: string | null; cause: string; because: string | null },
    ): void => {
      // prettier-ignore
      const arrival = `${way}${id.slice(1)}`;
      const about = { lane: where, plate, arrival };
      fact.run({ ...none, ...about, at: from, kind: 'authorised', who: of.who, reason: of.because });
      opening.run({ ...about, ...of, at: from, opening: arrival, class: kind });
      const passed = from + 8000 + Math.floor(random() * 60_000);
      const { lastInsertRowid: seq } = fact.run({ ...none, ...about, id, at: passed, kind: way === 'a' ? 'entered' : 'left', who: of.who }); // prettier-ignore
      passage.run({ seq, opening: arrival, lane: where, at: passed, id });
    };
    through('a', at, lane, { who, cause, because });
    if (random() < 0.02) fact.run({ ...none, at, kind: 'refused', lane, arrival: `r${id.slice(1)}`, plate, reason: 'lot-full' }); // prettier-ignore
    const left = at + STAY_MS;
    if (random() < 0.9) {
      const receivable = 500 * (1 + Math.floor(random() * 12));
      const discount = random() < 0.1 ? 500 : 0;
      const payType = pick(['cash', 'wechat', 'alipay', 'etc']);
      const sums = { receivable, discount, received: receivable - discount, payType };
      const taker = payType === 'cash' ? pick(['wang', 'chen', 'li']) : null;
      charge.run({ id, at: left, who: taker, ...sums });
      fact.run({ ...none, id, at: left, kind: 'charged', lane: 'out-1', arrival: null, plate, who: taker, data: JSON.stringify({ chargeId: id, ...sums }) }); // prettier-ignore
    }
    through('b', left, 'out-1', { who: null, cause: 'automatic', because: null });
  };
}
