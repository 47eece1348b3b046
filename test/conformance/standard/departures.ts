import type { Field, Table } from './description.ts';

/** How a value can depart from its table; each standard has its own words for it. */
export type Fault = 'missing' | 'type' | 'length' | 'range' | 'naming';

export interface Departure {
  fault: Fault;
  /** As `items[0].chargeDesc` in a list; null: the object as a whole. */
  field: string | null;
}

const INT_MAX = 2 ** 31 - 1;
const TIMESTAMP_MAX = 2 ** 32 - 1;
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * What an object breaks of its table, in the order of the table's lines; an empty list: nothing. It is what every case
 * that is made is held against, and what both ends' replies are: the reading of the text that neither of them wrote.
 */
export function departuresFrom(table: Table, value: unknown, path = ''): Departure[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ fault: 'type', field: path === '' ? null : path }];
  }
  const given = value as Record<string, unknown>;
  const known = new Set(table.fields.map(({ name }) => name));
  return [
    ...table.fields.flatMap((field) => inField(field, given[field.name], at(field.name))),
    ...Object.keys(given)
      .filter((name) => !known.has(name))
      .map((name): Departure => ({ fault: 'naming', field: at(name) })),
  ];
}

function inField(field: Field, value: unknown, path: string): Departure[] {
  const wrong = (fault: Fault | null): Departure[] => (fault === null ? [] : [{ fault, field: path }]);
  if (value === undefined) return field.required ? wrong('missing') : [];
  if (field.required && isNothing(field, value)) return wrong('missing');
  if (field.type === 'List') return inList(field, value, path);
  if (field.type === 'List<Uuid>') return inUuids(value, path);
  return wrong(faultOf(field, value));
}

function isNothing({ type, mayBeEmpty }: Field, value: unknown): boolean {
  if (value === null || value === '') return true;
  return Array.isArray(value) && value.length === 0 && !mayBeEmpty && type !== 'Objects';
}

function inList({ entries }: Field, value: unknown, path: string): Departure[] {
  if (!Array.isArray(value) || entries === null) return [{ fault: 'type', field: path }];
  return value.flatMap((each, i) => departuresFrom(entries, each, `${path}[${i}]`));
}

function inUuids(value: unknown, path: string): Departure[] {
  if (!Array.isArray(value)) return [{ fault: 'type', field: path }];
  return value.flatMap((each, i) => {
    const fault = uuidFault(each);
    return fault === null ? [] : [{ fault, field: `${path}[${i}]` }];
  });
}

function faultOf(field: Field, value: unknown): Fault | null {
  switch (field.type) {
    case 'String':
    case 'Base64':
      return textFault(field, value);
    case 'Uuid':
      return uuidFault(value);
    case 'Boolean':
      return typeof value === 'boolean' ? null : 'type';
    case 'Int':
      if (!isWhole(value)) return 'type';
      return Math.abs(value) > INT_MAX ? 'range' : numberFault(field, value);
    case 'Decimal':
    case 'Double':
      if (typeof value !== 'number') return 'type';
      return Number.isFinite(value) ? numberFault(field, value) : 'range';
    case 'Timestamp':
      if (!isWhole(value)) return 'type';
      return value < 0 || value > TIMESTAMP_MAX ? 'range' : null;
    case 'DateTime':
      return dateTimeFault(value);
    case 'Time':
      return timeFault(value);
    case 'Objects':
      return Array.isArray(value) ? null : 'type';
    case 'File':
      return value instanceof Uint8Array ? null : 'type';
    case 'List':
    case 'List<Uuid>':
      return 'type';
  }
}

/** JSON's `1e400` is a number, too large for any type. */
const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) === Infinity);

function textFault({ length, oneOf }: Field, value: unknown): Fault | null {
  if (typeof value !== 'string') return 'type';
  // eslint-disable-next-line no-control-regex -- naming them is the point
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(value) || !value.isWellFormed()) return 'naming';
  if (length !== null && [...value].length > length) return 'length';
  return oneOf.length > 0 && !oneOf.includes(value) ? 'range' : null;
}

function uuidFault(value: unknown): Fault | null {
  if (typeof value !== 'string') return 'type';
  if (value.length > 32) return 'length';
  return /^[0-9a-f]{32}$/i.test(value) ? null : 'type';
}

function numberFault({ oneOf, min, max, length, type }: Field, value: number): Fault | null {
  if (oneOf.length > 0) return oneOf.includes(value) ? null : 'range';
  if ((min !== null && value < min) || (max !== null && value > max)) return 'range';
  return type === 'Int' && length !== null && String(value).length > length ? 'length' : null;
}

function dateTimeFault(value: unknown): Fault | null {
  const parts = typeof value === 'string' ? DATE_TIME.exec(value) : null;
  if (parts === null) return 'type';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  // The day before the first of the next month: how many days this one has.
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDay && hour <= 23 && minute <= 59 && second <= 59 ? null : 'range';
}

function timeFault(value: unknown): Fault | null {
  const parts = typeof value === 'string' ? TIME.exec(value) : null;
  if (parts === null) return 'type';
  const [hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return hour <= 23 && minute <= 59 && second <= 59 ? null : 'range';
}
