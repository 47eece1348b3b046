import { dateTime } from '../clock/beijing.ts';

const FORM = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** `yyyy-MM-dd HH:mm:ss` in Beijing to UTC ms; null: it is no such time. */
export function instantOf(text: string): number | null {
  const typed = text.trim();
  if (!FORM.test(typed)) return null;
  const at = Date.parse(`${typed.replace(' ', 'T')}+08:00`);
  // The 31st of February would be taken for a day of March.
  return Number.isNaN(at) || dateTime(at) !== typed ? null : at;
}
