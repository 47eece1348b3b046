import { fieldOf } from '../standard/description.ts';
import type { Field, Table } from '../standard/description.ts';
import { plateOf, textOf } from './texts.ts';

/** One object of `data`. */
export type Row = Record<string, unknown>;

/** What a lawful row cannot make up by itself. */
export interface Place {
  /** The lot's own code. */
  parkCode: string;
  /** Values that hold for every row, by attribute: numbers that the platform gave out. */
  fixed?: Readonly<Record<string, unknown>>;
}

/** Values that leave the other attributes of their table free: the notes tie some to one another. */
const FREE: Readonly<Record<string, Row>> = {
  // A coupon of 1 fits each of its types, and one of money may be worth anything.
  '24': { couponType: 1, couponValue: 1 },
  '38': { couponType: 1, couponValue: 1 },
  // Only a plan that is sold by times must say how many.
  '42': { packageType: 2 },
};

/** A day on which nothing else hangs. */
const INSTANT = '2026-03-04 05:06:07';

/** A row with every attribute. Rows of different serials name different things. */
export function fullRow(table: Table, place: Place, serial: number): Row {
  const made = table.fields.map((field) => [field.name, lawful(field, place, serial)] as const);
  return { ...Object.fromEntries(made), ...FREE[table.number], ...place.fixed };
}

/** The same with what is required alone. */
export function minimalRow(table: Table, place: Place, serial: number): Row {
  const row = fullRow(table, place, serial);
  const required = Object.keys(row).filter((name) => fieldOf(table, name).required);
  return Object.fromEntries(required.map((name) => [name, row[name]]));
}

function lawful(field: Field, place: Place, serial: number): unknown {
  const { type, oneOf, min, entries } = field;
  const [first] = oneOf;
  if (first !== undefined) return first;
  switch (type) {
    case 'String':
      return lawfulText(field, place, serial);
    case 'Uuid':
      return uuid(field, serial);
    case 'Int':
      return Math.max(min ?? 0, 1) + (serial % 90);
    case 'Decimal':
      return field.unit === 'yuan' ? 12.5 : 1250;
    case 'Double':
      return 22.543099;
    case 'DateTime':
      return INSTANT;
    case 'Time':
      return '07:30:00';
    case 'Timestamp':
      return 1_767_225_600;
    case 'Boolean':
      return true;
    case 'List':
      return entries === null ? [] : [fullRow(entries, { parkCode: place.parkCode }, serial)];
    case 'List<Uuid>':
      return [uuid(field, serial)];
    case 'Objects':
    case 'File':
    case 'Base64':
      throw new RangeError(`${field.name}: is made where it is needed`);
  }
}

function lawfulText({ sort, length, name }: Field, { parkCode }: Place, serial: number): string {
  const most = length ?? 20;
  switch (sort) {
    case 'park':
      return parkCode;
    case 'plate':
      return plateOf(Math.min(most, 7), serial);
    case 'name':
      return textOf(Math.min(most, 6), 'han', serial);
    case 'prose':
      return textOf(Math.min(most, 30), 'han', serial);
    case 'url':
      return `https://lot.example/${name}/${serial}`;
    case 'key':
    case 'ref':
    case 'code':
      return `${name.slice(0, 1).toUpperCase()}${serial}`.slice(0, most);
  }
}

/** Each attribute's own, so that what one refers to is not the thing itself. */
const uuid = ({ name }: Field, serial: number): string =>
  `${Buffer.from(name.padEnd(4, '0')).toString('hex').slice(0, 8)}${serial.toString(16).padStart(24, '0')}`;
