import type { Checksum } from '../../electron/contract/site-frames.ts';
import { sizeOf } from './checksum.ts';
import { mistakeAt } from './mistake.ts';
import type { Parsed } from './mistake.ts';

/** What frames and patterns are written with: two digits of a byte, or a name in braces. `at`: where in the text. */
export type Token = { type: 'digits' | 'name'; text: string; at: number };

/** `digit`: what a digit may be. */
export function tokensOf(text: string, digit: RegExp): Parsed<Token[]> {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    if (/[\s,]/.test(character)) at += 1;
    else if (character === '{') {
      const end = text.indexOf('}', at);
      if (end === -1) return mistakeAt('unclosed', at, text.slice(at));
      tokens.push({ type: 'name', text: text.slice(at + 1, end).trim(), at });
      at = end + 1;
    } else if (!digit.test(character)) return mistakeAt('not-hex', at, character);
    else {
      const pair = text.slice(at, at + 2);
      if (pair.length < 2 || /[\s,{]/.test(pair.charAt(1))) return mistakeAt('half-byte', at, character);
      if (!digit.test(pair.charAt(1))) return mistakeAt('not-hex', at + 1, pair.charAt(1));
      tokens.push({ type: 'digits', text: pair, at });
      at += 2;
    }
  }
  return tokens.length === 0 ? mistakeAt('empty', 0) : { type: 'parsed', value: tokens };
}

export const CHECK = 'check';

/** Whether a checksum is set and `{check}` stands in the text once, or neither. Null: all is well. */
export function checkMistake(tokens: readonly Token[], { kind, from, until }: Checksum): Parsed<never> | null {
  const [first, second] = tokens.filter(({ type, text }) => type === 'name' && text === CHECK);
  const wanted = sizeOf(kind) > 0;
  if (second !== undefined) return mistakeAt('check-twice', second.at, '{check}');
  if (wanted && first === undefined) return mistakeAt('check-missing', tokens.at(-1)?.at ?? 0);
  if (!wanted && first !== undefined) return mistakeAt('check-unset', first.at, '{check}');
  if (wanted && until !== undefined && until <= from)
    return mistakeAt('check-range', first?.at ?? 0, `${from}-${until}`);
  return null;
}
