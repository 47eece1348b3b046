import { createHash } from 'node:crypto';
import type { Db } from '../../../electron/station/store/open.ts';

/** All that a store says, in a few letters: each row of each table, and the version of the schema. */
function fingerprintOf(db: Db): string {
  const hash = createHash('sha1').update(String(db.pragma('user_version', { simple: true })));
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .pluck()
    .all();
  for (const table of tables) {
    hash.update(table);
    for (const row of db.prepare<[], unknown[]>(`SELECT * FROM "${table}"`).raw().all())
      hash.update(JSON.stringify(row));
  }
  return hash.digest('base64').slice(0, 16);
}

/** What a store held at one instant. */
export interface State {
  print: string;
  /** Of the schema. */
  version: number;
  facts: number;
}

export const stateOf = (db: Db): State => {
  const begun = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'fact'`).get() !== undefined;
  return {
    print: fingerprintOf(db),
    version: db.pragma('user_version', { simple: true }) as number,
    facts: begun ? (db.prepare<[], number>('SELECT count(*) FROM fact').pluck().get() ?? 0) : 0,
  };
};
