import type { Fault } from '../standard/departures.ts';
import type { Kind } from './kinds.ts';
import type { Place } from './rows.ts';

/** Stands for an attribute that is left out. */
export const ABSENT: unique symbol = Symbol('absent');

/** What a lot's code can be beside a departure from the table. */
export type Wrong = Fault | 'other-lot' | 'not-a-lot';

/** One value that an attribute may have, lawful or not. */
export interface Variation {
  kind: Kind;
  /** What is special about it, in a few characters. */
  detail: string;
  value: unknown;
  /** Null: it is lawful. */
  wrong: Wrong | null;
  /** Where it lies below the attribute itself, e.g. `[0].chargeDesc`. */
  below: string;
}

/**
 * `strict`: what is optional is given properly or not at all. `lenient`: null and empty text stand for what is absent, and
 * names that the table does not have are passed over. The text leaves it open; who sends is strict, who receives is lenient.
 */
export type Manner = 'strict' | 'lenient';

export interface Setting {
  place: Place;
  manner: Manner;
  /** Each call gives another. */
  serial(): number;
}

export const good = (kind: Kind, detail: string, value: unknown, below = ''): Variation => ({
  kind,
  detail,
  value,
  wrong: null,
  below,
});
export const bad = (wrong: Wrong, kind: Kind, detail: string, value: unknown, below = ''): Variation => ({
  kind,
  detail,
  value,
  wrong,
  below,
});

/** The row with another value of one attribute, or without it. */
export function withValue(row: Readonly<Record<string, unknown>>, name: string, value: unknown) {
  const { [name]: _, ...others } = row;
  return value === ABSENT ? others : { ...row, [name]: value };
}
