import Database from 'better-sqlite3';
import type { Undo } from './undo.ts';

/** After so many starts that did not come up, unasked (the process fell each time), it is gone back. */
const MOST_TRIES = 2;

/**
 * Before anything of the site is read: ends a save that was cut off. Files whose version was never written are put back;
 * those whose version stands are tried. Answers why the station went back to the site before; null: it did not.
 * @param database the store's file, which may be missing or broken: then nothing was saved
 */
export function recoverSave(undo: Undo, database: string): string | null {
  const pending = undo.pending();
  if (pending === null) return null;
  if (!isWritten(database, pending.no)) {
    undo.putBack(pending);
    undo.end();
    return null;
  }
  if (pending.tries < MOST_TRIES) {
    undo.tried(pending);
    return null;
  }
  return goBack(undo, database, '程序启动后反复退出');
}

/** The station did not come up with what was saved last: the site before is the site again, and the version says why. */
export function goBack(undo: Undo, database: string, why: string): string | null {
  const pending = undo.pending();
  if (pending === null) return null;
  undo.putBack(pending);
  const db = new Database(database, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    db.prepare('UPDATE site_version SET failed = ? WHERE no = ?').run(why, pending.no);
  } finally {
    db.close();
  }
  undo.end();
  return why;
}

function isWritten(database: string, no: number): boolean {
  let db: Database.Database | null = null;
  try {
    db = new Database(database, { readonly: true, fileMustExist: true });
    return db.prepare('SELECT 1 FROM site_version WHERE no = ? AND failed IS NULL').get(no) !== undefined;
  } catch {
    // No store, or none that can be read: nothing was ever said to be saved.
    return false;
  } finally {
    db?.close();
  }
}
