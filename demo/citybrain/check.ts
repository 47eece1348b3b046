import { parseBeijingDateTime } from '../beijing-time.ts';
import { jpegSize } from './jpeg.ts';
import type { Field, Table } from './tables.ts';

export type Fault = 'missing' | 'type' | 'length' | 'value' | 'unknown';

/** One departure from a table. `field` is null when it is about the whole. */
export interface Violation {
  fault: Fault;
  field: string | null;
  message: string;
}

/** 图片大小控制在 500K 以下 (2.1.1); the tables count it as the length of the text. */
const MOST_SNAPSHOT = 500_000;

/**
 * Holds one object against its table: required, type, length, values, and names that the table does not have. Returns
 * every departure, an empty list when there is none.
 */
export function checkTable(table: Table, values: unknown): Violation[] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return [{ fault: 'type', field: null, message: `${table.section}: not a JSON object` }];
  }
  const given = values as Record<string, unknown>;
  const known = new Set(table.fields.map(({ name }) => name));
  return [
    ...table.fields.flatMap((field) => checkField(field, given[field.name]) ?? []),
    ...Object.keys(given)
      .filter((name) => !known.has(name))
      .map((name) => wrong('unknown', name, `no parameter of ${table.section}`)),
  ];
}

const wrong = (fault: Fault, field: string, words: string): Violation => ({
  fault,
  field,
  message: `${field}: ${words}`,
});

function checkField(field: Field, value: unknown): Violation | null {
  const { name, required, length } = field;
  if (value === undefined) return required ? wrong('missing', name, 'required, missing') : null;
  if (field.type === 'int') {
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrong('type', name, 'not an int');
    if (value < 0) return wrong('value', name, 'below 0');
    return length !== undefined && String(value).length > length
      ? wrong('length', name, `over ${length} digits`)
      : null;
  }
  if (typeof value !== 'string') return wrong('type', name, 'not a string');
  if (value.trim() === '') return required ? wrong('missing', name, 'required, empty') : null;
  if (length !== undefined && [...value].length > length) return wrong('length', name, `over ${length} characters`);
  if (field.oneOf && !field.oneOf.includes(value)) return wrong('value', name, `not one of ${field.oneOf.join(', ')}`);
  switch (field.type) {
    case 'string':
      return null;
    case 'time':
      return parseBeijingDateTime(value) === null ? wrong('value', name, 'not a time as YYYY-MM-DD HH24:MI:SS') : null;
    case 'base64':
      return isBase64(value) ? null : wrong('value', name, 'not base64');
    case 'jpeg':
      if (value.length >= MOST_SNAPSHOT) return wrong('length', name, '500K or more');
      if (!isBase64(value)) return wrong('value', name, 'not base64');
      return jpegSize(Buffer.from(value, 'base64')) ? null : wrong('value', name, 'not a whole JPEG');
  }
}

/** In the standard alphabet, padded, in one line. */
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;
