/** How long the last reports took, event to acknowledgement (8.1). */
export interface Latency {
  add(ms: number): void;
  /** Milliseconds within which this share (0 to 1) of the last ones arrived; null before the first. */
  percentile(share: number): number | null;
}

/** Remembers the last `size` figures. */
export function createLatency(size = 100): Latency {
  const last: number[] = [];
  let next = 0;
  return {
    add(ms) {
      last[next] = ms;
      next = (next + 1) % size;
    },
    percentile(share) {
      if (last.length === 0) return null;
      const sorted = last.toSorted((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
    },
  };
}
