import { MOST_DAYS } from '../../contract/reports.ts';
import type { ReportWish } from '../../contract/reports.ts';

/** Days and hours of Beijing (UTC+8 all year), whatever the machine's zone. Hours are counted since 1970 there. */

export const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * HOUR_MS;

export const hourOf = (utcMs: number): number => Math.floor((utcMs + BEIJING_MS) / HOUR_MS);
/** The first instant of an hour, UTC ms. */
export const startOfHour = (hour: number): number => hour * HOUR_MS - BEIJING_MS;
export const dayOfHour = (hour: number): string => new Date(hour * HOUR_MS).toISOString().slice(0, 10);
/** Days of Beijing since 1970. */
export const dayNumber = (utcMs: number): number => Math.floor((utcMs + BEIJING_MS) / DAY_MS);
export const dayOf = (utcMs: number): string => dayOfHour(hourOf(utcMs));

/** A stretch of whole days: from the first instant, before the second, UTC ms. */
export interface Span {
  from: number;
  to: number;
}

/** The days that a wish names; null: no such days, or too many. */
export function spanOf(period: Exclude<ReportWish['period'], { by: 'shift' }>): Span | null {
  const [first, last] = daysOf(period);
  if (first === null || last === null) return null;
  const days = (last - first) / DAY_MS + 1;
  if (days < 1 || days > MOST_DAYS) return null;
  return { from: first - BEIJING_MS, to: last - BEIJING_MS + DAY_MS };
}

/** The midnights that begin the first day and the last, as if they were UTC; null: no such day. */
function daysOf(period: Exclude<ReportWish['period'], { by: 'shift' }>): [number | null, number | null] {
  switch (period.by) {
    case 'day':
      return [midnight(period.day), midnight(period.day)];
    case 'span':
      return [midnight(period.from), midnight(period.to)];
    case 'month': {
      const first = midnight(`${period.month}-01`);
      if (first === null) return [null, null];
      const date = new Date(first);
      return [first, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)];
    }
  }
}

function midnight(day: string): number | null {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at;
}
