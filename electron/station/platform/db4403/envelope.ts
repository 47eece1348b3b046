import { cutMembers, readRawObject } from '../../wire/raw-member.ts';
import type { RawFailure } from '../../wire/raw-member.ts';
import { CODE, wordsFor } from './codes.ts';
import type { Code } from './codes.ts';
import { isSignedBy, sign } from './signature.ts';

/** 7.3.1.2 e: 10 M bytes at most at one time. */
export const LARGEST_MESSAGE = 10 * 1024 * 1024;

/** Room around `data` in a request of table 2: timestamp, signature, names and brackets, bytes. */
const AROUND_DATA = 200;
/** Most bytes of payloads in one request, each counted with its comma. */
export const LARGEST_DATA = LARGEST_MESSAGE - AROUND_DATA;

/**
 * A request of table 2 around payloads that are JSON already, signed once whatever their number. The signature is over
 * the exact bytes of `data` as they are sent. Throws `RangeError` above 10 MB.
 */
export function sealRequest(payloads: readonly string[], secret: string, timestamp: number): Buffer {
  const data = Buffer.from(`[${payloads.join(',')}]`);
  const before = Buffer.from(`{"timestamp":${timestamp},"sign":"${sign(data, secret)}","data":`);
  const bytes = Buffer.concat([before, data, END_OF_REQUEST]);
  if (bytes.length > LARGEST_MESSAGE) throw new RangeError(`a message of ${bytes.length} bytes exceeds 10 MB`);
  return bytes;
}

const END_OF_REQUEST = Buffer.from('}');

/** The parts of a reply of table 3 that do not depend on when it is sent. */
export interface ReplyBody {
  code: number;
  message: string;
  data: readonly unknown[];
}

/** A reply of table 3. The table writes `Code` with a capital, against its own naming rule (7.3.1.2 c); so do we. */
export function sealReply({ code, message, data }: ReplyBody, timestamp: number): Buffer {
  return Buffer.from(JSON.stringify({ Code: code, message, timestamp, data }));
}

export interface Refusal {
  code: Code;
  message: string;
}

export const refusal = (code: Code, detail?: string): Refusal => ({ code, message: wordsFor(code, detail) });

export type OpenedRequest =
  | {
      ok: true;
      timestamp: number;
      items: unknown[];
      /** What was signed and sent, without the space behind it. */
      message: Uint8Array;
    }
  | { ok: false; refusal: Refusal };

/**
 * What a service may ask at one time, beside the 10 MB of the clause: reading more would hold up the gate. 200 entries of
 * 5 kB and 200 values each: so long is none of any table, with every text full of Chinese and five discounts of either kind.
 */
export const LARGEST_QUESTION = 1024 * 1024;
export const MOST_PARTS = 40_000;

/**
 * Opens a request of table 2: size, envelope, signature over the bytes of `data` as received, and only then its JSON:
 * of a message that somebody else made, no more is read than it takes to find its signature.
 */
export function openRequest(bytes: Uint8Array, secret: string): OpenedRequest {
  const refuse = (code: Code, detail: string): OpenedRequest => ({ ok: false, refusal: refusal(code, detail) });
  if (bytes.length > LARGEST_MESSAGE) return refuse(CODE.format, `${bytes.length} 字节, 上限 ${LARGEST_MESSAGE}`);
  const message = withoutPadding(bytes);
  if (message.length > LARGEST_QUESTION) return refuse(CODE.format, `${message.length} 字节, 上限 ${LARGEST_QUESTION}`);
  const cut = cutMembers(message, MOST_PARTS);
  if (!cut.ok) return refuse(CODE.format, describe(cut));
  const [rawData, rawSign] = [cut.raw.get('data'), cut.raw.get('sign')];
  if (rawData?.[0] !== OPEN_LIST) return refuse(CODE.format, 'data 应为列表');
  const signature = rawSign && textIn(rawSign);
  if (signature === undefined) return refuse(CODE.signature, 'sign 缺失');
  if (!isSignedBy(signature, rawData, secret)) return refuse(CODE.signature, 'sign 与 data 不符');
  const read = readRawObject(message);
  if (!read.ok) return refuse(CODE.format, describe(read));
  const { timestamp, data } = read.value;
  if (!Number.isSafeInteger(timestamp)) return refuse(CODE.format, 'timestamp 应为秒数');
  return { ok: true, timestamp: timestamp as number, items: data as unknown[], message };
}

const OPEN_LIST = 0x5b;
const PADDING = Buffer.alloc(64 * 1024, ' ');

/** Without the spaces behind it, taken off in whole blocks: megabytes of them cost next to nothing. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end >= PADDING.length && PADDING.equals(bytes.subarray(end - PADDING.length, end))) end -= PADDING.length;
  return bytes.subarray(0, end);
}

/** The text between two quotes as it stands: the hex of a signature has nothing to escape. */
function textIn(raw: Uint8Array): string | undefined {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  return text.startsWith('"') ? text.slice(1, -1) : undefined;
}

function describe({ error, name }: RawFailure): string {
  switch (error) {
    case 'not-utf8':
      return '编码不是 UTF-8';
    case 'not-json':
      return '不是 JSON';
    case 'not-an-object':
      return '应为 JSON 对象';
    case 'too-deep':
      return '嵌套过深';
    case 'too-many':
      return '内容过多';
    case 'duplicate-name':
      return `属性 ${name?.slice(0, 50)} 重复`;
    case 'forbidden-name':
      return `属性 ${name?.slice(0, 50)} 不允许`;
  }
}

export interface ReplyEntry {
  code: number | null;
  message: string | null;
  fields: Readonly<Record<string, unknown>>;
}

export interface Reply {
  code: number;
  message: string | null;
  entries: ReplyEntry[];
  /** All that stands beside them. */
  outer: Readonly<Record<string, unknown>>;
}

/**
 * Opens a reply of table 3, `Code` or `code`; null when it is none. Its `data` may be missing: some send it so on errors.
 * Read as any JSON is: it carries no signature, and who sent it TLS has said.
 */
export function openReply(bytes: Uint8Array): Reply | null {
  if (bytes.length > LARGEST_MESSAGE) return null;
  const value = parsed(bytes);
  if (typeof value !== 'object' || value === null) return null;
  const outer = value as Record<string, unknown>;
  const code = outer['Code'] ?? outer['code'];
  if (!Number.isSafeInteger(code)) return null;
  const data: unknown[] = Array.isArray(outer['data']) ? outer['data'] : [];
  return { code: code as number, message: textOrNull(outer['message']), entries: data.flatMap(entryOf), outer };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return null;
  }
}

function entryOf(entry: unknown): ReplyEntry[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
  const fields = entry as Record<string, unknown>;
  const code = Number.isSafeInteger(fields['code']) ? (fields['code'] as number) : null;
  return [{ code, message: textOrNull(fields['message']), fields }];
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
