/** Notes and coins of the yuan that lie in a drawer, fen, the largest first. */
export const PIECES = [10_000, 5000, 2000, 1000, 500, 100, 50, 10] as const;
export type Piece = (typeof PIECES)[number];

/** What was typed, by piece: so many of each. */
export type Typed = Readonly<Partial<Record<Piece, string>>>;

/** No drawer holds so many of one piece. */
const MOST = 99_999;

/** Digits alone, and no more of them than a drawer can hold. */
export const digitsOf = (typed: string): string => {
  const digits = typed.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
  return Number(digits) > MOST ? String(MOST) : digits;
};

export const numberOf = (typed: Typed, piece: Piece): number => Number(typed[piece] ?? 0);

/** The sum of all pieces, fen. */
export const sumOf = (typed: Typed): number => PIECES.reduce((sum, piece) => sum + piece * numberOf(typed, piece), 0);

/** Nobody has counted anything yet: an empty drawer is a nought that was typed. */
export const isBlank = (typed: Typed): boolean => PIECES.every((piece) => (typed[piece] ?? '') === '');
