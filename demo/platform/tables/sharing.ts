import {
  CAR_MODELS,
  CAR_NO,
  CODE,
  MESSAGE,
  MONEY,
  NO_OR_YES,
  PARK_CODE,
  PAY_TYPES,
  CAR_COLOURS,
  PLATE_COLOURS,
  may,
  must,
  table,
} from './description.ts';
import type { Rule } from './description.ts';

/** 7.3.5: plans, orders, overdue orders, payments and refunds of shared parking. */

const ORDER_NO = must('orderNo', 'String', { length: 50 });
const REFUND_NO = must('refundNo', 'String', { length: 50 });
const PACKAGE_CODE = must('packageCode', 'String', { length: 50 });
const PLATE_COLOUR = must('plateColor', 'String', PLATE_COLOURS);
/** 0: a plan that was bought, 1: an overdue order that is paid later. */
const ORDER_TYPE = must('orderType', 'Int', { oneOf: [0, 1] });

/** Table 42: 次租共享方案应提供. */
const timesAreCounted: Rule = ({ packageType, useTimes, useDays }) => {
  if (packageType !== 1) return null;
  const words = 'required of a plan that is sold by times';
  if (useTimes === undefined) return { field: 'useTimes', code: 4, words };
  return useDays === undefined ? { field: 'useDays', code: 4, words } : null;
};

export const table43 = table(43, [
  must('dateType', 'Int', { oneOf: [1, 2, 3, 4] }),
  must('inTime', 'Time'),
  must('outTime', 'Time'),
]);
export const table42 = table(
  42,
  [
    PARK_CODE,
    PACKAGE_CODE,
    must('packageName', 'String', { length: 50 }),
    must('spaceNum', 'Int', { min: 0 }),
    must('packageType', 'Int', { oneOf: [1, 2, 3, 4] }),
    may('useTimes', 'String'),
    may('useDays', 'String'),
    must('displayBeginDate', 'DateTime'),
    must('displayEndDate', 'DateTime'),
    must('buyBeginDate', 'DateTime'),
    must('buyEndDate', 'DateTime'),
    must('carTypeLimit', 'Int', CAR_MODELS),
    must('parkPeriod', 'Int', { oneOf: [0, 1, 2] }),
    must('originalPrice', 'Decimal', MONEY),
    must('sellPrice', 'Decimal', MONEY),
    must('bizStatus', 'Int', NO_OR_YES),
    // Capital as printed, against 7.3.1.2 c. The notes say 300 and 100 characters: the column rules.
    may('Instructions', 'String', { length: 255 }),
    may('description', 'String', { length: 255 }),
    may('createUserId', 'String', { length: 10 }),
    may('updateUserId', 'String', { length: 10 }),
    may('remark', 'String', { length: 255 }),
    may('recommendValue', 'Int', MONEY),
    may('buyNotice', 'String'),
    may('refundNotice', 'String'),
    must('ruleList', 'List<Map>', { entries: table43 }),
  ],
  [timesAreCounted],
);
export const table44 = table(44, [PACKAGE_CODE, CODE, MESSAGE]);

export const table45 = table(45, [
  ORDER_NO,
  ORDER_TYPE,
  must('payResult', 'Int', NO_OR_YES),
  may('payType', 'Int', PAY_TYPES),
  may('payTime', 'DateTime'),
  must('payAmount', 'Decimal', MONEY),
  may('discountAmount', 'Decimal', MONEY),
  may('transactionId', 'String'),
]);
export const table46 = table(46, [ORDER_NO, CODE, MESSAGE]);

/** The text prints parkName twice, once with a length. */
export const table47 = table(47, [
  ORDER_NO,
  must('overdueOrderNo', 'String', { length: 50 }),
  CAR_NO,
  may('carColor', 'String', CAR_COLOURS),
  must('inTime', 'DateTime'),
  must('outTime', 'DateTime'),
  may('overdueLength', 'Int', { min: 0 }),
  must('parkName', 'String', { length: 255 }),
  may('amount', 'Decimal', MONEY),
  PARK_CODE,
  may('payStatus', 'Int', { oneOf: [0, 1, 2] }),
]);
/** The overdue order's number has another name in its reply. */
export const table48 = table(48, [must('overTimeOrder', 'String', { length: 50 }), CODE, MESSAGE]);

export const table49 = table(49, [
  REFUND_NO,
  ORDER_NO,
  ORDER_TYPE,
  must('status', 'Int', NO_OR_YES),
  must('remark', 'String', { length: 200 }),
  must('isAllRefund', 'Int', NO_OR_YES),
  must('amount', 'Decimal', MONEY),
]);
export const table50 = table(50, [REFUND_NO, CODE, MESSAGE]);

export const table51 = table(51, [
  ORDER_NO,
  must('status', 'Int', { oneOf: [1, 2] }),
  CAR_NO,
  PLATE_COLOUR,
  must('beginDate', 'DateTime'),
  must('endDate', 'DateTime'),
  may('reason', 'String', { length: 255 }),
]);
export const table52 = table(52, [ORDER_NO, CODE, MESSAGE]);

const discount = [
  must('discountType', 'Int', { oneOf: [1, 2] }),
  must('discountNo', 'String'),
  must('discountValue', 'String'),
];
export const table54 = table(54, discount);
export const table55 = table(55, discount);

const discounts = [
  must('platformDiscount', 'Decimal', MONEY),
  may('isvDiscount', 'Decimal', MONEY),
  must('platformDiscountList', 'List<Map>', { entries: table54, mayBeEmpty: true }),
  may('isvDiscountList', 'List<Map>', { entries: table55, mayBeEmpty: true }),
];
const CALLBACK = may('callbackUrl', 'String', { length: 255 });

export const table53 = table(53, [
  ORDER_NO,
  PARK_CODE,
  must('fixCount', 'Int', { min: 1 }),
  must('orderBeginDate', 'DateTime'),
  must('orderEndDate', 'DateTime'),
  PACKAGE_CODE,
  CAR_NO,
  PLATE_COLOUR,
  must('providerCode', 'String', { length: 100 }),
  must('userId', 'String', { length: 100 }),
  must('amount', 'Decimal', MONEY),
  ...discounts,
  must('payAmount', 'Decimal', MONEY),
  CALLBACK,
]);
export const table56 = table(56, [
  CODE,
  MESSAGE,
  must('miniAppId', 'Int', { oneOf: [1, 2, 3], onSuccess: true }),
  must('payUrl', 'String', { length: 255, onSuccess: true }),
  may('endDate', 'String'),
]);

export const table57 = table(57, [ORDER_NO, must('payAmount', 'Decimal', MONEY), ...discounts, CALLBACK]);
export const table58 = table(58, [CODE, MESSAGE, must('payUrl', 'String', { length: 255, onSuccess: true })]);

export const table59 = table(59, [
  REFUND_NO,
  ORDER_NO,
  may('reason', 'String', { length: 255 }),
  must('money', 'Decimal', MONEY),
]);
export const table60 = table(60, [REFUND_NO, CODE, MESSAGE]);
