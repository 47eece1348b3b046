import type { Field } from '../standard/description.ts';
import { plateOf, textOf } from './texts.ts';
import type { Script } from './texts.ts';
import { bad, good } from './variation.ts';
import type { Setting, Variation } from './variation.ts';

/** In which characters a text of each sort is tried. */
const SCRIPTS: Readonly<Record<Field['sort'], readonly Script[]>> = {
  key: ['ascii', 'han'],
  ref: ['ascii', 'han'],
  code: ['ascii', 'han'],
  park: [],
  plate: ['ascii', 'astral'],
  name: ['ascii', 'han', 'astral'],
  prose: ['ascii', 'han', 'astral'],
  url: ['ascii'],
};

/** What a text without a given length is tried with. */
const LONG = 2000;

/** Values of interest of a String. */
export function textVariations(field: Field, setting: Setting): Variation[] {
  if (field.sort === 'park') return parkCodes(setting);
  const unreadable = [
    bad('naming', 'unreadable', 'U+0000', `A\u0000${setting.serial()}`),
    bad('naming', 'unreadable', 'half a character', `A\ud83d${setting.serial()}`),
  ];
  if (field.oneOf.length > 0) return [...choices(field), ...unreadable.filter(() => field.length === null)];
  return [...lengths(field, setting), ...unreadable];
}

function choices({ oneOf, length }: Field): Variation[] {
  const others = oneOf.every((value) => /^\d+$/.test(String(value)))
    ? outsideOf(oneOf.map(Number))
    : ['other', `${String(oneOf[0]).toUpperCase()}`];
  return [
    ...oneOf.map((value) => good('value', String(value), value)),
    ...others.map((value) => bad('range', 'outside', value, value)),
    ...(length === null ? [] : [bad('length', 'too-long', `${length + 1} characters`, '0'.repeat(length + 1))]),
  ];
}

/** Numbers as text: before the first, after the last, in a gap, and written otherwise. */
function outsideOf(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  const [lowest = 0, highest = 0] = [sorted[0], sorted.at(-1)];
  const gaps = sorted.filter((value) => value !== highest && !sorted.includes(value + 1)).map((value) => value + 1);
  const outside = [lowest - 1, highest + 1, ...gaps].map(String);
  return [...new Set([...outside, `0${lowest}`, 'x'])];
}

function lengths(field: Field, { serial }: Setting): Variation[] {
  const { length, sort } = field;
  const of = (characters: number, script: Script): string => {
    if (sort === 'plate' && script === 'ascii') return plateOf(characters, serial());
    const start = sort === 'url' && characters > 20 ? 'https://a.example/' : '';
    return start + textOf(characters - start.length, script, serial());
  };
  const scripts = SCRIPTS[sort];
  const short = sort === 'key' ? [] : [good('short', '1 character', sort === 'plate' ? '粤' : 'A')];
  if (length === null) {
    return [...short, ...scripts.map((script) => good('unlimited', `${LONG} ${script}`, of(LONG, script)))];
  }
  return [
    ...short,
    ...scripts.map((script) => good('longest', `${length} ${script}`, of(length, script))),
    ...scripts.map((script) => bad('length', 'too-long', `${length + 1} ${script}`, of(length + 1, script))),
  ];
}

/** The twenty digits of DB4403/T 89: the lot's own are lawful, and nothing else. */
const parkCodes = ({ place: { parkCode } }: Setting): Variation[] => {
  const last = parkCode.slice(-1) === '9' ? '0' : '9';
  return [
    good('value', 'this lot', parkCode),
    bad('length', 'too-long', '21 digits', `${parkCode}0`),
    bad('other-lot', 'other-lot', '20 digits', `${parkCode.slice(0, -1)}${last}`),
    bad('not-a-lot', 'not-a-lot', '19 digits', parkCode.slice(1)),
    bad('not-a-lot', 'not-a-lot', 'a letter', `${parkCode.slice(0, -1)}X`),
  ];
};
