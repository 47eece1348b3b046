import type { Db } from '../store/open.ts';

/**
 * How many rows a table got since the station began, by what stands in a column. Such tables are only ever added to, so each
 * look counts what is new alone. Of a book that is read for good: nothing is counted that is not on the disk.
 */
export type Tally = () => ReadonlyMap<string, number>;

type Source = 'capture.lane_id' | 'opening.cause' | 'passage.lane_id';

export function createTally(db: Db, source: Source): Tally {
  const [table, column] = source.split('.') as [string, string];
  const counts = new Map<string, number>();
  const newest = db.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM ${table}`).pluck();
  const added = db.prepare<[number, number], { value: string; many: number }>(
    `SELECT ${column} AS value, count(*) AS many FROM ${table} WHERE rowid > ? AND rowid <= ? GROUP BY ${column}`,
  );
  let counted = newest.get() ?? 0;
  return () => {
    const until = newest.get() ?? counted;
    for (const { value, many } of added.all(counted, until)) counts.set(value, (counts.get(value) ?? 0) + many);
    counted = Math.max(counted, until);
    return counts;
  };
}
