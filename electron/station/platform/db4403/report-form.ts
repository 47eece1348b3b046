import type { FieldProblem } from '../../../contract/sync.ts';
import { fromDateTime } from '../../wire/time.ts';
import type { Column, Payload, ReportForm, StayChanges } from '../sync/contract.ts';
import { CODE } from './codes.ts';
import { check } from './tables/description.ts';
import type { Field } from './tables/description.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';
import { fromCarColor, fromCarModel, fromPlateColor } from './vehicle-codes.ts';

const CAR = ['carNo', 'plateColor', 'carColor', 'carModel'] as const;

/**
 * What a person may put right by hand: what somebody saw or wrote down. Not the lot's base data, which is put right in
 * the site file, and not the counts and states of stalls, which the next one replaces.
 */
const EDITABLE: { readonly [I in EventInterface]?: readonly string[] } = {
  vehicleEnter: [...CAR, 'stallNo', 'enterTime', 'entranceName'],
  vehicleLeave: [...CAR, 'stallNo', 'leaveTime', 'exitName'],
  recordCorrection: [...CAR, 'stallNo', 'enterTime', 'entranceName', 'leaveTime', 'exitName'],
  chargeRecord: [...CAR, 'payTime', 'payType', 'payFrom'],
  eventReport: ['carNo', 'stallNo', 'time', 'eventType', 'eventLevel', 'position', 'remark'],
  payResult: ['payType', 'payTime'],
  overdueOrder: ['carNo', 'carColor', 'inTime', 'outTime'],
  refundResult: ['remark'],
  orderChange: ['carNo', 'plateColor', 'beginDate', 'endDate', 'reason'],
  reservationPriority: ['time', 'remark'],
};

/** Best first: the first of these that a report has says what it is about. */
const SUBJECTS = ['carNo', 'stallNo', 'refundNo', 'orderNo', 'packageName', 'name', 'parkName', 'position', 'fileName'];

/** How the reports of DB4403/T read to a person (tables 10 to 62). */
export const db4403Form: ReportForm = {
  columns: (name) => (isEvent(name) ? events[name].request.fields.map((field) => column(name, field)) : []),

  subject(_name, payload) {
    const texts = SUBJECTS.map((field) => payload[field]);
    return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null;
  },

  check(name, payload) {
    if (!isEvent(name)) return { field: null, problem: 'unknown' };
    const { request } = events[name];
    const checked = check(request, payload);
    if (checked.ok) return null;
    const choices = request.fields.some((field: Field) => field.name === checked.field && field.oneOf);
    return { field: checked.field, problem: problemOf(checked.refusal.code, choices) };
  },

  stayChanges: (name, corrected, fields) => (RECORDS.has(name) ? stayChanges(corrected, fields) : null),
  records: { whole: ['recordCorrection'] },
};

/** Reports that say something of a stay which others of the same stay may say too. */
const RECORDS: ReadonlySet<string> = new Set<EventInterface>([
  'vehicleEnter',
  'vehicleLeave',
  'recordCorrection',
  'chargeRecord',
]);

const isEvent = (name: string): name is EventInterface => Object.hasOwn(events, name);

function column(name: EventInterface, field: Field): Column {
  return {
    name: field.name,
    kind: kindOf(field),
    required: field.required,
    maxLength: field.length ?? null,
    choices: field.oneOf ?? [],
    editable: EDITABLE[name]?.includes(field.name) ?? false,
  };
}

function kindOf({ type }: Field): Column['kind'] {
  switch (type) {
    case 'Int':
    case 'Decimal':
    case 'Double':
    case 'Timestamp':
      return 'number';
    case 'String':
    case 'Uuid':
    case 'DateTime':
    case 'Time':
      return 'text';
    case 'List':
    case 'List<Uuid>':
      return 'nested';
  }
}

function problemOf(code: number, choices: boolean): FieldProblem {
  switch (code) {
    case CODE.parameter:
      return 'missing';
    case CODE.length:
      return 'too-long';
    case CODE.naming:
      return 'bad-characters';
    case CODE.range:
      return choices ? 'not-a-choice' : 'out-of-range';
    default:
      return 'wrong-form';
  }
}

/** The corrected fields in the words of the domain. A code that stands for nothing there leaves the stay as it is. */
function stayChanges(payload: Payload, fields: readonly string[]): StayChanges | null {
  const text = (name: string): string | undefined => (typeof payload[name] === 'string' ? payload[name] : undefined);
  const changes = fields.reduce<StayChanges>((so, field) => {
    switch (field) {
      case 'carNo':
        return { ...so, plate: text(field) ?? '' };
      case 'plateColor':
        return { ...so, plateColour: fromPlateColor(text(field)) ?? 'unknown' };
      case 'carColor':
        return { ...so, carColour: fromCarColor(text(field)) };
      case 'carModel':
        return { ...so, carModel: fromCarModel(typeof payload[field] === 'number' ? payload[field] : undefined) };
      case 'stallNo':
        return { ...so, stallNo: text(field) ?? null };
      case 'entranceName':
        return { ...so, entranceName: text(field) ?? '' };
      case 'exitName':
        return { ...so, exitName: text(field) ?? null };
      case 'enterTime':
        return withInstant(so, 'enteredAt', text(field));
      case 'leaveTime':
        return withInstant(so, 'leftAt', text(field));
      default:
        return so;
    }
  }, {});
  return Object.keys(changes).length === 0 ? null : changes;
}

function withInstant(so: StayChanges, name: 'enteredAt' | 'leftAt', text: string | undefined): StayChanges {
  const at = text === undefined ? null : fromDateTime(text);
  return at === null ? so : { ...so, [name]: at };
}
