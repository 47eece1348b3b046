import type { CardKind, PlateColour } from '../../../contract/vocabulary.ts';
import { parsePlate } from '../../policy/plate.ts';
import type { PlateForm } from '../../policy/plate.ts';

/** 3.3.3. */
const PLATE_COLOURS: Record<PlateColour, string> = {
  unknown: 'pnc_01',
  blue: 'pnc_02',
  yellow: 'pnc_03',
  white: 'pnc_04',
  black: 'pnc_05',
  green: 'pnc_06',
  'yellow-green': 'pnc_07',
};
const SPECIAL_COLOUR = 'pnc_08';

type CarType = 'normal' | 'special' | 'white' | 'parkcard';

/** Police, soldiers, fire and rescue: 特殊车，不计费 (3.3.1). */
const ON_DUTY: ReadonlySet<PlateForm> = new Set(['police', 'armed-police', 'military', 'emergency']);

/**
 * car_type of 3.3.1. `free`: the control list lets it in and out without a charge. `card`: what the car came in on; the
 * lot's own free list is a white list, too.
 */
export function toCarType(plate: string, free: boolean, card: CardKind | null): CarType {
  if (ON_DUTY.has(parsePlate(plate).form)) return 'special';
  if (free || card === 'free') return 'white';
  return card === 'month' ? 'parkcard' : 'normal';
}

/** plate_color of 3.3.3. A colour that was read is said; one that was not is at least that of a special plate. */
export const toPlateColor = (plate: string, colour: PlateColour): string =>
  colour === 'unknown' && ON_DUTY.has(parsePlate(plate).form) ? SPECIAL_COLOUR : PLATE_COLOURS[colour];

/** What a person put in for plate_color; what stands for no one colour is unknown. */
export const fromPlateColor = (code: string): PlateColour =>
  (Object.keys(PLATE_COLOURS) as PlateColour[]).find((colour) => PLATE_COLOURS[colour] === code) ?? 'unknown';
