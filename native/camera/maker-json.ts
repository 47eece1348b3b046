import { z } from 'zod';
import { isJpeg } from './jpeg.ts';
import { CameraRefusal } from './refusal.ts';

/** What the makers' JSON formats have in common, pure. */

/** UTF-8, or GB 18030 as older firmware is set to. Throws `CameraRefusal` 400. */
export function readMakerJson(body: Buffer): unknown {
  try {
    return JSON.parse(decode(body));
  } catch (cause) {
    throw new CameraRefusal(400, 'malformed', 'the message is not JSON', { cause });
  }
}

/** What a schema says of it. Throws `CameraRefusal` 400, which names the first field that is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'message';
  throw new CameraRefusal(400, 'invalid', `not what this maker writes: ${field}`, {
    fields: Object.fromEntries([[field, issue?.message ?? 'wrong']]),
  });
}

/** A picture in base64, with or without line breaks; null when there is none, or it is no JPEG: the plate counts. */
export function pictureFrom(base64: string | null | undefined): Uint8Array | null {
  if (base64 === null || base64 === undefined || base64 === '') return null;
  const bytes = Buffer.from(base64, 'base64');
  return isJpeg(bytes) ? bytes : null;
}

/** A whole number, which some firmware writes as text. */
export const wholeNumber = z.union([z.int(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number);

/** The last second of the year 9999. */
const MOST_SECONDS = 253_402_300_799;

/** An instant of so many seconds since 1970 and milliseconds, UTC ms; null: no calendar has it. */
export const instantOf = (seconds: number, ms: number): number | null =>
  Number.isInteger(seconds) && seconds > 0 && seconds <= MOST_SECONDS
    ? seconds * 1000 + (ms >= 0 && ms < 1000 ? Math.floor(ms) : 0)
    : null;

/** Beijing time of the clock on a camera here, UTC ms; null: no such time. Month 1–12, `second` may have a fraction. */
export function beijingInstant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  const at = Date.UTC(year, month - 1, day, hour, minute) + Math.round(second * 1000);
  const back = new Date(at);
  const asSaid =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute;
  return asSaid ? at - 8 * 3_600_000 : null;
}

function decode(body: Buffer): string {
  const withoutMark = body.subarray(body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(withoutMark);
  } catch {
    // Not UTF-8: the other encoding that such cameras can be set to, which is fatal in its turn.
    return new TextDecoder('gb18030', { fatal: true }).decode(withoutMark);
  }
}
