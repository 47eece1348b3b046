import type { CarColour, CarModel, PlateColour } from '../../contract/vocabulary.ts';

/**
 * The plate of a car that has none, while it is inside: 无牌 and four digits, which no form of GA 36-2018 begins with, short
 * enough for an intercom, within the 10 characters of carNo (table 19). Neither standard has a word for such a car.
 */
const PREFIX = '无牌';
const MOST = 9_999;

/** The plate of the n-th car without one, n from 1 on; after 9999 the numbers begin anew. */
export const temporaryPlate = (n: number): string => `${PREFIX}${String(((n - 1) % MOST) + 1).padStart(4, '0')}`;

export const isTemporaryPlate = (text: string): boolean => /^无牌\d{4}$/.test(text);

/** What a picture tells of a car beside its plate. */
export interface Picture {
  carColour: CarColour | null;
  carModel: CarModel | null;
  plateColour: PlateColour;
}

const UNKNOWN = 1;
const DIFFERENT = 3;

/**
 * The open stays of cars without a plate, likeliest first: those that look like the one at the exit (what one of the two
 * pictures does not tell is no difference), and of those alike the one that has been here longest. At most `limit`.
 */
export function rankByPicture<S extends Picture & { enteredAt: number }>(
  seen: Picture,
  stays: readonly S[],
  limit: number,
): S[] {
  const colourOf = ({ plateColour }: Picture): string | null => (plateColour === 'unknown' ? null : plateColour);
  const apart = (a: string | null, b: string | null): number =>
    a === null || b === null ? UNKNOWN : a === b ? 0 : DIFFERENT;
  const distance = (stay: S): number =>
    apart(seen.carColour, stay.carColour) + apart(seen.carModel, stay.carModel) + apart(colourOf(seen), colourOf(stay));
  return stays
    .map((stay) => ({ stay, distance: distance(stay) }))
    .sort((one, other) => one.distance - other.distance || one.stay.enteredAt - other.stay.enteredAt)
    .slice(0, limit)
    .map(({ stay }) => stay);
}
