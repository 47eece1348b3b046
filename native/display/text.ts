import { encodeGbk } from '../printer/gbk.ts';

/** Bytes of a text for a board: 32 Chinese characters. A longer one would keep the arms of its line waiting. */
const LONGEST = 64;

/** Bytes of a text in GBK, no more than a board is told at once, and never half a character. */
export function boardText(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const encoded = encodeGbk(character);
    if (bytes.length + encoded.length > LONGEST) break;
    bytes.push(...encoded);
  }
  return Uint8Array.from(bytes);
}

/** How many letters wide it is, a Chinese character counting as two. */
export const widthOf = (text: string): number => encodeGbk(text).length;
