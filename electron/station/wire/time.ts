/** Beijing time is UTC+8 all year. The machine's own zone plays no part here. */
const OFFSET_MS = 8 * 3_600_000;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** UTC ms to `yyyy-MM-dd HH:mm:ss` in Beijing time (DateTime of table 1); fractions of a second are cut off. */
export function toDateTime(utcMs: number): string {
  return new Date(utcMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time to UTC ms; null for another form or an instant no calendar has (30 February). */
export function fromDateTime(text: string): number | null {
  if (!DATE_TIME.test(text)) return null;
  const utcMs = Date.parse(`${text.replace(' ', 'T')}Z`) - OFFSET_MS;
  return Number.isNaN(utcMs) || toDateTime(utcMs) !== text ? null : utcMs;
}

/** Of a DateTime that its table has let through, UTC ms. */
export function instantOf(dateTime: string): number {
  const utcMs = fromDateTime(dateTime);
  if (utcMs === null) throw new Error(`${dateTime} is no instant`);
  return utcMs;
}

/** UTC ms to a Timestamp of table 1: whole seconds since 1970. */
export const toTimestamp = (utcMs: number): number => Math.floor(utcMs / 1000);

/** `HH:mm` as people write it to a Time of table 1, `HH:mm:ss`. */
export const toTime = (hoursAndMinutes: string): string => `${hoursAndMinutes}:00`;
