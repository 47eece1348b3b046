import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RestoreWhy } from '../../../contract/upkeep.ts';
import { migrations } from '../migrations/all.ts';
import type { Db } from '../open.ts';

/** What is wrong with a store's file. */
export interface Flaw {
  why: Extract<RestoreWhy, 'missing' | 'not-a-database' | 'damaged'>;
  /** SQLite's words, or ours. */
  detail: string;
}

/** Up to this size a store is read through before the gates open: it takes less than half a second. */
const SMALL_BYTES = 64 * 1024 * 1024;
/** Of a larger one these, by which the gates work; the rest is read through by a thread once the gates are open. */
const AT_THE_GATE = [
  'lane_state',
  'flow',
  'person',
  'desk',
  'act',
  'booking',
  'control_entry',
  'card',
  'card_plate',
  'debt',
];
/** And the newest rows of what grows: whatever broke while it was written, broke there. */
const GROWING = ['fact', 'stay', 'capture', 'outbox', 'charge', 'audit', 'history'];
const NEWEST = 500;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/**
 * Looks at a store without changing a byte of it, in a time that does not grow with it: up to `smallBytes` at all of it.
 * Null: nothing is wrong.
 */
export function examine(file: string, smallBytes = SMALL_BYTES): Flaw | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return { why: 'missing', detail: file };
  // A page was being written when the power went, as in a store that is just made: opening it takes that back.
  if ((statSync(`${file}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return null;
  let db: Db | null = null;
  try {
    const cut = wrongHeader(file, size);
    if (cut !== null) return cut;
    db = new Database(file, { readonly: true, fileMustExist: true });
    return wrongInside(db, size <= smallBytes);
  } catch (error) {
    return flawOf(error);
  } finally {
    db?.close();
  }
}

/**
 * The flaw that an error tells of; null for a disk that refuses, a lock, a right that is missing: whoever opens the store
 * says that.
 */
export function flawOf(error: unknown): Flaw | null {
  const { code, message } = error as { code?: string; message: string };
  if (code === undefined) throw error;
  if (code === 'SQLITE_NOTADB') return { why: 'not-a-database', detail: message };
  return code.startsWith('SQLITE_CORRUPT') ? { why: 'damaged', detail: message } : null;
}

function wrongHeader(file: string, size: number): Flaw | null {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    return { why: 'not-a-database', detail: 'the first bytes are not those of a database' };
  }
  // With a log beside it the file may lag behind what its head says.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const said = (header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)) * header.readUInt32BE(28);
  return log === 0 && size < said ? { why: 'damaged', detail: `${size} bytes of ${said}` } : null;
}

function wrongInside(db: Db, whole: boolean): Flaw | null {
  // One of a newer program is none of ours to judge: opening it says so.
  if ((db.pragma('user_version', { simple: true }) as number) > migrations.length) return null;
  const check = (of: string): Flaw | null => {
    const [said] = db.pragma(`quick_check(${of})`) as { quick_check: string }[];
    return said?.quick_check === 'ok' ? null : { why: 'damaged', detail: said?.quick_check ?? 'no answer' };
  };
  if (whole) return check('1');
  const tables = new Set(db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all());
  for (const table of GROWING.filter((name) => tables.has(name))) {
    db.prepare(`SELECT * FROM ${table} ORDER BY rowid DESC LIMIT ${NEWEST}`).all();
  }
  for (const table of AT_THE_GATE.filter((name) => tables.has(name))) {
    const flaw = check(table);
    if (flaw !== null) return flaw;
  }
  return null;
}
