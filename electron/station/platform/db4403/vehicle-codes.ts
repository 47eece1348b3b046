import type { PlateColour } from '../../../contract/vocabulary.ts';

/** Table 19 has no code for the two-coloured plates of large new-energy vehicles: they are "other". */
const PLATE_COLOURS: Record<PlateColour, string | null> = {
  blue: '0',
  yellow: '1',
  black: '2',
  white: '3',
  green: '4',
  'yellow-green': '5',
  unknown: null,
};
const CAR_COLOURS: readonly (readonly [string, string])[] = [
  ['white', '1'],
  ['grey', '2'],
  ['black', '3'],
  ['red', '4'],
  ['yellow', '5'],
  ['green', '6'],
  ['blue', '7'],
];
const OTHER_CAR_COLOUR = '8';
const CAR_MODELS: readonly (readonly [string, number])[] = [
  ['large', 1],
  ['medium', 2],
  ['small', 3],
];

/** Undefined: not known, so not said. */
export const toPlateColor = (colour: PlateColour): string | undefined => PLATE_COLOURS[colour] ?? undefined;

/** Null: the platform does not say, or says "other". */
export function fromPlateColor(code: string | undefined): PlateColour | null {
  const found = (Object.keys(PLATE_COLOURS) as PlateColour[]).find((colour) => PLATE_COLOURS[colour] === code);
  return found === undefined || found === 'yellow-green' ? null : found;
}

export function toCarColor(colour: string | null): string | undefined {
  if (colour === null) return undefined;
  return CAR_COLOURS.find(([name]) => name === colour)?.[1] ?? OTHER_CAR_COLOUR;
}

export const fromCarColor = (code: string | undefined): string | null =>
  CAR_COLOURS.find(([, known]) => known === code)?.[0] ?? null;

export const toCarModel = (model: string | null): number | undefined =>
  CAR_MODELS.find(([name]) => name === model)?.[1];

export const fromCarModel = (code: number | undefined): string | null =>
  CAR_MODELS.find(([, known]) => known === code)?.[0] ?? null;
