import { createHash } from 'node:crypto';
import type { Db } from '../../../../electron/station/store/open.ts';

/** All that a message can change in a store, as one short text: two images are the same when not a value differs. */
export type StoreImage = () => string;

/** Of these tables only what is said here: the rest moves by itself while reports go out. */
const PARTS: Readonly<Record<string, string>> = {
  outbox: 'SELECT seq, interface, business_id, order_key, payload FROM outbox',
  // That a message was turned away is written down where the attendant sees it; that is all that may be left of it.
  fact: `SELECT * FROM fact WHERE kind NOT IN ('message-rejected', 'platform-up', 'platform-down', 'report-parked')`,
};
const UNWATCHED: ReadonlySet<string> = new Set(['outbox_count', 'timeliness', 'tally']);

/** Every row of every table. */
export function imageOf(db: Db): StoreImage {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
    .filter((name) => !UNWATCHED.has(name));
  const rows = tables.map((name) => db.prepare<[], unknown[]>(PARTS[name] ?? `SELECT * FROM "${name}"`).raw());
  return () => {
    const hash = createHash('sha256');
    for (const statement of rows) hash.update(JSON.stringify(statement.all()));
    return hash.digest('hex');
  };
}
