import { PROVINCES } from '../../electron/contract/plate-characters.ts';

/** Where the dot of a drawn plate stands: after province and authority letter; 0 on plates without one. */
export function splitsAfter(text: string): number {
  const [province = '', authority = ''] = text;
  return text.length > 2 && PROVINCES.includes(province) && /[A-Z]/.test(authority) ? 2 : 0;
}

/** The longest plate has 8 characters; a little more may be typed before it is taken back. */
export const PLATE_LENGTH = 10;

/** What is typed becomes plate characters: upper case, no separators, no more than fit. */
export function typed(text: string): string {
  return [...text.normalize('NFKC').toUpperCase()]
    .filter((c) => /[\p{Script=Han}A-Z0-9]/u.test(c))
    .slice(0, PLATE_LENGTH)
    .join('');
}

/** A key of the keypad at the caret: what was selected is replaced. Answers the text and the new caret. */
export function insertAt(text: string, key: string, from: number, to: number): { text: string; caret: number } {
  const next = typed(text.slice(0, from) + key + text.slice(to));
  return { text: next, caret: Math.min(from + key.length, next.length) };
}

/** Backspace at the caret. */
export function deleteAt(text: string, from: number, to: number): { text: string; caret: number } {
  const start = from === to ? Math.max(0, from - 1) : from;
  return { text: text.slice(0, start) + text.slice(to), caret: start };
}

/**
 * A province key replaces the province that stands first, wherever the caret is: the province is what is misread most,
 * and a plate has one.
 */
export function withProvince(text: string, province: string): { text: string; caret: number } {
  const [first = ''] = text;
  const rest = first !== '' && PROVINCES.includes(first) ? text.slice(1) : text;
  return { text: typed(province + rest), caret: 1 };
}
