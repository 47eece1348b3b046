import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Violation } from './check.ts';

/**
 * Table 2 around every request, table 3 around every answer. The signature is HMAC-SHA256 over the bytes of `data`
 * exactly as they stand in the message, keyed with the secret; a signer who lays the JSON out differently is still right.
 */

/** 7.3.1.2 e, in bytes. */
export const MAX_BYTES = 10 * 1024 * 1024;

export type Opened = { ok: true; data: unknown[]; timestamp: number } | { ok: false; violation: Violation };

export interface OpenedAnswer {
  code: number;
  message: string;
  data: unknown[];
  /** Where it departs from table 3 and can be read all the same. */
  violations: Violation[];
}

const departure = (table: 2 | 3, code: number, field: string | null, words: string): Violation => ({
  code,
  table,
  field,
  message: `表${table}${field === null ? '' : ` ${field}`}: ${words}`,
});

/** Lower-case hex, as in the example of 7.3.1.2. */
export function sign(data: string, secret: string): string {
  return createHmac('sha256', secret).update(data, 'utf8').digest('hex');
}

/** A signed request; `timestamp` in whole seconds since 1970. */
export function seal(data: readonly unknown[], secret: string, now: number, signature?: string): string {
  const raw = JSON.stringify(data);
  return `{"timestamp":${Math.floor(now / 1000)},"sign":"${signature ?? sign(raw, secret)}","data":${raw}}`;
}

/** Answer by table 3, with the spelling of its first attribute as printed there. */
export function answer(code: number, message: string, data: readonly unknown[], now: number): string {
  return JSON.stringify({ Code: code, message, timestamp: Math.floor(now / 1000), data });
}

/**
 * Opens and verifies a request: size, UTF-8, JSON, the three attributes (code 3), freshness (4), signature (8); in that
 * order.
 */
export function open(payload: Uint8Array, secret: string, now: number, freshnessS: number): Opened {
  const refuse = (code: 3 | 4 | 8, field: string | null, words: string): Opened => ({
    ok: false,
    violation: departure(2, code, field, words),
  });
  if (payload.byteLength > MAX_BYTES) return refuse(3, null, 'larger than 10M bytes');
  const text = decode(payload);
  if (text === null) return refuse(3, null, 'not UTF-8');
  const message = parseObject(text);
  if (message === null) return refuse(3, null, 'not a JSON object');
  const extra = Object.keys(message).find((name) => !TABLE_2.has(name));
  if (extra !== undefined) return refuse(3, extra, 'no attribute of this table');
  const { timestamp, sign: signature, data } = message;
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) {
    return refuse(3, 'timestamp', 'not a Timestamp in seconds');
  }
  if (typeof signature !== 'string') return refuse(3, 'sign', 'required, missing');
  if (!Array.isArray(data)) return refuse(3, 'data', 'not a List');
  const members = outerMembers(text);
  if (members.length !== Object.keys(message).length) return refuse(3, null, 'an attribute is given twice');
  if (Math.abs(now / 1000 - timestamp) > freshnessS) return refuse(4, 'timestamp', 'too old or too new');
  const raw = members.find(({ name }) => name === 'data')?.raw ?? '';
  if (!sameHex(signature, sign(raw, secret))) return refuse(8, 'sign', 'does not fit data');
  return { ok: true, data: data as unknown[], timestamp };
}

/**
 * Opens an answer (table 3); null when it is none. Both spellings of its code are read: the text itself uses `Code` here
 * and `code` below.
 */
export function openAnswer(payload: Uint8Array): OpenedAnswer | null {
  const text = decode(payload);
  const message = text === null ? null : parseObject(text);
  if (message === null) return null;
  const code = message['Code'] ?? message['code'];
  const { data, timestamp, message: words } = message;
  if (typeof code !== 'number' || !Array.isArray(data)) return null;
  const violations: Violation[] = [];
  const wrong = (violation: number, field: string, said: string) =>
    violations.push(departure(3, violation, field, said));
  if (timestamp === undefined) wrong(4, 'timestamp', 'required, missing');
  else if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) wrong(1005, 'timestamp', 'not a Timestamp');
  else if (timestamp > 4_294_967_295) wrong(1007, 'timestamp', 'not in seconds since 1970');
  if (words !== undefined && typeof words !== 'string') wrong(1005, 'message', 'not a String');
  if (typeof words === 'string' && [...words].length > 255) wrong(1004, 'message', 'longer than 255 characters');
  for (const name of Object.keys(message)) {
    if (!TABLE_3.has(name)) wrong(1000, name, 'no attribute of this table');
  }
  return { code, message: typeof words === 'string' ? words : '', data: data as unknown[], violations };
}

const TABLE_2: ReadonlySet<string> = new Set(['timestamp', 'sign', 'data']);
const TABLE_3: ReadonlySet<string> = new Set(['Code', 'code', 'message', 'timestamp', 'data']);

/** Names and values of the outermost object, in order; values byte for byte as they stand. `text` must be valid JSON. */
export function outerMembers(text: string): { name: string; raw: string }[] {
  const found: { name: string; raw: string }[] = [];
  let depth = 0;
  let name = '';
  let valueFrom = -1;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const end = stringEnd(text, i);
        if (depth === 1 && valueFrom < 0) name = JSON.parse(text.slice(i, end + 1)) as string;
        i = end;
        break;
      }
      case COLON:
        if (depth === 1) valueFrom = i + 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        break;
      case COMMA:
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (depth === 1 && valueFrom >= 0) {
          found.push({ name, raw: text.slice(valueFrom, i).trim() });
          valueFrom = -1;
        }
        if (text.charCodeAt(i) !== COMMA) depth -= 1;
    }
  }
  return found;
}

const [QUOTE, COLON, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, BACKSLASH] = [
  34, 58, 44, 123, 125, 91, 93, 92,
];

function stringEnd(text: string, start: number): number {
  let i = start + 1;
  for (let char = text.charCodeAt(i); char !== QUOTE && i < text.length; char = text.charCodeAt(i)) {
    i += char === BACKSLASH ? 2 : 1;
  }
  return i;
}

function decode(payload: Uint8Array): string | null {
  try {
    return UTF8.decode(payload);
  } catch {
    return null;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Compares in constant time; upper-case hex is as good. */
export function sameHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
