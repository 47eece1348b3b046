import { isDeepStrictEqual } from 'node:util';
import type { Book } from '../../../../demo/platform/book.ts';

/**
 * What stands in the platform's book beside what was sent: each taken report must be there once, value for value, and
 * nothing else may be.
 */
export interface Claims {
  /** Whether the report stands in the book, as sent; then it is accounted for. */
  claim(item: unknown): boolean;
  /** Entries that nobody sent. */
  unclaimed(): unknown[];
}

/** The entries of one interface since `from` (a number of `seq`); the same report told twice counts, too. */
export function claimsOn(book: Book, code: string, from: number): Claims {
  const held = [...book.entries.filter(({ seq }) => seq > from), ...book.duplicates.filter(({ seq }) => seq > from)]
    .filter((entry) => entry.interface === code)
    .map(({ item }) => item);
  return {
    claim(item) {
      const place = held.findIndex((each) => isDeepStrictEqual(each, item));
      if (place >= 0) held.splice(place, 1);
      return place >= 0;
    },
    unclaimed: () => held,
  };
}

export const lastIn = (book: Book): number => book.entries.at(-1)?.seq ?? 0;
