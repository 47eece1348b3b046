import { PROVINCES } from '../electron/contract/vocabulary.ts';
import type { PlateColour } from '../electron/contract/vocabulary.ts';
import { between, chance, pick, weighted } from './random.ts';
import type { Random } from './random.ts';

export interface Plate {
  /** Without dot or spaces, e.g. 粤B12345; empty: none. */
  text: string;
  colour: PlateColour;
}

/** GA 36-2018: serials never use I or O. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '0123456789';
/** Letters that mark new energy, D for battery-electric by far the most. */
const ENERGY: readonly (readonly [string, number])[] = [
  ['D', 70],
  ['F', 20],
  ['A', 6],
  ['B', 4],
];

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => pick(random, [...DIGITS])).join('');

/** Where the car is registered: Shenzhen mostly, the province's other cities, then anywhere. */
function origin(random: Random): string {
  const place = weighted(random, [
    ['shenzhen', 78],
    ['guangdong', 12],
    ['elsewhere', 10],
  ]);
  switch (place) {
    case 'shenzhen':
      return '粤B';
    case 'guangdong':
      return `粤${pick(random, [...'ACDEFGHJKLMNPQRSTUVWXY'])}`;
    default:
      return `${pick(random, [...PROVINCES])}${pick(random, [...'ABCDEFG'])}`;
  }
}

/** Five signs: digits with at most two letters, as issued today. */
function serial(random: Random): string {
  const signs = [...digits(random, 5)];
  const letters = weighted(random, [
    [0, 3],
    [1, 5],
    [2, 3],
  ]);
  for (let i = 0; i < letters; i += 1) signs[Math.floor(between(random, 0, 5))] = pick(random, [...LETTERS]);
  return signs.join('');
}

/** A plate as they pass a hospital in Shenzhen: about 35 % new energy, a few yellow, white and black ones. */
export function drawPlate(random: Random): Plate {
  const kind = weighted(random, [
    ['ordinary', 58],
    ['new-energy', 35],
    ['yellow', 3],
    ['new-energy-large', 1],
    ['police', 1],
    ['hong-kong', 2],
  ]);
  switch (kind) {
    case 'new-energy':
      return { text: `${origin(random)}${weighted(random, ENERGY)}${newEnergyTail(random)}`, colour: 'green' };
    case 'new-energy-large':
      return { text: `${origin(random)}${digits(random, 5)}${weighted(random, ENERGY)}`, colour: 'yellow-green' };
    case 'yellow':
      return { text: `${origin(random)}${serial(random)}`, colour: 'yellow' };
    case 'police':
      return { text: `粤B${digits(random, 4)}警`, colour: 'white' };
    case 'hong-kong':
      return { text: `粤Z${pick(random, [...LETTERS])}${digits(random, 3)}港`, colour: 'black' };
    default:
      return { text: `${origin(random)}${serial(random)}`, colour: 'blue' };
  }
}

/** After the energy letter: five signs, the first of them sometimes a letter. */
function newEnergyTail(random: Random): string {
  return chance(random, 0.2) ? `${pick(random, [...LETTERS])}${digits(random, 4)}` : digits(random, 5);
}

/** The colour that a plate of this text has; good enough for plates that somebody types in. */
export function colourOf(text: string): PlateColour {
  if (/警$|^WJ/.test(text)) return 'white';
  if (/[港澳领使]$/.test(text)) return 'black';
  if (/^.[A-Z][A-HJK][A-HJ-NP-Z0-9]\d{4}$/.test(text)) return 'green';
  if (/^.[A-Z]\d{5}[A-HJK]$/.test(text)) return 'yellow-green';
  return /挂$|学$/.test(text) ? 'yellow' : 'blue';
}

/** Pairs that cameras take for one another. */
const LOOK_ALIKES = ['0D', '0Q', '8B', '2Z', '5S', '6G', '4A', '7T', 'UV', 'MN', '鄂粤', '琼京', '苏鄂'];

/** The plate with one sign taken for a look-alike; unchanged where it has none. `at` is the index, -1 for none. */
export function misread(text: string, random: Random): { text: string; at: number } {
  const options = [...text].flatMap((sign, at) =>
    LOOK_ALIKES.flatMap(([a, b]) => (sign === a ? [{ at, to: b }] : sign === b ? [{ at, to: a }] : [])),
  );
  if (options.length === 0) return { text, at: -1 };
  const { at, to } = pick(random, options);
  return { text: [...text].map((sign, i) => (i === at ? to : sign)).join(''), at };
}
