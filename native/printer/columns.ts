import { MISSING, isGbk } from './gbk.ts';

// How text lies on paper: a character of ASCII takes one column, any other of GBK two. Pure.

/** Columns that a text takes; it must be printable. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character <= '~' ? 1 : 2;
  return width;
}

/** A text as the paper can show it, in one line: what GBK lacks is replaced, control characters are blanks. */
export const printable = (text: string): string =>
  Array.from(text.normalize('NFC'), (character) => {
    if (character === '¥') return '￥';
    if (/^[\p{Cc}\p{Z}]$/u.test(character)) return ' ';
    return isGbk(character) ? character : MISSING;
  })
    .join('')
    .trim();

/** Breaks a printable text into rows of at most `columns`: at a blank where there is one, within a word where not. */
export function wrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const character of text) {
    if (widthOf(row + character) <= columns) {
      row += character;
      continue;
    }
    const blank = character === ' ' ? row.length : row.lastIndexOf(' ');
    rows.push(blank > 0 ? row.slice(0, blank) : row);
    row = blank > 0 ? (row + character).slice(blank + 1) : character;
  }
  return [...rows, row];
}

/** A row with both its ends, as far apart as so many columns let them be. */
export const between = (left: string, right: string, columns: number): string =>
  right === '' ? left : left + ' '.repeat(Math.max(0, columns - widthOf(left) - widthOf(right))) + right;
