import type { Checksum } from '../../electron/contract/site-frames.ts';
import { checkBytes, sizeOf } from './checksum.ts';
import { mistakeAt } from './mistake.ts';
import type { Parsed } from './mistake.ts';
import { CHECK, checkMistake, tokensOf } from './tokens.ts';

/**
 * A frame as a manual writes it: `A5 {line} {length+3} {text} {check}`. In braces stand values: a number takes one byte,
 * or two with `:be` (high byte first) or `:le` behind its name, after something was added to it if need be; a text takes
 * as many as it has.
 */
export interface FrameTemplate {
  parts: Part[];
  checksum: Checksum;
}

type Part =
  | { type: 'byte'; value: number }
  | { type: 'value'; name: string; plus: number; size: 'byte' | 'be' | 'le' }
  | { type: 'check' };

/** What a value is: a number, or bytes as they are. */
export type FrameValues = Record<string, number | Uint8Array>;

const VALUE = /^([a-z]+)(?:\+(\d{1,3}))?(?::(be|le))?$/;

/** `names`: what may stand in braces, beside `check`. */
export function parseTemplate(text: string, checksum: Checksum, names: readonly string[] = []): Parsed<FrameTemplate> {
  const tokens = tokensOf(text, /[0-9a-f]/i);
  if (tokens.type === 'mistake') return tokens;
  const wrong = checkMistake(tokens.value, checksum);
  if (wrong !== null) return wrong;
  const parts: Part[] = [];
  for (const token of tokens.value) {
    if (token.type === 'digits') parts.push({ type: 'byte', value: Number.parseInt(token.text, 16) });
    else if (token.text === CHECK) parts.push({ type: 'check' });
    else {
      const [, name = '', plus = '0', size = 'byte'] = VALUE.exec(token.text) ?? [];
      if (!names.includes(name)) return mistakeAt('unknown-name', token.at, `{${token.text}}`);
      parts.push({ type: 'value', name, plus: Number(plus), size: size as 'byte' | 'be' | 'le' });
    }
  }
  return { type: 'parsed', value: { parts, checksum } };
}

/** The bytes of a frame. A value that is missing or does not fit is the caller's mistake: RangeError. */
export function frameOf({ parts, checksum }: FrameTemplate, values: FrameValues = {}): Uint8Array {
  const bytes: number[] = [];
  let checkAt: number | null = null;
  for (const part of parts) {
    switch (part.type) {
      case 'byte':
        bytes.push(part.value);
        break;
      case 'value':
        bytes.push(...bytesOf(part, values[part.name]));
        break;
      case 'check':
        checkAt = bytes.length;
        bytes.push(...new Array<number>(sizeOf(checksum.kind)).fill(0));
        break;
    }
  }
  const frame = Uint8Array.from(bytes);
  if (checkAt !== null) frame.set(checkBytes(checksum, frame, checkAt), checkAt);
  return frame;
}

function bytesOf(
  { name, plus, size }: Part & { type: 'value' },
  value: number | Uint8Array | undefined,
): Iterable<number> {
  if (value instanceof Uint8Array) return value;
  const number = (value ?? Number.NaN) + plus;
  const most = size === 'byte' ? 0xff : 0xffff;
  if (!Number.isInteger(number) || number < 0 || number > most) throw new RangeError(`${name} ${number}: 0 to ${most}`);
  switch (size) {
    case 'byte':
      return [number];
    case 'be':
      return [number >> 8, number & 0xff];
    case 'le':
      return [number & 0xff, number >> 8];
  }
}
