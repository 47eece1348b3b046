import type { Field, Table } from './description.ts';

/** A value that a field allows; text of at most `length` characters of it. */
export function valueFor(field: Field): unknown {
  const [first] = field.oneOf ?? [];
  if (first !== undefined) return first;
  switch (field.type) {
    case 'String':
      return '粤'.repeat(Math.min(field.length ?? 3, 3));
    case 'Uuid':
      return '0123456789abcdef0123456789abcdef';
    case 'Int':
    case 'Decimal':
    case 'Double':
      return Math.max(field.min ?? 0, 0);
    case 'Timestamp':
      return 1_748_743_287;
    case 'DateTime':
      return '2025-06-01 09:41:27';
    case 'Time':
      return '07:30';
    case 'List<Uuid>':
      return ['0123456789abcdef0123456789abcdef'];
    case 'List<Map>':
    case 'List<chargedItem>':
    case 'List<discountRecord>':
      return field.entries === undefined ? [] : [sampleOf(field.entries)];
    case 'File':
      return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
  }
}

/** An object with every attribute of a table, all lawful; `required`: only those that must be. */
export function sampleOf(table: Table, which: 'all' | 'required' = 'all'): Record<string, unknown> {
  const fields = which === 'all' ? table.fields : table.fields.filter(({ required }) => required);
  return Object.fromEntries(fields.map((field) => [field.name, valueFor(field)]));
}
