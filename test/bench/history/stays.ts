import Database from 'better-sqlite3';
import { history } from '../../../electron/station/store/migrations/0009-history.ts';
import { migrations } from '../../../electron/station/store/migrations/all.ts';
import type { Db } from '../../../electron/station/store/open.ts';

/** A car as a lot near Shenzhen sees it. */
export interface Car {
  plate: string;
  /** What the camera made of it. */
  read: string;
}

/** Chance that is the same each run; gives [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '0123456789';
const FAR = '京沪湘赣桂闽浙苏鲁豫';

/** Nine in ten are from here, one in five is a new-energy car, three in a hundred are misread. */
export function cars(count: number, random: () => number): Car[] {
  const one = (from: string): string => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: count }, () => {
    const where = random() < 0.9 ? '粤B' : `${one(FAR)}${one(LETTERS)}`;
    const kind = random() < 0.2 ? one('DF') : '';
    const serial = Array.from({ length: 5 }, () => (random() < 0.15 ? one(LETTERS) : one(DIGITS))).join('');
    const plate = `${where}${kind}${serial}`;
    return { plate, read: random() < 0.03 ? `${plate.slice(0, -1)}${one(LETTERS)}` : plate };
  });
}

const PORTION = 20_000;
const BETWEEN_MS = 90_000;
const FIRST = Date.UTC(2022, 0, 1);

/**
 * Writes `count` stays of a quarter as many cars, and what is told of some: one in twenty was let through by a person, one
 * in fifty is followed by a car that was refused. A store that has a history keeps it meanwhile, as at the gates.
 */
export function fill(db: Db, count: number, random: () => number): void {
  const known = cars(Math.ceil(count / 4), random);
  const stay = db.prepare(
    `INSERT INTO stay (id, plate, plate_read, plate_colour, class, state, entered_at, entrance_id, entrance_name,
       entry_cause, left_at, exit_id, exit_name, exit_cause)
     VALUES (@id, @plate, @read, 'blue', @class, @state, @at, @entrance, @entrance, 'automatic', @left, @exit, @exit,
       @exitCause)`,
  );
  const fact = db.prepare(
    `INSERT INTO fact (at, kind, lane_id, stay_id, plate, who) VALUES (@at, @kind, @lane, @stay, @plate, @who)`,
  );
  const add = (index: number): void => {
    const car = known[Math.floor(random() * known.length)];
    const id = `${index.toString(16).padStart(8, '0')}${Math.floor(random() * 2 ** 48).toString(16)}`;
    const at = FIRST + index * BETWEEN_MS + Math.floor(random() * 1000);
    const gone = index < count - 300;
    const lane = `in-${1 + Math.floor(random() * 3)}`;
    const who = `person-${1 + Math.floor(random() * 4)}`;
    stay.run({
      id,
      ...car,
      class: random() < 0.35 ? 'reserved' : 'other',
      state: gone ? 'closed' : 'open',
      at,
      entrance: lane,
      left: gone ? at + 3_600_000 : null,
      exit: gone ? `out-${1 + Math.floor(random() * 2)}` : null,
      exitCause: gone ? 'automatic' : null,
    });
    if (random() < 0.05) fact.run({ at, kind: 'entered', lane, stay: id, plate: car?.plate, who });
    if (random() < 0.02) fact.run({ at: at + 5000, kind: 'refused', lane, stay: null, plate: car?.plate, who });
  };
  for (let from = 0; from < count; from += PORTION)
    db.transaction(() => {
      for (let index = from; index < Math.min(from + PORTION, count); index += 1) add(index);
    })();
}

/** A store as a program before the history left it, filled. Opening it with this one makes the index of all of it. */
export function fillOlder(file: string, count: number, random: () => number): void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  // Nothing of the making is measured.
  db.pragma('synchronous = OFF');
  const older = migrations.slice(0, migrations.indexOf(history));
  for (const migration of older) db.exec(migration);
  db.pragma(`user_version = ${older.length}`);
  fill(db, count, random);
  db.close();
}
