/** What no table takes (code 1000): control characters, a line's end among them. */
// eslint-disable-next-line no-control-regex -- naming them is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]+/g;

/**
 * Text as a table takes it: what cannot be printed becomes a space, the ends are trimmed, and it is cut to `length`
 * characters (字符长度), for a name too long would be refused as a whole; tables without a length take all of it. Undefined when nothing is left: not said.
 */
export function text(value: string | null | undefined, length = Infinity): string | undefined {
  if (value === null || value === undefined) return undefined;
  const clean = value.toWellFormed().replace(UNPRINTABLE, ' ').trim();
  return [...clean].slice(0, length).join('').trimEnd() || undefined;
}

/** A text that its table requires: `otherwise` stands for one with nothing in it. */
export const requiredText = (value: string | null | undefined, length: number, otherwise: string): string =>
  text(value, length) ?? otherwise;

/** What would be another thing if it were cut, such as a number or an address: left out when it does not fit. */
export function whole(value: string | null | undefined, length: number): string | undefined {
  const all = text(value);
  return all !== undefined && [...all].length <= length ? all : undefined;
}
