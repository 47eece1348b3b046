import type { Tx } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import { bucketOf, spreadOf } from './histogram.ts';
import type { Bucket, Spread } from './histogram.ts';

/** Taken, but its time is no measure of the link: it was backlog, or waited for a person. */
const NOT_MEASURED = -1;
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** One acknowledged item. `ms` from event to acknowledgement; null when that is not measured. */
export interface Taken {
  interface: string;
  at: number;
  ms: number | null;
}

export interface DayFigures extends Spread {
  interface: string;
  /** All that were taken, measured or not. */
  acknowledged: number;
}

/** How quickly each interface's reports were taken (8.1), a histogram for each day of Beijing. It outlives a restart. */
export interface Timeliness {
  /** In the transaction of the acknowledgements. */
  add(tx: Tx, taken: readonly Taken[]): void;
  /** Of the Beijing day that `at` falls in, by interface. */
  day(at: number): DayFigures[];
}

const dayOf = (at: number): number => Math.floor((at + BEIJING_MS) / DAY_MS);

export function createTimeliness(db: Db, platform: string): Timeliness {
  const upsert = db.prepare(
    `INSERT INTO timeliness (platform, day, interface, bucket, items, longest_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET items = items + excluded.items, longest_ms = max(longest_ms, excluded.longest_ms)`,
  );
  const select = db.prepare<[string, number], Bucket & { interface: string }>(
    `SELECT interface, bucket, items, longest_ms AS longestMs FROM timeliness
     WHERE platform = ? AND day = ? ORDER BY interface, bucket`,
  );

  return {
    add(_tx, taken) {
      // A commit of a drain holds hundreds of one interface: one row each.
      const rows = new Map<string, { day: number; of: Taken; bucket: Bucket }>();
      for (const of of taken) {
        const bucket = of.ms === null ? NOT_MEASURED : bucketOf(of.ms);
        const day = dayOf(of.at);
        const key = `${day} ${bucket} ${of.interface}`;
        const row = rows.get(key) ?? { day, of, bucket: { bucket, items: 0, longestMs: 0 } };
        row.bucket.items += 1;
        row.bucket.longestMs = Math.max(row.bucket.longestMs, of.ms ?? 0);
        rows.set(key, row);
      }
      for (const { day, of, bucket } of rows.values())
        upsert.run(platform, day, of.interface, bucket.bucket, bucket.items, bucket.longestMs);
    },
    day(at) {
      const byInterface = new Map<string, Bucket[]>();
      for (const { interface: name, ...bucket } of select.all(platform, dayOf(at))) {
        const buckets = byInterface.get(name);
        if (buckets) buckets.push(bucket);
        else byInterface.set(name, [bucket]);
      }
      return [...byInterface].map(([name, buckets]) => ({
        interface: name,
        acknowledged: buckets.reduce((sum, { items }) => sum + items, 0),
        ...spreadOf(buckets.filter(({ bucket }) => bucket !== NOT_MEASURED)),
      }));
    },
  };
}
