import type { DisplayMessage, DisplayWord } from '../../contract/site-displays.ts';
import type { Values } from './situation.ts';

/** A text with its words filled in. What it has no value for is left out, and so is the space beside it. */
export function filled(text: string, values: Values): string {
  return text
    .replace(/\{(\w+)\}/g, (_, word: string) => values[word as DisplayWord] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The rows of a board: what is more than it has stands behind its last one. */
export function rowsOf({ show }: DisplayMessage, values: Values, rows: number): string[] {
  const texts = show.map((text) => filled(text, values)).filter((text) => text !== '');
  return texts.length <= rows ? texts : [...texts.slice(0, rows - 1), texts.slice(rows - 1).join(' ')];
}
