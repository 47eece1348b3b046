import { parseBeijingDateTime } from '../beijing-time.ts';
import type { Field, Table } from './tables.ts';

/** One departure from the text: the code of appendix A that answers it, and words that name the field. */
export interface Violation {
  code: number;
  field: string | null;
  message: string;
}

const INT_MAX = 2_147_483_647;

const wrong = (code: number, field: string | null, message: string): Violation => ({ code, field, message });

/**
 * Holds one object of `data` against its table: required, type, length, range, and names that the table does not
 * have. Returns every departure, an empty list when there is none.
 */
export function checkItem(table: Table, item: unknown): Violation[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return [wrong(1005, null, `表${table.number}: an entry of data is not an Object`)];
  }
  const values = item as Record<string, unknown>;
  const known = new Set(table.fields.map((field) => field.name));
  return [
    ...table.fields.flatMap((field) => checkField(field, values[field.name])),
    ...Object.keys(values)
      .filter((name) => !known.has(name))
      .map((name) => wrong(1000, name, `${name}: no attribute of table ${table.number}`)),
  ];
}

function checkField(field: Field, value: unknown): Violation[] {
  if (value === undefined) return field.required ? [wrong(1007, field.name, `${field.name}: required, missing`)] : [];
  const type = typeError(field, value);
  if (type !== null) return [wrong(1005, field.name, `${field.name}: ${type}`)];
  if (typeof value === 'string') {
    if (field.required && value.trim() === '') return [wrong(1007, field.name, `${field.name}: required, empty`)];
    if (field.length !== undefined && [...value].length > field.length) {
      return [wrong(1004, field.name, `${field.name}: longer than ${field.length} characters`)];
    }
  }
  if (field.oneOf !== undefined && !field.oneOf.includes(value as string | number)) {
    return [wrong(1007, field.name, `${field.name}: not one of ${field.oneOf.join(', ')}`)];
  }
  if (field.min !== undefined && typeof value === 'number' && value < field.min) {
    return [wrong(1007, field.name, `${field.name}: below ${field.min}`)];
  }
  return [];
}

function typeError(field: Field, value: unknown): string | null {
  switch (field.type) {
    case 'String':
      return typeof value === 'string' ? null : 'not a String';
    case 'Uuid':
      return isUuid(value) ? null : 'not a Uuid of 32 characters';
    case 'Int':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT_MAX ? null : 'not an Int';
    case 'Decimal':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'not a Decimal';
    case 'DateTime':
      return typeof value === 'string' && parseBeijingDateTime(value) !== null
        ? null
        : 'not a DateTime (yyyy-MM-dd HH:mm:ss)';
    case 'List<Uuid>':
      return Array.isArray(value) && value.every(isUuid) ? null : 'not a List of Uuid';
  }
}

/** Table 1: 32 characters, so without dashes. */
function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32}$/i.test(value);
}
