import type { Checksum } from '../../electron/contract/site-frames.ts';
import type { Match } from '../links/question.ts';
import { checkBytes, sizeOf } from './checksum.ts';
import { mistakeAt } from './mistake.ts';
import type { Parsed } from './mistake.ts';
import { CHECK, checkMistake, tokensOf } from './tokens.ts';

/** A reply as a manual writes it: `A5 81 ?? {check}`; `??` is any byte, `8?` any from 80 to 8F. Always of one length. */
export interface FramePattern {
  bytes: { mask: number; value: number }[];
  /** Where the checksum stands; null: there is none. */
  checkAt: number | null;
  checksum: Checksum;
}

const ANY = { mask: 0, value: 0 };

export function parsePattern(text: string, checksum: Checksum): Parsed<FramePattern> {
  const tokens = tokensOf(text, /[0-9a-f?]/i);
  if (tokens.type === 'mistake') return tokens;
  const wrong = checkMistake(tokens.value, checksum);
  if (wrong !== null) return wrong;
  const bytes: FramePattern['bytes'] = [];
  let checkAt: number | null = null;
  for (const token of tokens.value) {
    if (token.type === 'digits') bytes.push(byteOf(token.text));
    else if (token.text === CHECK) {
      checkAt = bytes.length;
      bytes.push(...new Array<typeof ANY>(sizeOf(checksum.kind)).fill(ANY));
    } else return mistakeAt('unknown-name', token.at, `{${token.text}}`);
  }
  // A reply of one byte whose checksum alone is known would be found in any noise.
  if (bytes.every(({ mask }) => mask === 0)) return mistakeAt('nothing-fixed', 0, text);
  return { type: 'parsed', value: { bytes, checkAt, checksum } };
}

function byteOf(digits: string): { mask: number; value: number } {
  const [high = '?', low = '?'] = digits;
  const mask = (high === '?' ? 0 : 0xf0) | (low === '?' ? 0 : 0x0f);
  return { mask, value: Number.parseInt(digits.replaceAll('?', '0'), 16) };
}

/**
 * Looks for the one reply of this form. Whatever stands before it is skipped: a line may add noise when it turns round, and
 * another device's answer may come first. Call again with more bytes while the answer is `none`.
 */
export function matches(pattern: FramePattern, heard: Uint8Array): Match<Uint8Array> {
  const { length } = pattern.bytes;
  let fault: 'noise' | 'truncated' | 'crc' = 'noise';
  for (let start = 0; start < heard.length; start += 1) {
    const frame = heard.slice(start, start + length);
    if (!fits(pattern, frame)) continue;
    if (frame.length < length) fault = 'truncated';
    else if (checks(pattern, frame)) return { type: 'reply', reply: frame, skipped: start, used: start + length };
    else fault = 'crc';
  }
  return { type: 'none', fault: heard.length === 0 ? 'silence' : fault };
}

const fits = ({ bytes }: FramePattern, frame: Uint8Array): boolean =>
  frame.every((byte, index) => {
    const wanted = bytes[index];
    return wanted !== undefined && (byte & wanted.mask) === wanted.value;
  });

function checks({ checkAt, checksum }: FramePattern, frame: Uint8Array): boolean {
  if (checkAt === null) return true;
  // What is covered never holds the checksum itself, whatever the range says: it is reckoned as if nothing stood there.
  const bare = frame.slice();
  bare.fill(0, checkAt, checkAt + sizeOf(checksum.kind));
  return checkBytes(checksum, bare, checkAt).every((byte, index) => frame[checkAt + index] === byte);
}
