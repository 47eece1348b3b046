import type { Field } from '../standard/description.ts';
import type { Kind } from './kinds.ts';
import { fullRow } from './rows.ts';
import { textVariations } from './text-variations.ts';
import { ABSENT, bad, good, withValue } from './variation.ts';
import type { Setting, Variation, Wrong } from './variation.ts';

/** Every value of interest of one attribute. A picture and a file have cases of their own. */
export function variationsOf(field: Field, setting: Setting): Variation[] {
  return [...presence(field, setting), ...otherTypes(field), ...ofType(field, setting)];
}

function ofType(field: Field, setting: Setting): Variation[] {
  switch (field.type) {
    case 'String':
      return textVariations(field, setting);
    case 'Uuid':
      return uuids(setting.serial());
    case 'Int':
      return field.oneOf.length > 0 ? listed(field.oneOf) : integers(field);
    case 'Decimal':
      return decimals(field);
    case 'Double':
      return degrees(field);
    case 'DateTime':
      return dateTimes();
    case 'Time':
      return times();
    case 'List':
      return lists(field, setting);
    case 'List<Uuid>':
      return listsOfUuids(setting.serial());
    case 'Timestamp':
    case 'Boolean':
    case 'Objects':
    case 'File':
    case 'Base64':
      return [];
  }
}

/** Absent, null, empty. */
function presence(field: Field, { manner }: Setting): Variation[] {
  const { required, type, oneOf, sort } = field;
  const isText = ['String', 'Uuid', 'DateTime', 'Time'].includes(type);
  if (required) {
    return [
      bad('missing', 'absent', '', ABSENT),
      bad('missing', 'null', '', null),
      ...(isText ? [bad('missing', 'empty', '', '')] : []),
    ];
  }
  const asAbsent = (wrong: Wrong, kind: Kind, value: unknown): Variation =>
    manner === 'lenient' ? good(kind, '', value) : bad(wrong, kind, '', value);
  // A lot's code that is empty is no lot's.
  const emptyString = sort === 'park' ? 'not-a-lot' : oneOf.length > 0 ? 'range' : null;
  const empty = type === 'String' ? emptyString : 'type';
  return [
    good('absent', '', ABSENT),
    asAbsent('type', 'null', null),
    ...(isText ? [empty === null ? good('empty', '', '') : asAbsent(empty, 'empty', '')] : []),
  ];
}

/** A value of each JSON type that it cannot have. */
function otherTypes({ type }: Field): Variation[] {
  const samples: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['number', 7, ['Int', 'Decimal', 'Double', 'Timestamp']],
    ['fraction', 1.5, ['Decimal', 'Double']],
    ['number as text', '7', ['String', 'Uuid', 'DateTime', 'Time']],
    ['true', true, []],
    ['object', { a: 1 }, []],
    ['list', ['7'], ['List', 'List<Uuid>']],
  ];
  return samples
    .filter(([, , fitting]) => !fitting.includes(type))
    .map(([name, value]) => bad('type', 'type', name, value));
}

function listed(values: readonly (string | number)[]): Variation[] {
  const numbers = values.map(Number).sort((a, b) => a - b);
  const [lowest = 0, highest = 0] = [numbers[0], numbers.at(-1)];
  const gap = numbers.find((value) => value !== highest && !numbers.includes(value + 1));
  const outside = [lowest - 1, highest + 1, -1, ...(gap === undefined ? [] : [gap + 1])];
  return [
    ...values.map((value) => good('value', String(value), value)),
    ...[...new Set(outside)].map((value) => bad('range', 'outside', String(value), value)),
  ];
}

const INT_MAX = 2 ** 31 - 1;

function integers({ min, max, length }: Field): Variation[] {
  const lowest = min ?? 0;
  if (length !== null) {
    const highest = 10 ** length - 1;
    return [
      good('bound', String(lowest), lowest),
      good('bound', String(highest), highest),
      bad('range', 'outside', String(lowest - 1), lowest - 1),
      bad('length', 'too-long', `${length + 1} digits`, highest + 1),
    ];
  }
  const highest = max ?? INT_MAX;
  return [
    good('bound', String(lowest), lowest),
    good('bound', String(highest), highest),
    bad('range', 'outside', String(lowest - 1), lowest - 1),
    bad('range', 'outside', String(highest + 1), highest + 1),
    bad('range', 'outside', '-2147483649', -(2 ** 31) - 1),
    bad('range', 'outside', '1e400', Infinity),
  ];
}

/** 7.2 a 1: money is Int, in fen, where a note does not say yuan. */
function decimals({ unit }: Field): Variation[] {
  const lawful = unit === 'fen' ? [0, 100, INT_MAX] : [0, 0.01, 100, INT_MAX / 100];
  const below = unit === 'fen' ? -1 : -0.01;
  return [
    ...lawful.map((value) => good(value === 0 ? 'bound' : 'value', String(value), value)),
    bad('range', 'outside', String(below), below),
    bad('range', 'outside', '1e400', Infinity),
  ];
}

function degrees({ min, max }: Field): Variation[] {
  const [lowest, highest] = [min ?? -180, max ?? 180];
  return [
    good('bound', String(lowest), lowest),
    good('bound', String(highest), highest),
    good('value', '0', 0),
    good('value', '22.5430994', 22.543_099_4),
    bad('range', 'outside', `${lowest}.000001`, lowest - 0.000_001),
    bad('range', 'outside', `${highest}.000001`, highest + 0.000_001),
  ];
}

const hex = (serial: number): string => serial.toString(16).padStart(32, '0');

function uuids(serial: number): Variation[] {
  const id = hex(serial);
  const lettered = `abcdef${id.slice(6)}`;
  return [
    good('value', 'lower case', lettered),
    good('value', 'upper case', `FEDCBA${id.slice(6)}`),
    bad('type', 'form', '31 characters', id.slice(1)),
    bad('length', 'too-long', '33 characters', `${id}0`),
    bad('length', 'too-long', '36 with dashes', '2c1e61a6-b4a9-498c-8755-7bf8fab2dd8c'),
    bad('type', 'form', 'with a space', `${id.slice(1)} `),
  ];
}

const EDGES = ['2024-02-29 23:59:59', '2000-02-29 00:00:00', '2025-12-31 23:59:59', '2026-01-01 00:00:00'];
const NO_INSTANTS = [
  '2025-02-29 12:00:00',
  '2100-02-29 12:00:00',
  '2026-04-31 12:00:00',
  '2026-13-01 12:00:00',
  '2026-00-10 12:00:00',
  '2026-01-00 12:00:00',
  '2026-01-01 24:00:00',
  '2026-01-01 23:60:00',
  '2026-01-01 23:59:60',
];
const OTHER_FORMS = [
  '2026-01-01T12:00:00',
  '2026-01-01 12:00',
  '2026-01-01',
  '2026/01/01 12:00:00',
  '2026-1-1 12:00:00',
  '20260101120000',
  '2026-01-01 12:00:00Z',
  '2026-01-01 12:00:00.000',
  ' 2026-01-01 12:00:00',
  '1767240000',
];

/** `yyyy-MM-dd HH:mm:ss` (table 1). */
const dateTimes = (): Variation[] => [
  ...EDGES.map((text) => good('edge', text, text)),
  ...NO_INSTANTS.map((text) => bad('range', 'impossible', text, text)),
  ...OTHER_FORMS.map((text) => bad('type', 'form', text, text)),
];

/** Table 1 says `HH:mm:ss`, a note of table 43 `00:00`: both are lawful. */
const times = (): Variation[] => [
  ...['00:00:00', '23:59:59', '00:00', '23:59'].map((text) => good('edge', text, text)),
  ...['24:00:00', '12:60:00', '12:00:60', '25:00'].map((text) => bad('range', 'impossible', text, text)),
  ...['7:30', '0730', '07:30:00.000', '07-30-00', '07:30 '].map((text) => bad('type', 'form', text, text)),
];

function lists(field: Field, setting: Setting): Variation[] {
  const { entries, required, mayBeEmpty } = field;
  if (entries === null) return [];
  const entry = () => fullRow(entries, { parkCode: setting.place.parkCode }, setting.serial());
  const empty = required && !mayBeEmpty ? bad('missing', 'entries', '0', []) : good('entries', '0', []);
  const notObjects: readonly unknown[] = [null, 'text', 7, []];
  return [
    empty,
    good('entries', '2', [entry(), entry()]),
    good('entries', '20', Array.from({ length: 20 }, entry)),
    ...notObjects.map((value) => bad('type', 'not-an-object', JSON.stringify(value), [value], '[0]')),
    ...entries.fields.flatMap((inner) =>
      variationsOf(inner, setting).map(({ value, below, ...rest }): Variation => {
        // What is wrong stands behind an entry that is right.
        const before = rest.wrong === null ? [] : [entry()];
        const changed = withValue(entry(), inner.name, value);
        return { ...rest, value: [...before, changed], below: `[${before.length}].${inner.name}${below}` };
      }),
    ),
  ];
}

function listsOfUuids(serial: number): Variation[] {
  const [one, other] = [hex(serial), `f${hex(serial).slice(1)}`];
  return [
    good('entries', '0', []),
    good('entries', '2', [one, other]),
    bad('type', 'form', '31 characters', [one, one.slice(1)], '[1]'),
    bad('length', 'too-long', '33 characters', [`${one}0`], '[0]'),
    bad('type', 'type', 'number', [7], '[0]'),
    bad('type', 'type', 'null', [null], '[0]'),
  ];
}
