import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Table 2 around every request, table 3 around every answer. The signature is HMAC-SHA256 over the bytes of `data`
 * exactly as they stand in the message, keyed with the secret; a signer who lays the JSON out differently is still right.
 */

export type Opened =
  { ok: true; data: unknown[]; timestamp: number } | { ok: false; code: 3 | 4 | 8; message: string; timestamp: null };

const MAX_BYTES = 10 * 1024 * 1024;

/** Lower-case hex, as in the example of 7.3.1.2. */
export function sign(data: string, secret: string): string {
  return createHmac('sha256', secret).update(data, 'utf8').digest('hex');
}

/** A signed request; `timestamp` in whole seconds since 1970. */
export function seal(data: unknown[], secret: string, now: number, signature?: string): string {
  const raw = JSON.stringify(data);
  return `{"timestamp":${Math.floor(now / 1000)},"sign":"${signature ?? sign(raw, secret)}","data":${raw}}`;
}

/** Answer by table 3, with the spelling of its first attribute as printed there. */
export function answer(code: number, message: string, data: unknown[], now: number): string {
  return JSON.stringify({ Code: code, message, timestamp: Math.floor(now / 1000), data });
}

/** Opens and verifies a request: size, UTF-8, JSON, the three attributes, freshness, signature; in that order. */
export function open(payload: Uint8Array, secret: string, now: number, freshnessS: number): Opened {
  const refuse = (code: 3 | 4 | 8, message: string): Opened => ({ ok: false, code, message, timestamp: null });
  if (payload.byteLength > MAX_BYTES) return refuse(3, 'larger than 10M bytes');
  const text = decode(payload);
  if (text === null) return refuse(3, 'not UTF-8');
  const message = parseObject(text);
  if (message === null) return refuse(3, 'not a JSON object');
  const extra = Object.keys(message).find((name) => !['timestamp', 'sign', 'data'].includes(name));
  if (extra !== undefined) return refuse(3, `${extra}: no attribute of table 2`);
  const { timestamp, sign: signature, data } = message;
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) {
    return refuse(3, 'timestamp: not a Timestamp in seconds');
  }
  if (typeof signature !== 'string') return refuse(3, 'sign: required, missing');
  if (!Array.isArray(data)) return refuse(3, 'data: not a List');
  const raw = rawMembers(text, 'data');
  if (raw.length !== 1) return refuse(3, 'data: given twice');
  if (Math.abs(now / 1000 - timestamp) > freshnessS) return refuse(4, 'timestamp: too old or too new');
  if (!sameHex(signature, sign(raw[0] ?? '', secret))) return refuse(8, 'sign: does not fit data');
  return { ok: true, data: data as unknown[], timestamp };
}

/** Opens an answer (table 3). Both spellings of its code are read: the text itself uses `Code` here and `code` below. */
export function openAnswer(payload: Uint8Array): { code: number; message: string; data: unknown[] } | null {
  const text = decode(payload);
  const message = text === null ? null : parseObject(text);
  if (message === null) return null;
  const code = message['Code'] ?? message['code'];
  const { data, timestamp } = message;
  if (typeof code !== 'number' || !Array.isArray(data) || typeof timestamp !== 'number') return null;
  const words = message['message'];
  return { code, message: typeof words === 'string' ? words : '', data: data as unknown[] };
}

/** The text of every value that the outermost object has under `name`, byte for byte. `text` must be valid JSON. */
export function rawMembers(text: string, name: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let key: string | null = null;
  let valueFrom = -1;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') {
      const end = stringEnd(text, i);
      if (depth === 1 && valueFrom < 0) key = JSON.parse(text.slice(i, end + 1)) as string;
      i = end;
    } else if (char === '{' || char === '[') {
      depth += 1;
    } else if (depth === 1 && char === ':') {
      valueFrom = i + 1;
    } else if (char === '}' || char === ']' || (depth === 1 && char === ',')) {
      if (depth === 1 && valueFrom >= 0) {
        if (key === name) found.push(text.slice(valueFrom, i).trim());
        valueFrom = -1;
      }
      if (char !== ',') depth -= 1;
    }
  }
  return found;
}

function stringEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

function decode(payload: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
  } catch {
    return null;
  }
}

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

function sameHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
