import { table } from './description.ts';

/** 7.3.4.1.5, request. It has no time: what arrives last is taken for the present. */
export const table28 = table(28, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'usedStalls', type: 'Int', required: true, min: 0 },
  { name: 'unusedStalls', type: 'Int', required: true, min: 0 },
  { name: 'reservedStalls', type: 'Int', required: false, min: 0 },
]);

/** 7.3.4.1.5, reply: the parkCode may be missing. */
export const table29 = table(29, [
  { name: 'parkCode', type: 'String', required: false, length: 20 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.9, request; event types are those of table A.3. */
export const table36 = table(36, [
  { name: 'id', type: 'Uuid', required: true, length: 32 },
  { name: 'parkCode', type: 'String', required: false, length: 20 },
  { name: 'stallNo', type: 'String', required: false, length: 28 },
  { name: 'carNo', type: 'String', required: false, length: 10 },
  { name: 'time', type: 'DateTime', required: true },
  { name: 'eventType', type: 'Int', required: true, oneOf: [1001, 1002, 1003, 1004] },
  { name: 'eventLevel', type: 'Int', required: true, oneOf: [0, 1, 2, 3] },
  { name: 'position', type: 'String', required: false, length: 50 },
  { name: 'remark', type: 'String', required: true, length: 200 },
]);

/** 7.3.4.1.9, reply. */
export const table37 = table(37, [
  { name: 'id', type: 'Uuid', required: true, length: 32 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.4.1.4, request. */
export const table26 = table(26, [
  { name: 'stallNo', type: 'String', required: true, length: 28 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'physicalState', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'usageState', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'moment', type: 'DateTime', required: true },
]);

/** 7.3.4.1.4, reply. */
export const table27 = table(27, [
  { name: 'stallNo', type: 'String', required: true, length: 28 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: true, length: 255 },
]);

/** 7.3.6.1.1, request. */
export const table61 = table(61, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'time', type: 'DateTime', required: true },
  { name: 'operateType', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'remark', type: 'String', required: false, length: 200 },
]);

/** 7.3.6.1.1, reply. */
export const table62 = table(62, [
  { name: 'id', type: 'Uuid', required: true },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
