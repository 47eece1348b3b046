const DAY_MS = 86_400_000;
/** Beijing is UTC+8 all year. */
const BEIJING_MS = 8 * 3_600_000;

/**
 * When a car came in, as a person types it in Beijing time: `0930` or `9:30` is the last time it was half past nine; with
 * `11-20` or `2026-11-20` before it, of that day. UTC ms, never after `now`; null: not a time, or one that is yet to come.
 */
export function entryTimeOf(typed: string, now: number): number | null {
  const match = /^(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})\s+)?(\d{1,2}):?(\d{2})$/.exec(typed.trim().replace('：', ':'));
  if (match === null) return null;
  const [, year, month, day, hour, minute] = match.map((part) => (part === undefined ? null : Number(part)));
  if (hour === null || minute === null || hour === undefined || minute === undefined || hour > 23 || minute > 59)
    return null;
  const there = new Date(now + BEIJING_MS);
  if (month === null || day === null || month === undefined || day === undefined) {
    const today = Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate(), hour, minute) - BEIJING_MS;
    return today <= now ? today : today - DAY_MS;
  }
  const of = (fullYear: number): number | null => {
    const at = Date.UTC(fullYear, month - 1, day, hour, minute);
    // A 31st of a month that has none would be the 1st of the next.
    return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day ? at - BEIJING_MS : null;
  };
  const at = of(year ?? there.getUTCFullYear());
  if (at !== null && at <= now) return at;
  // Without a year, December seen from January is last year's.
  const before = year === null ? of(there.getUTCFullYear() - 1) : null;
  return before !== null && now - before < 60 * DAY_MS ? before : null;
}
