import { fromDateTime } from '../../../wire/time.ts';
import { CODE } from '../codes.ts';
import type { Refusal } from '../envelope.ts';
import { refusal } from '../envelope.ts';

/** The types of table 1 that the tables have; `List` is one of entries that a table of their own describes. */
export type FieldType =
  'String' | 'Uuid' | 'Int' | 'Decimal' | 'Double' | 'DateTime' | 'Time' | 'Timestamp' | 'List<Uuid>' | 'List';

/** One row of a table of the standard. */
export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  /** Characters at most (字符长度). */
  length?: number;
  oneOf?: readonly (string | number)[];
  /** Smallest and largest value that make sense. */
  min?: number;
  max?: number;
  /** The table of a list's entries. */
  of?: Table;
}

export interface Table<F extends readonly Field[] = readonly Field[]> {
  number: number;
  fields: F;
}

/** Describes a table: adding one is adding data. */
export const table = <const F extends readonly Field[]>(number: number, fields: F): Table<F> => ({ number, fields });

type ValueOf<F extends Field> = F['type'] extends 'Int' | 'Decimal' | 'Double' | 'Timestamp'
  ? number
  : F['type'] extends 'List<Uuid>'
    ? string[]
    : F['type'] extends 'List'
      ? Row<NonNullable<F['of']>>[]
      : string;

/** A row that the table allows, as it stands on the wire. Absent and empty optional fields are left out. */
export type Row<T extends Table> = {
  [F in T['fields'][number] as F['required'] extends true ? F['name'] : never]: ValueOf<F>;
} & {
  [F in T['fields'][number] as F['required'] extends true ? never : F['name']]?: ValueOf<F>;
};

export type Checked<T extends Table> =
  | { ok: true; row: Row<T> }
  /** `field` is null when the entry as a whole is no object. */
  | { ok: false; field: string | null; refusal: Refusal };

const [LOWEST_INT, HIGHEST_INT] = [-(2 ** 31), 2 ** 31 - 1];
/** Seconds in 4 bytes: milliseconds are far outside. */
const TIMESTAMPS = { min: 0, max: 2 ** 32 - 1 } as const;
/** Entries of one list: more than any table has reason for would hold up the gate. */
const MOST_ENTRIES = 200;
/** `HH:mm:ss` of table 1, or `HH:mm` as table 43 prints it. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const UUID = /^[0-9A-Za-z]{32}$/;
/** C0, DEL and C1: no name or number on a screen contains them. */
// eslint-disable-next-line no-control-regex -- naming them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Checks one entry of `data` against a table. The refusal carries the appendix-A code (4 missing, 1005 type, 1004
 * length, 1007 range, 1000 unreadable text) and names the field, in a list with its place: `ruleList[0].inTime`. Null
 * and blank text count as absent; fields that the table does not have are ignored.
 */
export function check<T extends Table>(description: T, entry: unknown): Checked<T> {
  return checkAt(description, entry, null);
}

/** `place` is where in the list of another table the entry stands, null for an entry of `data` itself. */
function checkAt<T extends Table>(description: T, entry: unknown, place: string | null): Checked<T> {
  const refuse = (field: string | null, wrong: Refusal): Checked<T> => ({ ok: false, field, refusal: wrong });
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return refuse(place, refusal(CODE.type, `${place ?? 'data 的元素'} 应为对象`));
  const row: Record<string, unknown> = {};
  for (const field of description.fields) {
    const value = Object.hasOwn(entry, field.name) ? (entry as Record<string, unknown>)[field.name] : undefined;
    const at = place === null ? field : { ...field, name: `${place}.${field.name}` };
    if (isAbsent(value)) {
      if (!field.required) continue;
      return refuse(at.name, refusal(CODE.parameter, `${at.name} 必填`));
    }
    if (field.type === 'List') {
      const list = checkList(at, value);
      if (!list.ok) return list;
      row[field.name] = list.rows;
      continue;
    }
    const wrong = wrongWith(at, value);
    if (wrong) return refuse(at.name, wrong);
    row[field.name] = value;
  }
  return { ok: true, row: row as Row<T> };
}

/** Whether one value fits its row of a table. */
export const allows = (field: Field, value: unknown): boolean => !isAbsent(value) && wrongWith(field, value) === null;

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A list whose entries a table of their own describes. */
function checkList(field: Field, value: unknown): { ok: true; rows: unknown[] } | (Checked<Table> & { ok: false }) {
  if (!Array.isArray(value) || !field.of) return { ok: false, field: field.name, refusal: badType(field) };
  const tooMany = wrongCount(field, value);
  if (tooMany) return { ok: false, field: field.name, refusal: tooMany };
  const rows: unknown[] = [];
  for (const [index, entry] of value.entries()) {
    const checked = checkAt(field.of, entry, `${field.name}[${index}]`);
    if (!checked.ok) return checked;
    rows.push(checked.row);
  }
  return { ok: true, rows };
}

const wrongCount = (field: Field, list: readonly unknown[]): Refusal | null =>
  list.length > MOST_ENTRIES ? badRange(field, `最多 ${MOST_ENTRIES} 项`) : null;

function wrongWith(field: Field, value: unknown): Refusal | null {
  switch (field.type) {
    case 'String':
      return wrongText(field, value) ?? outsideOf(field, value);
    case 'Uuid':
      return wrongText({ ...field, length: 32 }, value) ?? (UUID.test(value as string) ? null : badType(field));
    case 'Int':
      if (!isWhole(value)) return badType(field);
      return value < LOWEST_INT || value > HIGHEST_INT ? badRange(field, '4 字节整数') : outsideOf(field, value);
    case 'Timestamp':
      return isWhole(value) ? outsideOf({ ...field, ...TIMESTAMPS }, value) : badType(field);
    case 'Decimal':
    case 'Double':
      if (typeof value !== 'number') return badType(field);
      return Number.isFinite(value) ? outsideOf(field, value) : badRange(field, '8 字节数');
    case 'DateTime':
      if (typeof value !== 'string' || !/^[\d: -]{19}$/.test(value)) return badType(field, 'yyyy-MM-dd HH:mm:ss');
      return fromDateTime(value) === null ? badRange(field, '无此时刻') : null;
    case 'Time':
      if (typeof value !== 'string' || !/^\d{2}:\d{2}(:\d{2})?$/.test(value)) return badType(field, 'HH:mm:ss');
      return TIME.test(value) ? null : badRange(field, '无此时刻');
    case 'List':
      return badType(field);
    case 'List<Uuid>':
      if (!Array.isArray(value) || !value.every((each) => typeof each === 'string' && UUID.test(each)))
        return badType(field);
      return wrongCount(field, value);
  }
}

/** JSON may write a number beyond all numbers (1e400), which is read as infinite: its type is right, its range is not. */
const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && (Number.isInteger(value) || Math.abs(value) === Infinity);

function wrongText(field: Field, value: unknown): Refusal | null {
  if (typeof value !== 'string') return badType(field);
  if (CONTROL.test(value) || !value.isWellFormed()) return refusal(CODE.naming, `${field.name} 含不可用字符`);
  if (field.length !== undefined && isLonger(value, field.length))
    return refusal(CODE.length, `${field.name} 最长 ${field.length} 字符`);
  return null;
}

/** Counts characters, of which one may be two code units, and only where the count matters. */
const isLonger = (text: string, length: number): boolean =>
  text.length > 2 * length || (text.length > length && [...text].length > length);

function outsideOf(field: Field, value: unknown): Refusal | null {
  if (field.oneOf && !field.oneOf.includes(value as string | number)) return badRange(field, field.oneOf.join('/'));
  if (field.min !== undefined && (value as number) < field.min) return badRange(field, `不小于 ${field.min}`);
  if (field.max !== undefined && (value as number) > field.max) return badRange(field, `不大于 ${field.max}`);
  return null;
}

const badType = (field: Field, form?: string): Refusal =>
  refusal(CODE.type, `${field.name} 应为 ${field.type}${form === undefined ? '' : ` (${form})`}`);
const badRange = (field: Field, allowed: string): Refusal => refusal(CODE.range, `${field.name} (${allowed})`);
