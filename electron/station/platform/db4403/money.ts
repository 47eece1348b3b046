/** The largest Int of table 1: sums are Int in fen (7.2 a 1). */
const LARGEST = 2 ** 31 - 1;

/** Yuan as a Decimal of table 1, at most two places, to fen; null for what is no whole number of fen, or too much. */
export function fenOfYuan(yuan: number): number | null {
  const fen = Math.round(yuan * 100);
  // The number nearest to a text of two places, and no other, is the quotient.
  return fen / 100 === yuan ? wholeFen(fen) : null;
}

/** A sum in fen; null for a fraction of one, or too much. */
export const wholeFen = (fen: number): number | null => (Number.isInteger(fen) && fen <= LARGEST ? fen : null);
