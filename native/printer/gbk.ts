/**
 * GBK, the character set of printers and displays of the Chinese market, both ways. The table is made from the decoder that
 * the runtime brings; it has no encoder, and the printing library's knows one set more and one less.
 */
const decoder = new TextDecoder('gbk');

let table: ReadonlyMap<string, number> | null = null;

/** Its last row holds rare components that runtimes, and printers, read differently. */
const LAST_LEAD = 0xfd;

/** Character → its two bytes. Characters for private use are none: each maker draws others there. */
function codes(): ReadonlyMap<string, number> {
  if (table !== null) return table;
  const made = new Map<string, number>();
  for (let lead = 0x81; lead <= LAST_LEAD; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (/^[^\p{Co}\ufffd]$/u.test(character)) made.set(character, (lead << 8) | trail);
    }
  table = made;
  return made;
}

/** What is printed for a character that GBK lacks: the mark that readers of Chinese know for one. */
export const MISSING = '〓';

/** Whether there is a printable character of ASCII or GBK. */
export const isGbk = (character: string): boolean => /^[ -~]$/.test(character) || codes().has(character);

/** Bytes of a text; `MISSING` where GBK has nothing, so that control characters reach no device either. */
export function encodeGbk(text: string): Uint8Array {
  const known = codes();
  return Uint8Array.from(
    [...text].flatMap((character) => {
      if (/^[ -~]$/.test(character)) return [character.charCodeAt(0)];
      const code = known.get(character) ?? known.get(MISSING) ?? 0;
      return [code >> 8, code & 0xff];
    }),
  );
}

export const decodeGbk = (bytes: Uint8Array): string => decoder.decode(bytes);
