import type { Clock } from '../clock/contract.ts';

/** Sources remembered; beyond that the one heard longest ago is forgotten, so that memory stays bounded. */
const SOURCES = 1024;

/** So many a second from one source; what was not used within a second is lost. True: this one may. */
export function createRateLimit(clock: Clock, perSecond: number): (source: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (source) => {
    const now = clock.monotonic();
    const before = buckets.get(source) ?? { left: perSecond, at: now };
    const left = Math.min(perSecond, before.left + ((now - before.at) * perSecond) / 1000);
    const allowed = left >= 1;
    // Put last: the first of the map is the one heard longest ago.
    buckets.delete(source);
    buckets.set(source, { left: allowed ? left - 1 : left, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > SOURCES && oldest !== undefined) buckets.delete(oldest);
    return allowed;
  };
}
