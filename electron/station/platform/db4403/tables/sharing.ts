import { table } from './description.ts';
import { CAR_COLORS, PLATE_COLORS } from './vehicle.ts';

/** When a car may be parked. Printed as `00:00` and typed Time: both forms are read. */
export const table43 = table(43, [
  { name: 'dateType', type: 'Int', required: true, oneOf: [1, 2, 3, 4] },
  { name: 'inTime', type: 'Time', required: true },
  { name: 'outTime', type: 'Time', required: true },
]);

/** 7.3.5.1.1, request. */
export const table42 = table(42, [
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'packageCode', type: 'String', required: true, length: 50 },
  { name: 'packageName', type: 'String', required: true, length: 50 },
  { name: 'spaceNum', type: 'Int', required: true, min: 0 },
  { name: 'packageType', type: 'Int', required: true, oneOf: [1, 2, 3, 4] },
  { name: 'useTimes', type: 'String', required: false },
  { name: 'useDays', type: 'String', required: false },
  { name: 'displayBeginDate', type: 'DateTime', required: true },
  { name: 'displayEndDate', type: 'DateTime', required: true },
  { name: 'buyBeginDate', type: 'DateTime', required: true },
  { name: 'buyEndDate', type: 'DateTime', required: true },
  { name: 'carTypeLimit', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'parkPeriod', type: 'Int', required: true, oneOf: [0, 1, 2] },
  { name: 'originalPrice', type: 'Decimal', required: true, min: 0 },
  { name: 'sellPrice', type: 'Decimal', required: true, min: 0 },
  { name: 'bizStatus', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'Instructions', type: 'String', required: false, length: 255 },
  { name: 'description', type: 'String', required: false, length: 255 },
  { name: 'createUserId', type: 'String', required: false, length: 10 },
  { name: 'updateUserId', type: 'String', required: false, length: 10 },
  { name: 'remark', type: 'String', required: false, length: 255 },
  { name: 'recommendValue', type: 'Int', required: false, min: 0 },
  { name: 'buyNotice', type: 'String', required: false },
  { name: 'refundNotice', type: 'String', required: false },
  { name: 'ruleList', type: 'List', required: true, of: table43 },
]);

/** 7.3.5.1.1, reply. */
export const table44 = table(44, [
  { name: 'packageCode', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.1.2, request. */
export const table45 = table(45, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'orderType', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'payResult', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'payType', type: 'Int', required: false, oneOf: [1, 2, 3, 4, 5, 6] },
  { name: 'payTime', type: 'DateTime', required: false },
  { name: 'payAmount', type: 'Decimal', required: true, min: 0 },
  { name: 'discountAmount', type: 'Decimal', required: false, min: 0 },
  { name: 'transactionId', type: 'String', required: false },
]);

/** 7.3.5.1.2, reply. */
export const table46 = table(46, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.1.3, request. `parkName` stands there twice; the second says its length. */
export const table47 = table(47, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'overdueOrderNo', type: 'String', required: true, length: 50 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  { name: 'carColor', type: 'String', required: false, length: 3, oneOf: CAR_COLORS },
  { name: 'inTime', type: 'DateTime', required: true },
  { name: 'outTime', type: 'DateTime', required: true },
  { name: 'overdueLength', type: 'Int', required: false, min: 0 },
  { name: 'parkName', type: 'String', required: true, length: 255 },
  { name: 'amount', type: 'Decimal', required: false, min: 0 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'payStatus', type: 'Int', required: false, oneOf: [0, 1, 2] },
]);

/** 7.3.5.1.3, reply: it names the overdue order otherwise than the request. */
export const table48 = table(48, [
  { name: 'overTimeOrder', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.1.4, request. */
export const table49 = table(49, [
  { name: 'refundNo', type: 'String', required: true, length: 50 },
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'orderType', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'status', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'remark', type: 'String', required: true, length: 200 },
  { name: 'isAllRefund', type: 'Int', required: true, oneOf: [0, 1] },
  { name: 'amount', type: 'Decimal', required: true, min: 0 },
]);

/** 7.3.5.1.4, reply. */
export const table50 = table(50, [
  { name: 'refundNo', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.1.5, request. */
export const table51 = table(51, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'status', type: 'Int', required: true, oneOf: [1, 2] },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  { name: 'plateColor', type: 'String', required: true, length: 3, oneOf: PLATE_COLORS },
  { name: 'beginDate', type: 'DateTime', required: true },
  { name: 'endDate', type: 'DateTime', required: true },
  { name: 'reason', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.1.5, reply. */
export const table52 = table(52, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);

/** Discounts of the platform (table 53 calls it 39). */
export const table54 = table(54, [
  { name: 'discountType', type: 'Int', required: true, oneOf: [1, 2] },
  { name: 'discountNo', type: 'String', required: true },
  { name: 'discountValue', type: 'String', required: true },
]);

/** Discounts of ours (table 53 calls it 40). */
export const table55 = table(55, [
  { name: 'discountType', type: 'Int', required: true, oneOf: [1, 2] },
  { name: 'discountNo', type: 'String', required: true },
  { name: 'discountValue', type: 'String', required: true },
]);

/** 7.3.5.2.1, request. Sums are yuan. */
export const table53 = table(53, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'parkCode', type: 'String', required: true, length: 20 },
  { name: 'fixCount', type: 'Int', required: true, min: 1, max: 1000 },
  { name: 'orderBeginDate', type: 'DateTime', required: true },
  { name: 'orderEndDate', type: 'DateTime', required: true },
  { name: 'packageCode', type: 'String', required: true, length: 50 },
  { name: 'carNo', type: 'String', required: true, length: 10 },
  { name: 'plateColor', type: 'String', required: true, length: 3, oneOf: PLATE_COLORS },
  { name: 'providerCode', type: 'String', required: true, length: 100 },
  { name: 'userId', type: 'String', required: true, length: 100 },
  { name: 'amount', type: 'Decimal', required: true, min: 0 },
  { name: 'platformDiscount', type: 'Decimal', required: true, min: 0 },
  { name: 'isvDiscount', type: 'Decimal', required: false, min: 0 },
  { name: 'platformDiscountList', type: 'List', required: true, of: table54 },
  { name: 'isvDiscountList', type: 'List', required: false, of: table55 },
  { name: 'payAmount', type: 'Decimal', required: true, min: 0 },
  { name: 'callbackUrl', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.2.1, reply: it does not say which order it is about. */
export const table56 = table(56, [
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
  { name: 'miniAppId', type: 'Int', required: true, oneOf: [1, 2, 3] },
  { name: 'payUrl', type: 'String', required: true, length: 255 },
  { name: 'endDate', type: 'String', required: false },
]);

/** 7.3.5.2.2, request. */
export const table57 = table(57, [
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'payAmount', type: 'Decimal', required: true, min: 0 },
  { name: 'platformDiscount', type: 'Decimal', required: true, min: 0 },
  { name: 'isvDiscount', type: 'Decimal', required: false, min: 0 },
  { name: 'platformDiscountList', type: 'List', required: true, of: table54 },
  { name: 'isvDiscountList', type: 'List', required: false, of: table55 },
  { name: 'callbackUrl', type: 'String', required: false, length: 255 },
]);

/** 7.3.5.2.2, reply. */
export const table58 = table(58, [
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
  { name: 'payUrl', type: 'String', required: true, length: 255 },
]);

/** 7.3.5.2.3, request. */
export const table59 = table(59, [
  { name: 'refundNo', type: 'String', required: true, length: 50 },
  { name: 'orderNo', type: 'String', required: true, length: 50 },
  { name: 'reason', type: 'String', required: false, length: 255 },
  { name: 'money', type: 'Decimal', required: true, min: 0 },
]);

/** 7.3.5.2.3, reply. */
export const table60 = table(60, [
  { name: 'refundNo', type: 'String', required: true, length: 50 },
  { name: 'code', type: 'Int', required: true },
  { name: 'message', type: 'String', required: false, length: 255 },
]);
