/** Longest that a platform is left alone at its word, ms: one mistaken header does not silence the lot for a day. */
const LONGEST_MS = 600_000;

/** The header Retry-After (RFC 9110, 10.2.3) in ms from `now` (UTC ms): seconds, or a date. 0 where it says nothing. */
export function readRetryAfter(header: string | null, now: number): number {
  if (header === null) return 0;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? 0 : Math.min(LONGEST_MS, Math.max(0, ms));
}
