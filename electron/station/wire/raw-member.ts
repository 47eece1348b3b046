import { isUtf8 } from 'node:buffer';

/** Deeper than any table of the standard; a bomb of brackets stops here. */
const DEEPEST = 32;
/** Names that no table has and that only an attack on the program's own objects would send. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** More members than any object of the standard has; tens of thousands in one would take the thread for long. */
const MOST_MEMBERS = 100;

export type RawJsonError =
  'not-utf8' | 'not-json' | 'not-an-object' | 'too-deep' | 'too-many' | 'duplicate-name' | 'forbidden-name';

export interface RawFailure {
  ok: false;
  error: RawJsonError;
  /** The name that is twice there, or forbidden. */
  name: string | null;
}

/** The bytes of each member of the outermost object just as they were sent, without the space around them. */
export type RawMembers = Map<string, Uint8Array>;
export type RawObject = { ok: true; value: Record<string, unknown>; raw: RawMembers } | RawFailure;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const fail = (error: RawJsonError, name: string | null = null): RawFailure => ({ ok: false, error, name });

/**
 * Cuts the members out of a JSON object in one pass over strings and brackets, so that a signature over one of them can
 * be checked before anything else is done with bytes that anybody may have sent. `most`: names and values in all, beyond
 * which the rest is not looked at. What it lets through need not be JSON: `readRawObject` says that.
 */
export function cutMembers(bytes: Uint8Array, most: number): { ok: true; raw: RawMembers } | RawFailure {
  if (!isUtf8(bytes)) return fail('not-utf8');
  const first = bytes.find((byte) => !isSpace(byte));
  return first === OPEN_OBJECT ? scan(bytes, most, 'outermost') : fail('not-an-object');
}

/**
 * Reads a JSON object and keeps the exact bytes of its members: a signature holds for what was sent, not for what
 * another serialiser would make of it. Refuses what two readers could read differently (a name twice in one object).
 */
export function readRawObject(bytes: Uint8Array): RawObject {
  if (!isUtf8(bytes)) return fail('not-utf8');
  const scanned = scan(bytes, Infinity, 'all');
  if (!scanned.ok) return scanned;
  let value: unknown;
  try {
    // The scan follows brackets and strings only: whether the rest is JSON is for the parser to say.
    value = JSON.parse(textOf(bytes));
  } catch {
    return fail('not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('not-an-object');
  return { ok: true, value: value as Record<string, unknown>, raw: scanned.raw };
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** Names used so far in an object; null for a list, and for an object whose names nobody looks at. */
type Level = Set<string> | null;

/** `most`: names and values in all; `names`: of which objects they are looked at. */
function scan(bytes: Uint8Array, most: number, names: 'outermost' | 'all'): { ok: true; raw: RawMembers } | RawFailure {
  const raw: RawMembers = new Map();
  const levels: Level[] = [];
  let nameNext = false;
  let member: { name: string; start: number } | null = null;
  let lastInk = -1;
  let parts = 0;

  const endMember = (): void => {
    if (member && levels.length === 1) {
      raw.set(member.name, bytes.subarray(member.start, lastInk + 1));
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
        if (end < 0) return fail('not-json');
        if (nameNext && level) {
          const name = nameAt(bytes, i, end);
          if (name === null) return fail('not-json');
          if (FORBIDDEN.has(name)) return fail('forbidden-name', name);
          if (level.has(name)) return fail('duplicate-name', name);
          if (level.size >= MOST_MEMBERS) return fail('too-many');
          level.add(name);
          if (levels.length === 1) member = { name, start: -1 };
          nameNext = false;
        }
        i = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        if (levels.length >= DEEPEST) return fail('too-deep');
        if (++parts > most) return fail('too-many');
        levels.push(byte === OPEN_OBJECT && (names === 'all' || levels.length === 0) ? new Set() : null);
        nameNext = byte === OPEN_OBJECT;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        endMember();
        levels.pop();
        nameNext = false;
        break;
      case COMMA:
        if (++parts > most) return fail('too-many');
        endMember();
        nameNext = level !== null;
        break;
      default:
    }
    lastInk = i;
  }
  return levels.length === 0 ? { ok: true, raw } : fail('not-json');
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
  const inside = bytes.subarray(open + 1, close);
  // Whether the characters may stand in a string is for the parser to say.
  if (!inside.includes(BACKSLASH)) return textOf(inside);
  try {
    return JSON.parse(textOf(bytes.subarray(open, close + 1))) as string;
  } catch {
    return null;
  }
}
