import { isUtf8 } from 'node:buffer';

/** Deeper than any table of the standard; a bomb of brackets stops here. */
const DEEPEST = 32;
/** Names that no table has and that only an attack on the program's own objects would send. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

export type RawJsonError = 'not-utf8' | 'not-json' | 'not-an-object' | 'too-deep' | 'duplicate-name' | 'forbidden-name';

export type RawObject =
  | {
      ok: true;
      value: Record<string, unknown>;
      /** The bytes of each member of the outermost object just as they were sent, without the space around them. */
      raw: Map<string, Uint8Array>;
    }
  | { ok: false; error: RawJsonError; name: string | null };

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Reads a JSON object and keeps the exact bytes of its members: a signature holds for what was sent, not for what
 * another serialiser would make of it. Refuses what two readers could read differently (a name twice in one object).
 */
export function readRawObject(bytes: Uint8Array): RawObject {
  const fail = (error: RawJsonError, name: string | null = null): RawObject => ({ ok: false, error, name });
  if (!isUtf8(bytes)) return fail('not-utf8');
  const scanned = scan(bytes);
  if ('error' in scanned) return fail(scanned.error, scanned.name);
  let value: unknown;
  try {
    // The scan follows brackets and strings only: whether the rest is JSON is for the parser to say.
    value = JSON.parse(textOf(bytes));
  } catch {
    return fail('not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('not-an-object');
  return { ok: true, value: value as Record<string, unknown>, raw: scanned.members };
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

type Scanned = { members: Map<string, Uint8Array> } | { error: RawJsonError; name: string | null };

/** Names used so far in an object; null for a list. */
type Level = Set<string> | null;

function scan(bytes: Uint8Array): Scanned {
  const members = new Map<string, Uint8Array>();
  const levels: Level[] = [];
  let nameNext = false;
  let member: { name: string; start: number } | null = null;
  let lastInk = -1;

  const endMember = (): void => {
    if (member && levels.length === 1) {
      members.set(member.name, bytes.subarray(member.start, lastInk + 1));
      member = null;
    }
  };

  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (isSpace(byte)) continue;
    const level = levels.at(-1) ?? null;
    if (member?.start === -1 && byte !== COLON) member.start = i;
    switch (byte) {
      case QUOTE: {
        const end = endOfString(bytes, i);
        if (end < 0) return { error: 'not-json', name: null };
        if (nameNext && level) {
          const name = nameAt(bytes, i, end);
          if (name === null) return { error: 'not-json', name: null };
          if (FORBIDDEN.has(name)) return { error: 'forbidden-name', name };
          if (level.has(name)) return { error: 'duplicate-name', name };
          level.add(name);
          if (levels.length === 1) member = { name, start: -1 };
          nameNext = false;
        }
        i = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        if (levels.length >= DEEPEST) return { error: 'too-deep', name: null };
        levels.push(byte === OPEN_OBJECT ? new Set() : null);
        nameNext = byte === OPEN_OBJECT;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        endMember();
        levels.pop();
        nameNext = false;
        break;
      case COMMA:
        endMember();
        nameNext = level !== null;
        break;
      default:
    }
    lastInk = i;
  }
  return { members };
}

/** Index of the closing quote, -1 when there is none. */
function endOfString(bytes: Uint8Array, open: number): number {
  for (let i = open + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return -1;
}

/** The name between two quotes with its escapes resolved; null when it is no JSON string. */
function nameAt(bytes: Uint8Array, open: number, close: number): string | null {
  try {
    return JSON.parse(textOf(bytes.subarray(open, close + 1))) as string;
  } catch {
    return null;
  }
}
