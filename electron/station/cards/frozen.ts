import Database from 'better-sqlite3';
import type { Db } from '../store/open.ts';

/** The store as it is now, for as long as the connection is open: what is written meanwhile is not seen through it. */
export function frozenView(db: Db): Db {
  const view = new Database(db.name, { readonly: true, fileMustExist: true });
  // A transaction sees the store as it is at its first look.
  view.exec('BEGIN');
  view.prepare('SELECT 1 FROM card LIMIT 1').get();
  return view;
}
