import type { Field, Table } from './tables/description.ts';

/** One departure from the text: the code of appendix A that answers it, the table and the field, and words with both. */
export interface Violation {
  code: number;
  /** Number of the table; null for what stands outside the tables. */
  table: number | null;
  /** As `items[0].chargeDesc` in a list; null for an object as a whole. */
  field: string | null;
  message: string;
}

const MISSING = 4;
const NAMING = 1000;
const LENGTH = 1004;
const TYPE = 1005;
const RANGE = 1007;

const INT_MAX = 2_147_483_647;
/** Timestamp: 4 bytes. Milliseconds do not fit, and so are told. */
const TIMESTAMP_MAX = 4_294_967_295;
const UUID = /^[0-9a-f]{32}$/i;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2}))?$/;
/** C0, DEL and C1. */
// eslint-disable-next-line no-control-regex -- naming them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// eslint-disable-next-line no-control-regex -- naming them is the point
const CONTROL_BUT_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** A text this long may have line breaks; a name or a number may not. */
const PROSE_LENGTH = 100;

type Report = (code: number, field: string, words: string) => void;

/**
 * Holds one object of `data` against its table: required, type, length, range, notes, and names that the table does not
 * have. Returns every departure, an empty list when there is none. Codes: 4 missing, 1000 unknown name or unreadable
 * text, 1004 length, 1005 type, 1007 range.
 */
export function checkItem(table: Table, item: unknown): Violation[] {
  const found: Violation[] = [];
  checkInto(found, table, item, '');
  return found;
}

function checkInto(found: Violation[], table: Table, item: unknown, path: string): void {
  const report = (code: number, field: string | null, words: string): void => {
    const where = `${path}${path !== '' && field !== null ? '.' : ''}${field ?? ''}`;
    found.push({
      code,
      table: table.number,
      field: where === '' ? null : where,
      message: `表${table.number}${where === '' ? '' : ` ${where}`}: ${words}`,
    });
  };
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    report(TYPE, null, 'not an Object');
    return;
  }
  const values = item as Record<string, unknown>;
  const before = found.length;
  const succeeded = values['code'] === undefined || values['code'] === 0;
  for (const field of table.fields) {
    const value = values[field.name];
    if (isAbsent(field, value)) {
      if (field.required && (succeeded || field.onSuccess !== true)) report(MISSING, field.name, 'required, missing');
    } else if (field.entries !== undefined && Array.isArray(value)) {
      for (const [i, each] of (value as unknown[]).entries()) {
        checkInto(found, field.entries, each, `${path === '' ? '' : `${path}.`}${field.name}[${i}]`);
      }
    } else {
      checkValue(field, value, report);
    }
  }
  for (const name in values) {
    if (!table.names.has(name)) report(NAMING, name, 'no attribute of this table');
  }
  if (found.length > before) return;
  for (const rule of table.rules) {
    const broken = rule(values);
    if (broken !== null) report(broken.code, broken.field, broken.words);
  }
}

/** Not there; or nothing, where something is required. */
function isAbsent(field: Field, value: unknown): boolean {
  if (value === undefined) return true;
  if (!field.required) return false;
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (Array.isArray(value) && value.length === 0 && field.mayBeEmpty !== true);
}

function checkValue(field: Field, value: unknown, report: Report): void {
  switch (field.type) {
    case 'String':
      return checkString(field, value, report);
    case 'Uuid':
      return checkUuid(field.name, value, report);
    case 'Int':
      if (!isWhole(value)) return report(TYPE, field.name, 'not an Int');
      if (Math.abs(value) > INT_MAX) return report(RANGE, field.name, 'larger than 4 bytes');
      return checkNumber(field, value, report);
    case 'Decimal':
    case 'Double':
      if (typeof value !== 'number') return report(TYPE, field.name, `not a ${field.type}`);
      if (!Number.isFinite(value)) return report(RANGE, field.name, `no ${field.type} is as large`);
      return checkNumber(field, value, report);
    case 'Timestamp':
      if (!isWhole(value)) return report(TYPE, field.name, 'not a Timestamp');
      if (value < 0 || value > TIMESTAMP_MAX) report(RANGE, field.name, 'not in seconds since 1970');
      return;
    case 'DateTime':
      return checkDateTime(field.name, value, report);
    case 'Time':
      return checkTime(field.name, value, report);
    case 'List<Uuid>':
      if (!Array.isArray(value)) return report(TYPE, field.name, 'not a List');
      for (const [i, each] of (value as unknown[]).entries()) checkUuid(`${field.name}[${i}]`, each, report);
      return;
    case 'List<Map>':
    case 'List<chargedItem>':
    case 'List<discountRecord>':
      return report(TYPE, field.name, 'not a List');
    case 'File':
      if (!(value instanceof Uint8Array)) return report(TYPE, field.name, 'not a file');
      if (!isJpeg(value)) report(TYPE, field.name, 'not a JPEG');
  }
}

/** A number without a fraction; one beyond all numbers (`1e400`) is none of its type's range. */
const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) === Infinity);

function checkString(field: Field, value: unknown, report: Report): void {
  if (typeof value !== 'string') return report(TYPE, field.name, 'not a String');
  const length = field.length ?? Infinity;
  const unreadable = (length >= PROSE_LENGTH ? CONTROL_BUT_BREAKS : CONTROL).test(value) || !value.isWellFormed();
  if (unreadable) return report(NAMING, field.name, 'has characters that nobody can read');
  // Counted only when needed: most texts are short.
  if (value.length > length && [...value].length > length) {
    return report(LENGTH, field.name, `longer than ${length} characters`);
  }
  if (field.oneOf !== undefined && !field.oneOf.includes(value)) {
    report(RANGE, field.name, `not one of ${listed(field.oneOf)}`);
  }
}

/** Table 1: 32 characters, so without dashes. */
function checkUuid(name: string, value: unknown, report: Report): void {
  if (typeof value !== 'string') return report(TYPE, name, 'not a Uuid');
  if (UUID.test(value)) return;
  if (CONTROL.test(value)) return report(NAMING, name, 'has characters that nobody can read');
  if (value.length > 32) return report(LENGTH, name, 'longer than 32 characters');
  report(TYPE, name, 'not a Uuid of 32 characters');
}

function checkDateTime(name: string, value: unknown, report: Report): void {
  const match = typeof value === 'string' ? DATE_TIME.exec(value) : null;
  if (match === null) return report(TYPE, name, 'not a DateTime (yyyy-MM-dd HH:mm:ss)');
  const [, year, month, day, time = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day)) || !isTime(time)) report(RANGE, name, 'no such instant');
}

/** Table 1 says HH:mm:ss, the notes of table 43 say 00:00: both are taken. */
function checkTime(name: string, value: unknown, report: Report): void {
  if (typeof value !== 'string' || !TIME.test(value)) return report(TYPE, name, 'not a Time (HH:mm or HH:mm:ss)');
  if (!isTime(value)) report(RANGE, name, 'no such time of day');
}

/** The calendar repeats after 400 years; `Date` reads years below 100 as of the last century. */
const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

const isTime = (text: string): boolean => {
  const [, hour, minute, second = '0'] = TIME.exec(text) ?? [];
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
};

function checkNumber(field: Field, value: number, report: Report): void {
  if (field.oneOf !== undefined && !field.oneOf.includes(value)) {
    report(RANGE, field.name, `not one of ${listed(field.oneOf)}`);
  } else if (field.min !== undefined && value < field.min) {
    report(RANGE, field.name, `below ${field.min}`);
  } else if (field.max !== undefined && value > field.max) {
    report(RANGE, field.name, `above ${field.max}`);
  }
}

const listed = (values: readonly (string | number)[]): string =>
  values.length <= 10 ? values.join(', ') : `${values.slice(0, 3).join(', ')} … ${values.at(-1)}`;

/** Its first three bytes. */
const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
