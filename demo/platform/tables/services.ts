import {
  CAR_COLOURS,
  CAR_MODELS,
  CAR_NO,
  CODE,
  MESSAGE,
  PARK_CODE,
  PLATE_COLOURS,
  couponValueFits,
  may,
  must,
  table,
} from './description.ts';

/** 7.3.4.2: coupons and the control list, sent down to the lot. */

const COUPON_NO = must('couponNo', 'String', { length: 20 });

export const table38 = table(
  38,
  [
    COUPON_NO,
    PARK_CODE,
    CAR_NO,
    must('couponType', 'Int', { oneOf: [1, 2, 3, 4] }),
    must('couponValue', 'Decimal', { min: 0 }),
    must('operateTime', 'DateTime'),
    may('discountChannel', 'String', { length: 100 }),
    may('channelOrgCode', 'String', { length: 18 }),
    must('platform', 'String', { length: 100 }),
  ],
  [couponValueFits],
);
export const table39 = table(39, [COUPON_NO, CODE, MESSAGE]);

export const table40 = table(40, [
  must('id', 'Uuid'),
  PARK_CODE,
  CAR_NO,
  must('plateColor', 'String', PLATE_COLOURS),
  may('carColor', 'String', CAR_COLOURS),
  must('carModel', 'Int', CAR_MODELS),
  must('strategyType', 'Int', { oneOf: [1, 2, 3, 4, 5] }),
  may('beginDate', 'DateTime'),
  must('endDate', 'DateTime'),
  must('strategyFrom', 'String', { length: 50 }),
  must('status', 'Int', { oneOf: [1, 2] }),
]);
export const table41 = table(41, [may('id', 'Uuid'), CODE, MESSAGE]);
