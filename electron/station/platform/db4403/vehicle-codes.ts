import type { CarColour, CarModel, PlateColour } from '../../../contract/vocabulary.ts';

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
const CAR_COLOURS: Record<CarColour, string> = {
  white: '1',
  grey: '2',
  black: '3',
  red: '4',
  yellow: '5',
  green: '6',
  blue: '7',
  other: '8',
};
const CAR_MODELS: Record<CarModel, number> = { large: 1, medium: 2, small: 3 };

/** Undefined: not known, so not said. */
export const toPlateColor = (colour: PlateColour): string | undefined => PLATE_COLOURS[colour] ?? undefined;

/** Null: the platform does not say, or says "other". */
export function fromPlateColor(code: string | undefined): PlateColour | null {
  const found = (Object.keys(PLATE_COLOURS) as PlateColour[]).find((colour) => PLATE_COLOURS[colour] === code);
  return found === undefined || found === 'yellow-green' ? null : found;
}

export const toCarColor = (colour: CarColour | null): string | undefined =>
  colour === null ? undefined : CAR_COLOURS[colour];

/** Null: the platform does not say, or says "other": that is no colour to compare by. */
export function fromCarColor(code: string | undefined): CarColour | null {
  const found = (Object.keys(CAR_COLOURS) as CarColour[]).find((colour) => CAR_COLOURS[colour] === code);
  return found === undefined || found === 'other' ? null : found;
}

export const toCarModel = (model: CarModel | null): number | undefined =>
  model === null ? undefined : CAR_MODELS[model];

export const fromCarModel = (code: number | undefined): CarModel | null =>
  (Object.keys(CAR_MODELS) as CarModel[]).find((model) => CAR_MODELS[model] === code) ?? null;
