/** Fen to yuan as the wire has it: two decimals, exactly. */
export const yuanOf = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Yuan of the wire to fen; null for what is no sum of at most two decimals, or too much to be counted. */
export function fenOf(yuan: unknown): number | null {
  const parts = typeof yuan === 'string' ? /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan) : null;
  if (!parts) return null;
  const [, whole = '', decimals = ''] = parts;
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}
