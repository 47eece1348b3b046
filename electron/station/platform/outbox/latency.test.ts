import { describe, expect, it } from 'vitest';
import { createLatency } from './latency.ts';

describe('latency', () => {
  it('knows nothing before the first', () => expect(createLatency().percentile(0.99)).toBeNull());

  it('tells percentiles of the last 100 only', () => {
    const latency = createLatency();
    for (let ms = 1; ms <= 100; ms++) latency.add(1_000_000);
    for (let ms = 100; ms >= 1; ms--) latency.add(ms);
    expect([0.5, 0.99, 1].map((share) => latency.percentile(share))).toEqual([50, 99, 100]);
  });
});
