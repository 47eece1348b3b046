/** Beijing time as the wire and the cameras write it, whatever the machine's zone: UTC+8 without summer time. */
const OFFSET_MS = 8 * 3_600_000;

/** UTC ms → `yyyy-MM-dd HH:mm:ss` (table 1, DateTime). */
export function beijingDateTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing → UTC ms; null for another form and for days that no calendar has. */
export function parseBeijingDateTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text.replace(' ', 'T')}Z`) - OFFSET_MS;
  // Date.parse refuses 25:00 but rolls 02-30 over into March.
  return Number.isFinite(at) && beijingDateTime(at) === text ? at : null;
}

/** Hour of the day in Beijing with its fraction, 0 to 24. */
export function beijingHour(at: number): number {
  return ((at + OFFSET_MS) % 86_400_000) / 3_600_000;
}
