/** Fen as yuan with two decimals: 1050 is 10.50. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** What a person typed, yuan with up to two decimals, as fen; null: no sum. */
export function fenOf(typed: string): number | null {
  const match = /^(\d{1,6})(?:\.(\d{0,2}))?$/.exec(typed.trim());
  if (match === null) return null;
  const [, whole = '0', part = ''] = match;
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** The code of a driver's phone, as a scanner types it: far longer than any sum. */
export const isPayCode = (typed: string): boolean => /^\d{16,24}$/.test(typed);

/** Notes and sums of notes that drivers give, fen. */
const NOTES = [500, 1000, 2000, 5000, 10_000] as const;

/** What is likely given for a sum: the next notes above it, at most three. */
export const likelyGiven = (due: number): number[] => NOTES.filter((note) => note > due).slice(0, 3);
