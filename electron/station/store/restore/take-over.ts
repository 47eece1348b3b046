import Database from 'better-sqlite3';
import type { Db } from '../open.ts';

export interface TakeOver {
  /** A store, or the file of one, of this program or an older one. */
  from: Db | string;
  into: Db;
  /** Whose rows are taken over, where the older store has them. */
  tables: readonly string[];
  /** Whose rows go: they tell of a moment that is over. */
  forget?: readonly string[];
}

/** Takes rows from one store into another, in one transaction. Columns that the older one does not know keep their defaults. */
export function takeOver({ from, into, tables, forget = [] }: TakeOver): void {
  const source = typeof from === 'string' ? new Database(from, { readonly: true, fileMustExist: true }) : from;
  try {
    into
      .transaction(() => {
        for (const table of forget) into.exec(`DELETE FROM ${table}`);
        for (const table of tables) copyRows(source, into, table);
      })
      .immediate();
  } finally {
    if (typeof from === 'string') source.close();
  }
}

function copyRows(source: Db, into: Db, table: string): void {
  const known = source.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(table);
  if (known === undefined) return;
  for (const row of source.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
    const columns = Object.keys(row);
    into
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`)
      .run(row);
  }
}
