import type { FieldProblem } from '../../../contract/sync.ts';
import { fromDateTime } from '../../wire/time.ts';
import type { Column, Payload, ReportForm, StayChanges } from '../sync/contract.ts';
import { TABLES } from './tables.ts';
import type { Field } from './tables.ts';
import { fromPlateColor } from './vehicle-codes.ts';

/** What somebody saw or wrote down. The place is put right in the site file; numbers and sums are as they were then. */
const EDITABLE: ReadonlySet<string> = new Set([
  ...['plate_no', 'plate_color', 'car_type', 'parking_time', 'away_time', 'port_no', 'operator'],
]);

/** How the reports of City Brain read to a person (3.2). */
export const citybrainForm: ReportForm = {
  columns: (name) => fieldsOf(name).map(column),

  subject(_name, payload) {
    const [plate, outOrderNo] = [payload['plate_no'], payload['out_order_no']];
    return typeof plate === 'string' ? plate : typeof outOrderNo === 'string' ? outOrderNo : null;
  },

  check(name, payload) {
    const fields = fieldsOf(name);
    if (fields.length === 0) return { field: null, problem: 'unknown' };
    for (const field of fields) {
      const problem = problemOf(field, payload[field.name]);
      if (problem !== null) return { field: field.name, problem };
    }
    return null;
  },

  stayChanges: (_name, corrected, fields) => stayChanges(corrected, fields),
  // The text has no interface for corrections.
  records: null,
};

const fieldsOf = (name: string): readonly Field[] =>
  Object.hasOwn(TABLES, name) ? TABLES[name as keyof typeof TABLES] : [];

const column = ({ name, type, required, length, oneOf }: Field): Column => ({
  name,
  kind: type === 'int' ? 'number' : 'text',
  required,
  maxLength: length,
  choices: oneOf ?? [],
  editable: EDITABLE.has(name),
});

function problemOf({ type, required, length, oneOf }: Field, value: unknown): FieldProblem | null {
  if (value === undefined || value === '') return required ? 'missing' : null;
  if (type === 'int') {
    if (typeof value !== 'number' || !Number.isInteger(value)) return 'wrong-form';
    return value >= 0 && String(value).length <= length ? null : 'out-of-range';
  }
  if (typeof value !== 'string') return 'wrong-form';
  if ([...value].length > length) return 'too-long';
  if (oneOf && !oneOf.includes(value)) return 'not-a-choice';
  return type === 'time' && fromDateTime(value) === null ? 'wrong-form' : null;
}

/** The corrected fields in the words of the domain; null when they say nothing of the stay. */
function stayChanges(payload: Payload, fields: readonly string[]): StayChanges | null {
  const changes = fields.reduce<StayChanges>((so, name) => {
    const value = payload[name];
    if (typeof value !== 'string') return so;
    switch (name) {
      case 'plate_no':
        return { ...so, plate: value };
      case 'plate_color':
        return { ...so, plateColour: fromPlateColor(value) };
      case 'parking_time':
        return { ...so, enteredAt: fromDateTime(value) ?? undefined };
      case 'away_time':
        return { ...so, leftAt: fromDateTime(value) ?? undefined };
      default:
        return so;
    }
  }, {});
  return Object.values(changes).some((change) => change !== undefined) ? changes : null;
}
