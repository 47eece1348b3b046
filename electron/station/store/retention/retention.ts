import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { Db } from '../open.ts';
import { subjects } from './subjects.ts';
import type { Subject } from './subjects.ts';

/**
 * Ends what is older than the site's days: pictures are removed, plates masked, settled reports forgotten. Once a day of
 * Beijing it goes on from where it was, in portions that the gate does not notice; what is still needed is passed by and
 * looked at again the next day.
 */
export interface Retention {
  /** Does a portion; false: today all is done. Throws what the store or the disk throws, and nothing of the portion is. */
  step(): boolean;
  /** What happened before this instant is done with, as far as nothing needs it; null: it was never gone through. UTC ms. */
  doneUntil(): number | null;
}

export interface RetentionParts {
  db: Db;
  /** Read each day anew. */
  days: number;
  /** Where the pictures lie. */
  pictures: string;
  clock: Pick<Clock, 'now'>;
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const dayOf = (at: number): number => Math.floor((at + BEIJING_MS) / DAY_MS);

interface Row {
  id: number;
  at: number | null;
  needed: number;
  picture: string | null;
}

/** One day's way through all kinds: first what was kept of each, then what is new. */
interface Round {
  day: number;
  cutoff: number;
  kind: number;
  /** Kept rows are gone through up to this rowid; null: all of them. */
  keptAfter: number | null;
}

export function createRetention(parts: RetentionParts): Retention {
  const { db, pictures, clock } = parts;
  const kinds = subjects.map((subject) => prepare(db, subject));
  const readDone = db.prepare<[string], number>('SELECT done FROM retention WHERE kind = ?').pluck();
  const writeDone = db.prepare(
    'INSERT INTO retention (kind, done) VALUES (?, ?) ON CONFLICT DO UPDATE SET done = excluded.done',
  );
  const keep = db.prepare('INSERT INTO retention_kept (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const unkeep = db.prepare('DELETE FROM retention_kept WHERE kind = ? AND id = ?');
  let finished: number | null = null;
  let round: Round | null = null;

  /** False: its picture cannot be removed now, and the row stays as it is. */
  function end(of: Kind, { id, picture }: Row, values: { cutoff: number; now: number }): boolean {
    if (picture !== null && !removed(join(pictures, picture))) return false;
    for (const statement of of.statements) statement.run({ ...values, id });
    return true;
  }

  /** A portion of what was kept; the rowid that it came to, or null: there is no more. */
  function again(of: Kind, after: number, values: { cutoff: number; now: number }): number | null {
    const rows = of.kept.all({ ...values, after });
    for (const row of rows) {
      if (row.needed === 1) continue;
      // A row that is gone is not needed.
      if (row.at === null || end(of, row, values)) unkeep.run(of.subject.kind, row.id);
    }
    return rows.at(-1)?.id ?? null;
  }

  /** A portion of what was not looked at yet; false: what comes next is too young. */
  function onward(of: Kind, values: { cutoff: number; now: number }): boolean {
    const { kind, goesWith = false } = of.subject;
    const rows = of.next.all({ ...values, after: readDone.get(kind) ?? 0 });
    let last: number | null = null;
    for (const row of rows) {
      const at = row.at ?? 0;
      // Of a time to come, since somebody had set the clock: that holds up nothing.
      const ahead = at > values.now;
      if (at >= values.cutoff && !ahead) break;
      const needed = ahead || row.needed === 1;
      if (needed ? ahead || !goesWith : !end(of, row, values)) keep.run(kind, row.id);
      last = row.id;
    }
    if (last === null) return false;
    writeDone.run(kind, last);
    return last === rows.at(-1)?.id;
  }

  const portion = db.transaction((now: Round): Round | null => {
    const of = kinds[now.kind];
    if (of === undefined) {
      writeDone.run('until', now.cutoff);
      return null;
    }
    const values = { cutoff: now.cutoff, now: clock.now() };
    if (now.keptAfter !== null) return { ...now, keptAfter: again(of, now.keptAfter, values) };
    return onward(of, values) ? now : { ...now, kind: now.kind + 1, keptAfter: 0 };
  });

  return {
    step() {
      const day = dayOf(clock.now());
      if (round === null) {
        if (day === finished) return false;
        round = { day, cutoff: clock.now() - parts.days * DAY_MS, kind: 0, keptAfter: 0 };
      }
      const { day: of } = round;
      round = portion.immediate(round);
      if (round === null) finished = of;
      return true;
    },
    doneUntil: () => readDone.get('until') ?? null,
  };
}

interface Kind {
  subject: Subject;
  kept: ReturnType<typeof rowsOf>;
  next: ReturnType<typeof rowsOf>;
  statements: { run(values: object): unknown }[];
}

const rowsOf = (db: Db, sql: string) => db.prepare<object, Row>(sql);

function prepare(db: Db, subject: Subject): Kind {
  const { kind, at, needed, picture = 'NULL', portion } = subject;
  const needs = `coalesce((${needed}), 0) <> 0`;
  return {
    subject,
    kept: rowsOf(
      db,
      `SELECT k.id, r.${at} AS at, r.rowid IS NOT NULL AND (r.${at} >= @cutoff OR ${needs}) AS needed, r.${picture} AS picture
       FROM retention_kept AS k LEFT JOIN ${kind} AS r ON r.rowid = k.id
       WHERE k.kind = '${kind}' AND k.id > @after ORDER BY k.id LIMIT ${portion}`.replace('r.NULL', 'NULL'),
    ),
    next: rowsOf(
      db,
      `SELECT r.rowid AS id, r.${at} AS at, ${needs} AS needed, r.${picture} AS picture
       FROM ${kind} AS r WHERE r.rowid > @after ORDER BY r.rowid LIMIT ${portion}`.replace('r.NULL', 'NULL'),
    ),
    statements: subject.statements.map((sql) => db.prepare(sql)),
  };
}

/** The file before its row: a station that dies between finds the row again, and no file. */
function removed(file: string): boolean {
  try {
    rmSync(file, { force: true });
    rmdirSync(dirname(file));
    return true;
  } catch (error) {
    // There are others of its day. Anything else, a file that somebody has open among them, is tried again the next day.
    return ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
