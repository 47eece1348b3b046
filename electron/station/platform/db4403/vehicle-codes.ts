import type { CarColour, CarModel, PlateColour } from '../../../contract/vocabulary.ts';
import { wireCodes } from './wire-codes.ts';

/** Table 19 has no code for the two-coloured plates of large new-energy vehicles: they are "other". */
const OTHER_PLATE = '5';
const plateColours = wireCodes<Exclude<PlateColour, 'yellow-green' | 'unknown'>, string>({
  blue: '0',
  yellow: '1',
  black: '2',
  white: '3',
  green: '4',
});
const carColours = wireCodes<CarColour, string>({
  white: '1',
  grey: '2',
  black: '3',
  red: '4',
  yellow: '5',
  green: '6',
  blue: '7',
  other: '8',
});
export const carModels = wireCodes<CarModel, number>({ large: 1, medium: 2, small: 3 });

/** Undefined: not known, so not said. */
export function toPlateColor(colour: PlateColour): string | undefined {
  switch (colour) {
    case 'unknown':
      return undefined;
    case 'yellow-green':
      return OTHER_PLATE;
    default:
      return plateColours.of(colour);
  }
}

/** For table 51, which requires it. */
export const toRequiredPlateColor = (colour: PlateColour): string => toPlateColor(colour) ?? OTHER_PLATE;

/** Null: the platform does not say, or says "other". */
export const fromPlateColor = (code: string | undefined): PlateColour | null => plateColours.word(code);

export const toCarColor = (colour: CarColour | null): string | undefined =>
  colour === null ? undefined : carColours.of(colour);

/** Null: the platform does not say, or says "other": that is no colour to compare by. */
export function fromCarColor(code: string | undefined): CarColour | null {
  const found = carColours.word(code);
  return found === 'other' ? null : found;
}

export const toCarModel = (model: CarModel | null): number | undefined =>
  model === null ? undefined : carModels.of(model);

export const fromCarModel = (code: number | undefined): CarModel | null => carModels.word(code);
