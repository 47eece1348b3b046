/** 8.1.1: how long a report may take from its event to the platform, ms. */
export const IN_TIME_MS = 3000;

/** Eight buckets for each doubling: a figure read off the histogram is at most 9 % too high. */
const PER_DOUBLING = 8;
/** The bucket that ends at exactly three seconds, so that what is late is known exactly. Bucket 0 ends at 1 ms. */
const IN_TIME = Math.ceil(PER_DOUBLING * Math.log2(IN_TIME_MS));
/** Four weeks and more share the last bucket. */
const LAST = IN_TIME + 20 * PER_DOUBLING;

export interface Bucket {
  bucket: number;
  items: number;
  /** The longest in it, ms. */
  longestMs: number;
}

/** The bucket for a span of milliseconds. */
export function bucketOf(ms: number): number {
  if (ms <= 1) return 0;
  return Math.min(LAST, Math.max(0, IN_TIME + Math.ceil(PER_DOUBLING * Math.log2(ms / IN_TIME_MS))));
}

export interface Spread {
  measured: number;
  p50Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
  /** How many took longer than three seconds. */
  late: number;
}

/** What a histogram tells. `buckets` in ascending order. */
export function spreadOf(buckets: readonly Bucket[]): Spread {
  const measured = total(buckets);
  return {
    measured,
    p50Ms: percentile(buckets, Math.ceil(measured * 0.5)),
    p99Ms: percentile(buckets, Math.ceil(measured * 0.99)),
    maxMs: buckets.at(-1)?.longestMs ?? null,
    late: total(buckets.filter(({ bucket }) => bucket > IN_TIME)),
  };
}

const total = (buckets: readonly Bucket[]): number => buckets.reduce((sum, { items }) => sum + items, 0);

/** The longest of the bucket that holds the `rank`-th smallest. */
function percentile(buckets: readonly Bucket[], rank: number): number | null {
  let before = 0;
  for (const { items, longestMs } of buckets) {
    before += items;
    if (before >= rank) return longestMs;
  }
  return null;
}
