import { table } from './description.ts';
import type { Field } from './description.ts';

/** Codes of table 19 for the colours of plates and cars, and for sizes; tables 21, 30 and 63 use the same. */
export const vehicleFields = [
  { name: 'plateColor', type: 'String', required: false, length: 3, oneOf: ['0', '1', '2', '3', '4', '5'] },
  { name: 'carColor', type: 'String', required: false, length: 3, oneOf: ['1', '2', '3', '4', '5', '6', '7', '8'] },
  { name: 'carModel', type: 'Int', required: false, oneOf: [1, 2, 3] },
] as const satisfies readonly Field[];

/** 7.3.4.1.1, request. */
export const table19 = table(19, [
  { name: 'id', type: 'Uuid', required: true, length: 32 },
  { name: 'parkCode', type: 'String', required: false, length: 20 },
  { name: 'stallNo', type: 'String', required: false, length: 28 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  ...vehicleFields,
  { name: 'enterTime', type: 'DateTime', required: true },
  { name: 'entranceName', type: 'String', required: false, length: 50 },
]);

/** 7.3.4.1.1, reply. */
export const table20 = table(20, [
  { name: 'id', type: 'Uuid', required: true, length: 32 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.2, request. Sums are in fen (7.2 a 1). */
export const table21 = table(21, [
  { name: 'id', type: 'Uuid', required: true, length: 32 },
  { name: 'parkCode', type: 'String', required: false, length: 20 },
  { name: 'stallNo', type: 'String', required: false, length: 28 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  ...vehicleFields,
  { name: 'leaveTime', type: 'DateTime', required: false },
  { name: 'exitName', type: 'String', required: false, length: 50 },
  { name: 'chargeIdList', type: 'List<Uuid>', required: false },
  { name: 'receivables', type: 'Decimal', required: true, min: 0 },
  { name: 'discount', type: 'Decimal', required: true, min: 0 },
  { name: 'received', type: 'Decimal', required: true, min: 0 },
]);

/** 7.3.4.1.2, reply: the id may be missing. */
export const table22 = table(22, [
  { name: 'id', type: 'Uuid', required: false, length: 32 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
