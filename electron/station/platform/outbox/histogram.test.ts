import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, spreadOf } from './histogram.ts';
import type { Bucket } from './histogram.ts';

function fill(spans: readonly number[]): Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const ms of spans) {
    const bucket = bucketOf(ms);
    const { items, longestMs } = buckets.get(bucket) ?? { items: 0, longestMs: 0 };
    buckets.set(bucket, { bucket, items: items + 1, longestMs: Math.max(longestMs, ms) });
  }
  return [...buckets.values()].sort((a, b) => a.bucket - b.bucket);
}

const spans = fc.array(fc.oneof(fc.nat(100), fc.nat(10_000), fc.nat(100_000_000)), { minLength: 1, maxLength: 300 });

describe('the histogram of event to acknowledgement', () => {
  it('says nothing of nothing', () =>
    expect(spreadOf([])).toEqual({ measured: 0, p50Ms: null, p99Ms: null, maxMs: null, late: 0 }));

  it('knows what is late to the millisecond', () =>
    expect([2999, 3000, 3001, 3002].map((ms) => spreadOf(fill([ms])).late)).toEqual([0, 0, 1, 1]));

  it('counts all, knows the longest and what was late, and its percentiles are at most a tenth too high', () =>
    fc.assert(
      fc.property(spans, (all) => {
        const spread = spreadOf(fill(all));
        const sorted = all.toSorted((a, b) => a - b);
        expect(spread).toMatchObject({
          measured: all.length,
          maxMs: sorted.at(-1),
          late: all.filter((ms) => ms > 3000).length,
        });
        for (const [share, got] of [[0.5, spread.p50Ms], [0.99, spread.p99Ms]] as const) {
          const exact = sorted[Math.ceil(share * all.length) - 1] ?? 0;
          expect(got).toBeGreaterThanOrEqual(exact);
          expect(got).toBeLessThanOrEqual(Math.max(1, exact * 1.1));
        }
      }),
    )); // prettier-ignore
});
