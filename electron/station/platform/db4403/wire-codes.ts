/** Words of the domain and their codes on the wire, both ways. */
export interface WireCodes<W extends string, C extends string | number> {
  of(word: W): C;
  /** Null: no word has this code. */
  word(code: unknown): W | null;
}

export function wireCodes<W extends string, C extends string | number>(codes: Readonly<Record<W, C>>): WireCodes<W, C> {
  const words = new Map<unknown, W>((Object.keys(codes) as W[]).map((word) => [codes[word], word]));
  return { of: (word) => codes[word], word: (code) => words.get(code) ?? null };
}
