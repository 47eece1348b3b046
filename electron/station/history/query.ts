import type { HistoryKind } from '../../contract/history.ts';
import { normalisePlate } from '../policy/plate.ts';

/** What is looked for; what is absent narrows nothing. */
export interface Wanted {
  text?: string | undefined;
  laneId?: string | undefined;
  kind?: HistoryKind | undefined;
  /** Person's id. */
  who?: string | undefined;
}

export interface MatchedBy {
  /** Expression of the index for the rows of one age; null: nothing narrows. */
  matchIn: ((age: number) => string) | null;
  /** A part that the index's own parts do not say whole: what it gives is looked at again. Empty: nothing to look at. */
  part: string;
}

/** Length of an age (migration 9), ms. */
const AGE = 2 ** 32;
/** Numbers of one millisecond (migration 9). */
const PLACES = 1024;

/** The first number of an instant. */
export const seqAt = (at: number): number => at * PLACES;

/** The age that a number is of; `seqAt(age * AGE)` is its first. */
export const ageOf = (seq: number): number => Math.floor(seq / (AGE * PLACES));

/** The longest part of which the index has a token. */
const GRAM = 3;

/** Words a search for the index of migration 9: all its tokens must be there, each is letters and digits alone. */
export function matchOf({ text = '', laneId, kind, who }: Wanted): MatchedBy {
  const part = normalisePlate(text);
  const tokens = [
    ...gramsOf(part).map((gram) => `G${gram}`),
    ...(laneId === undefined ? [] : [`L${hex(laneId)}`]),
    ...(kind === undefined ? [] : [`K${hex(kind)}`]),
    ...(who === undefined ? [] : [`W${hex(who)}`]),
  ];
  return {
    matchIn: tokens.length === 0 ? null : (age) => tokens.map((token) => `"${age}${token}"`).join(' '),
    part: [...part].length > GRAM ? part : '',
  };
}

/** A part of up to three characters is a token itself, a longer one is all of its threes. */
function gramsOf(part: string): string[] {
  const characters = [...part];
  if (characters.length === 0) return [];
  if (characters.length <= GRAM) return [hex(part)];
  const starts = characters.slice(GRAM - 1).keys();
  return [...new Set([...starts].map((at) => hex(characters.slice(at, at + GRAM).join(''))))];
}

const hex = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
