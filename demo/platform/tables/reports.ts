import {
  CAR_COLOURS,
  CAR_MODELS,
  CAR_NO,
  CODE,
  MESSAGE,
  MESSAGE_REQUIRED,
  MONEY,
  NO_OR_YES,
  PARK_CODE,
  PAY_TYPES,
  PLATE_COLOURS,
  couponValueFits,
  may,
  must,
  table,
} from './description.ts';

/** 7.3.4.1: what a lot reports from day to day. */

const ID = must('id', 'Uuid');
const STALL_NO = must('stallNo', 'String', { length: 28 });
const looks = [
  may('plateColor', 'String', PLATE_COLOURS),
  may('carColor', 'String', CAR_COLOURS),
  may('carModel', 'Int', CAR_MODELS),
];
const vehicle = [may('parkCode', 'String', { length: 20 }), may('stallNo', 'String', { length: 28 }), CAR_NO, ...looks];
const sums = [
  must('receivables', 'Decimal', MONEY),
  must('discount', 'Decimal', MONEY),
  must('received', 'Decimal', MONEY),
];

export const table19 = table(19, [
  ID,
  ...vehicle,
  must('enterTime', 'DateTime'),
  may('entranceName', 'String', { length: 50 }),
]);
export const table20 = table(20, [ID, CODE, MESSAGE]);

export const table21 = table(21, [
  ID,
  ...vehicle,
  may('leaveTime', 'DateTime'),
  may('exitName', 'String', { length: 50 }),
  may('chargeIdList', 'List<Uuid>'),
  ...sums,
]);
export const table22 = table(22, [may('id', 'Uuid'), CODE, MESSAGE]);

export const table24 = table(
  24,
  [
    ID,
    may('couponNo', 'String', { length: 20 }),
    must('couponType', 'Int', { oneOf: [0, 1, 2, 3, 4] }),
    must('couponValue', 'Decimal', { min: 0 }),
    may('discountChannel', 'String', { length: 100 }),
    may('channelOrgCode', 'String', { length: 18 }),
  ],
  [couponValueFits],
);
export const table23 = table(23, [
  ID,
  may('orderNo', 'String', { length: 50 }),
  must('recordId', 'Uuid'),
  CAR_NO,
  ...looks,
  must('payTime', 'DateTime'),
  ...sums,
  must('payType', 'Int', PAY_TYPES),
  must('payFrom', 'String', { length: 10 }),
  may('listDiscounts', 'List<discountRecord>', { entries: table24 }),
]);
export const table25 = table(25, [ID, CODE, MESSAGE]);

export const table26 = table(26, [
  STALL_NO,
  PARK_CODE,
  must('physicalState', 'Int', { oneOf: [1, 2, 3] }),
  must('usageState', 'Int', { oneOf: [1, 2, 3] }),
  must('moment', 'DateTime'),
]);
export const table27 = table(27, [STALL_NO, CODE, MESSAGE_REQUIRED]);

export const table28 = table(28, [
  PARK_CODE,
  must('usedStalls', 'Int', { min: 0 }),
  must('unusedStalls', 'Int', { min: 0 }),
  may('reservedStalls', 'Int', { min: 0 }),
]);
export const table29 = table(29, [may('parkCode', 'String', { length: 20 }), CODE, MESSAGE]);

export const table30 = table(30, [
  ID,
  ...vehicle,
  must('enterTime', 'DateTime'),
  may('entranceName', 'String', { length: 50 }),
  may('leaveTime', 'DateTime'),
  may('exitName', 'String', { length: 50 }),
  may('chargeIdList', 'List<Uuid>'),
  ...sums,
]);
export const table31 = table(31, [may('id', 'Uuid'), CODE, MESSAGE]);

/** A form, not JSON: its numbers come as text and are read before they are held against this. */
export const table32 = table(32, [
  must('file', 'File'),
  must('fileName', 'String'),
  must('imageBizType', 'Int', { oneOf: [1, 2, 3, 4] }),
  must('timestamp', 'Timestamp'),
  must('pickTime', 'Timestamp'),
]);
export const table33 = table(33, [may('id', 'Uuid'), CODE, MESSAGE]);

export const table34 = table(34, [
  PARK_CODE,
  must('businessCode', 'Int', { oneOf: [1, 2, 3] }),
  must('businessFlag', 'Int', NO_OR_YES),
  may('forwardUrl', 'String', { length: 255 }),
]);
export const table35 = table(35, [PARK_CODE, CODE, MESSAGE]);

export const table36 = table(36, [
  ID,
  may('parkCode', 'String', { length: 20 }),
  may('stallNo', 'String', { length: 28 }),
  may('carNo', 'String', { length: 10 }),
  must('time', 'DateTime'),
  must('eventType', 'Int', { oneOf: [1001, 1002, 1003, 1004] }),
  must('eventLevel', 'Int', { oneOf: [0, 1, 2, 3] }),
  may('position', 'String', { length: 50 }),
  must('remark', 'String', { length: 200 }),
]);
export const table37 = table(37, [ID, CODE, MESSAGE]);
