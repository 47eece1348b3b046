import { CODE } from '../codes.ts';
import type { Refusal } from '../envelope.ts';
import { refusal } from '../envelope.ts';
import { fromDateTime } from '../time.ts';

/** The types of table 1 that the tables in use have. */
export type FieldType = 'String' | 'Uuid' | 'Int' | 'Decimal' | 'DateTime' | 'List<Uuid>';

/** One row of a table of the standard. */
export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  /** Characters at most (字符长度). */
  length?: number;
  oneOf?: readonly (string | number)[];
  /** Smallest value that makes sense. */
  min?: number;
}

export interface Table<F extends readonly Field[] = readonly Field[]> {
  number: number;
  fields: F;
}

/** Describes a table: adding one is adding data. */
export const table = <const F extends readonly Field[]>(number: number, fields: F): Table<F> => ({ number, fields });

type ValueOf<F extends Field> = F['type'] extends 'Int' | 'Decimal'
  ? number
  : F['type'] extends 'List<Uuid>'
    ? string[]
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
const UUID = /^[0-9A-Za-z]{32}$/;
/** C0, DEL and C1: no name or number on a screen contains them. */
// eslint-disable-next-line no-control-regex -- naming them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Checks one entry of `data` against a table. The refusal carries the appendix-A code (4 missing, 1005 type, 1004
 * length, 1007 range, 1000 unreadable text) and names the field. Fields that the table does not have are ignored.
 */
export function check<T extends Table>(description: T, entry: unknown): Checked<T> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return { ok: false, field: null, refusal: refusal(CODE.type, 'data 的元素应为对象') };
  const row: Record<string, unknown> = {};
  for (const field of description.fields) {
    const value = Object.hasOwn(entry, field.name) ? (entry as Record<string, unknown>)[field.name] : undefined;
    if (value === undefined || value === null || value === '') {
      if (!field.required) continue;
      return { ok: false, field: field.name, refusal: refusal(CODE.parameter, `${field.name} 必填`) };
    }
    const wrong = wrongWith(field, value);
    if (wrong) return { ok: false, field: field.name, refusal: wrong };
    row[field.name] = value;
  }
  return { ok: true, row: row as Row<T> };
}

function wrongWith(field: Field, value: unknown): Refusal | null {
  switch (field.type) {
    case 'String':
      return wrongText(field, value) ?? outsideOf(field, value);
    case 'Uuid':
      return wrongText({ ...field, length: 32 }, value) ?? (UUID.test(value as string) ? null : badType(field));
    case 'Int':
      if (typeof value !== 'number' || !Number.isInteger(value)) return badType(field);
      return value < LOWEST_INT || value > HIGHEST_INT ? badRange(field, '4 字节整数') : outsideOf(field, value);
    case 'Decimal':
      return typeof value === 'number' ? outsideOf(field, value) : badType(field);
    case 'DateTime':
      if (typeof value !== 'string' || !/^[\d: -]{19}$/.test(value)) return badType(field, 'yyyy-MM-dd HH:mm:ss');
      return fromDateTime(value) === null ? badRange(field, '无此时刻') : null;
    case 'List<Uuid>':
      return Array.isArray(value) && value.every((each) => typeof each === 'string' && UUID.test(each))
        ? null
        : badType(field);
  }
}

function wrongText(field: Field, value: unknown): Refusal | null {
  if (typeof value !== 'string') return badType(field);
  if (CONTROL.test(value) || !value.isWellFormed()) return refusal(CODE.naming, `${field.name} 含不可用字符`);
  if (field.length !== undefined && [...value].length > field.length)
    return refusal(CODE.length, `${field.name} 最长 ${field.length} 字符`);
  return null;
}

function outsideOf(field: Field, value: unknown): Refusal | null {
  if (field.oneOf && !field.oneOf.includes(value as string | number)) return badRange(field, field.oneOf.join('/'));
  if (field.min !== undefined && (value as number) < field.min) return badRange(field, `不小于 ${field.min}`);
  return null;
}

const badType = (field: Field, form?: string): Refusal =>
  refusal(CODE.type, `${field.name} 应为 ${field.type}${form === undefined ? '' : ` (${form})`}`);
const badRange = (field: Field, allowed: string): Refusal => refusal(CODE.range, `${field.name} (${allowed})`);
