import { table } from './description.ts';
import type { Field } from './description.ts';

/** Codes of table 19 for the colours of plates and cars, and for sizes; tables 21, 30 and 63 use the same. */
export const PLATE_COLORS = ['0', '1', '2', '3', '4', '5'] as const;
export const CAR_COLORS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
/** Large, medium, small. */
export const CAR_MODELS = [1, 2, 3] as const;

export const vehicleFields = [
  { name: 'plateColor', type: 'String', required: false, length: 3, oneOf: PLATE_COLORS },
  { name: 'carColor', type: 'String', required: false, length: 3, oneOf: CAR_COLORS },
  { name: 'carModel', type: 'Int', required: false, oneOf: CAR_MODELS },
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

/** A discount of table 23. Amounts are yuan, times hours, fractions the share taken off. */
export const table24 = table(24, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'couponNo', type: 'String', required: false, length: 20 },
  { name: 'couponType', type: 'Int', required: true, oneOf: [0, 1, 2, 3, 4] },
  { name: 'couponValue', type: 'Decimal', required: true, min: 0 },
  { name: 'discountChannel', type: 'String', required: false, length: 100 },
  { name: 'channelOrgCode', type: 'String', required: false, length: 18 },
]);

/** 7.3.4.1.3, request. Sums are in fen (7.2 a 1). */
export const table23 = table(23, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'orderNo', type: 'String', required: false, length: 50 },
  { name: 'recordId', type: 'Uuid', required: true },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  ...vehicleFields,
  { name: 'payTime', type: 'DateTime', required: true },
  { name: 'receivables', type: 'Decimal', required: true, min: 0 },
  { name: 'discount', type: 'Decimal', required: true, min: 0 },
  { name: 'received', type: 'Decimal', required: true, min: 0 },
  { name: 'payType', type: 'Int', required: true, oneOf: [1, 2, 3, 4, 5, 6] },
  { name: 'payFrom', type: 'String', required: true, length: 10 },
  { name: 'listDiscounts', type: 'List', required: false, of: table24 },
]);

/** 7.3.4.1.3, reply. */
export const table25 = table(25, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.6, request: the whole record as it should have been. Sums are in fen. */
export const table30 = table(30, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'parkCode', type: 'String', required: false, length: 20 },
  { name: 'stallNo', type: 'String', required: false, length: 28 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  ...vehicleFields,
  { name: 'enterTime', type: 'DateTime', required: true },
  { name: 'entranceName', type: 'String', required: false, length: 50 },
  { name: 'leaveTime', type: 'DateTime', required: false },
  { name: 'exitName', type: 'String', required: false, length: 50 },
  { name: 'chargeIdList', type: 'List<Uuid>', required: false },
  { name: 'receivables', type: 'Decimal', required: true, min: 0 },
  { name: 'discount', type: 'Decimal', required: true, min: 0 },
  { name: 'received', type: 'Decimal', required: true, min: 0 },
]);

/** 7.3.4.1.6, reply. */
export const table31 = table(31, [
  { name: 'id', type: 'Uuid', required: false },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
