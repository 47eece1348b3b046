import type { Clock } from '../clock/contract.ts';

export interface FailureLimit {
  /** How long this source must keep quiet, ms; 0: it may try. */
  quietFor(source: string): number;
  /** Counts a failure. True when it was the last one allowed. */
  failed(source: string): boolean;
}

/**
 * Slows down whoever guesses: `most` failures inside `windowMs`, then nothing until the window ends. Remembers
 * `sources` sources at the most; beyond that the longest known is forgotten, so that memory stays bounded.
 */
export function createFailureLimit(
  clock: Clock,
  { most = 20, windowMs = 60_000, sources = 1024 }: { most?: number; windowMs?: number; sources?: number } = {},
): FailureLimit {
  const windows = new Map<string, { until: number; failures: number }>();

  const windowOf = (source: string) => {
    const window = windows.get(source);
    if (window !== undefined && window.until > clock.monotonic()) return window;
    windows.delete(source);
    return null;
  };

  return {
    quietFor(source) {
      const window = windowOf(source);
      return window !== null && window.failures >= most ? window.until - clock.monotonic() : 0;
    },
    failed(source) {
      let window = windowOf(source);
      if (window === null) {
        const [longestKnown] = windows.keys();
        if (windows.size >= sources && longestKnown !== undefined) windows.delete(longestKnown);
        window = { until: clock.monotonic() + windowMs, failures: 0 };
        windows.set(source, window);
      }
      return ++window.failures === most;
    },
  };
}
