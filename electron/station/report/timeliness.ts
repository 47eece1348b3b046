import type { ReportFigures } from '../../contract/reports.ts';
import type { Db } from '../store/open.ts';
import { dayNumber } from './period.ts';
import type { Scope } from './scope.ts';

/** A step of the outbox's histogram of how long reports took; bucket -1: taken, but not measured. */
export interface Bucket {
  bucket: number;
  items: number;
  longestMs: number;
}

/** What the outbox reads off such a histogram. */
export type SpreadOf = (buckets: readonly Bucket[]) => {
  measured: number;
  p50Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
  late: number;
};

interface Row extends Bucket {
  platform: string;
  interface: string;
}

/** 8.1: how many reports were taken within three seconds, by interface. It is kept by day. */
export function syncOf(db: Db, scope: Scope, spreadOf: SpreadOf): ReportFigures['sync'] {
  if (scope.shift || scope.laneId !== null || scope.person !== null) return null;
  const rows = db
    .prepare<[number, number], Row>(
      `SELECT platform, interface, bucket, sum(items) AS items, max(longest_ms) AS longestMs FROM timeliness
       WHERE day >= ? AND day < ? GROUP BY platform, interface, bucket ORDER BY platform, interface, bucket`,
    )
    .all(dayNumber(scope.from), dayNumber(scope.to));
  return [...Map.groupBy(rows, (row) => `${row.platform} ${row.interface}`).values()].flatMap((buckets) => {
    const [first] = buckets;
    if (!first) return [];
    const spread = spreadOf(buckets.filter(({ bucket }) => bucket >= 0));
    const { measured, late, ...times } = spread;
    return [
      {
        platform: first.platform,
        interface: first.interface,
        taken: buckets.reduce((sum, { items }) => sum + items, 0),
        measured,
        late,
        share: measured === 0 ? null : (measured - late) / measured,
        ...times,
      },
    ];
  });
}
