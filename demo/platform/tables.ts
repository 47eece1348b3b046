/**
 * The tables of DB4403/T that this platform takes from a lot, and those of the replies it expects: attribute by
 * attribute as printed. The standard leaves most interface codes to the platform; these are the ones this one gives out.
 */

export type FieldType = 'Uuid' | 'String' | 'Int' | 'Decimal' | 'DateTime' | 'List<Uuid>';

export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  /** In characters. */
  length?: number;
  oneOf?: readonly (string | number)[];
  min?: number;
}

export interface Table {
  number: number;
  fields: readonly Field[];
}

const must = (name: string, type: FieldType, limits: Partial<Field> = {}): Field => ({
  name,
  type,
  required: true,
  ...limits,
});
const may = (name: string, type: FieldType, limits: Partial<Field> = {}): Field => ({
  ...must(name, type, limits),
  required: false,
});

const plateColours = ['0', '1', '2', '3', '4', '5'] as const;
const carColours = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

const vehicle = [
  may('parkCode', 'String', { length: 20 }),
  may('stallNo', 'String', { length: 28 }),
  must('carNo', 'String', { length: 10 }),
  may('plateColor', 'String', { length: 3, oneOf: plateColours }),
  may('carColor', 'String', { length: 3, oneOf: carColours }),
  may('carModel', 'Int', { oneOf: [1, 2, 3] }),
];

/** Uplink, by interface code. */
export const EVENT_TABLES = {
  vehicleEnter: {
    number: 19,
    fields: [
      must('id', 'Uuid'),
      ...vehicle,
      must('enterTime', 'DateTime'),
      may('entranceName', 'String', { length: 50 }),
    ],
  },
  vehicleLeave: {
    number: 21,
    fields: [
      must('id', 'Uuid'),
      ...vehicle,
      may('leaveTime', 'DateTime'),
      may('exitName', 'String', { length: 50 }),
      may('chargeIdList', 'List<Uuid>'),
      must('receivables', 'Decimal', { min: 0 }),
      must('discount', 'Decimal', { min: 0 }),
      must('received', 'Decimal', { min: 0 }),
    ],
  },
  stallCount: {
    number: 28,
    fields: [
      must('parkCode', 'String', { length: 20 }),
      must('usedStalls', 'Int', { min: 0 }),
      must('unusedStalls', 'Int', { min: 0 }),
      may('reservedStalls', 'Int', { min: 0 }),
    ],
  },
  eventReport: {
    number: 36,
    fields: [
      must('id', 'Uuid'),
      may('parkCode', 'String', { length: 20 }),
      may('stallNo', 'String', { length: 28 }),
      may('carNo', 'String', { length: 10 }),
      must('time', 'DateTime'),
      must('eventType', 'Int', { oneOf: [1001, 1002, 1003, 1004] }),
      must('eventLevel', 'Int', { oneOf: [0, 1, 2, 3] }),
      may('position', 'String', { length: 50 }),
      must('remark', 'String', { length: 200 }),
    ],
  },
} as const satisfies Record<string, Table>;
export type EventInterface = keyof typeof EVENT_TABLES;

/** What a lot answers to a booking, by interface code. */
export const REPLY_TABLES = {
  requestBookStall: {
    number: 64,
    fields: [
      must('bookCode', 'String', { length: 50 }),
      must('code', 'Int'),
      must('message', 'String', { length: 255 }),
      may('stallNo', 'String', { length: 28 }),
      may('restReservedStalls', 'Int', { min: 0 }),
    ],
  },
  confirmBookStall: {
    number: 66,
    fields: [
      must('bookCode', 'String', { length: 50 }),
      must('code', 'Int'),
      must('message', 'String', { length: 255 }),
    ],
  },
} as const satisfies Record<string, Table>;
export type ServiceInterface = keyof typeof REPLY_TABLES;

export const isEventInterface = (code: string): code is EventInterface => Object.hasOwn(EVENT_TABLES, code);
export const isServiceInterface = (code: string): code is ServiceInterface => Object.hasOwn(REPLY_TABLES, code);
