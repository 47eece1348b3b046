import { table } from './description.ts';
import { CAR_COLORS, CAR_MODELS, PLATE_COLORS } from './vehicle.ts';

/** 7.3.4.2.1, request. Amounts are yuan, times hours, fractions the share taken off. */
export const table38 = table(38, [
  { name: 'couponNo', type: 'String', required: true, length: 20 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  { name: 'couponType', type: 'Int', required: true, oneOf: [1, 2, 3, 4] },
  { name: 'couponValue', type: 'Decimal', required: true, min: 0 },
  { name: 'operateTime', type: 'DateTime', required: true },
  { name: 'discountChannel', type: 'String', required: false, length: 100 },
  { name: 'channelOrgCode', type: 'String', required: false, length: 18 },
  { name: 'platform', type: 'String', required: true, length: 100 },
]);

/** 7.3.4.2.1, reply. */
export const table39 = table(39, [
  { name: 'couponNo', type: 'String', required: true, length: 20 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.2.2, request. */
export const table40 = table(40, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  { name: 'plateColor', type: 'String', required: true, length: 3, oneOf: PLATE_COLORS },
  { name: 'carColor', type: 'String', required: false, length: 3, oneOf: CAR_COLORS },
  { name: 'carModel', type: 'Int', required: true, oneOf: CAR_MODELS },
  { name: 'strategyType', type: 'Int', required: true, oneOf: [1, 2, 3, 4, 5] },
  { name: 'beginDate', type: 'DateTime', required: false },
  { name: 'endDate', type: 'DateTime', required: true },
  { name: 'strategyFrom', type: 'String', required: true, length: 50 },
  { name: 'status', type: 'Int', required: true, oneOf: [1, 2] },
]);

/** 7.3.4.2.2, reply. */
export const table41 = table(41, [
  { name: 'id', type: 'Uuid', required: false },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
