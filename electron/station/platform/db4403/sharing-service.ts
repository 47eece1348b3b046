import type { OrderRefusal, OverduePaymentRefusal, Price, RefundRefusal, SharingDesk } from '../../booking/contract.ts';
import type { Tx } from '../../ledger/record.ts';
import { instantOf, toDateTime } from '../../wire/time.ts';
import { CODE, wordsFor } from './codes.ts';
import { refusal } from './envelope.ts';
import type { Refusal } from './envelope.ts';
import { fenOfYuan, wholeFen } from './money.ts';
import type { Row } from './tables/description.ts';
import type { table53, table56, table57, table58, table59, table60 } from './tables/sharing.ts';
import { fromPlateColor } from './vehicle-codes.ts';
import { wireCodes } from './wire-codes.ts';

const DONE = { code: CODE.ok, message: wordsFor(CODE.ok) };

const payWays = wireCodes<SharingDesk['payBy'], number>({ wechat: 1, alipay: 2, h5: 3 });

/**
 * What table 56 requires of every reply, refused ones too: how drivers pay here, and an address that is empty, so that
 * nobody pays for an order that was not taken. Table 58 requires the address alone.
 */
export const unpayableOrder = (desk: SharingDesk) => ({ miniAppId: payWays.of(desk.payBy), payUrl: '' });
export const UNPAYABLE = { payUrl: '' };

const PRICE = 'payAmount 应为金额减优惠，元，最多两位小数';

const ORDER_REFUSED: Record<OrderRefusal, Refusal> = {
  'no-vehicle': refusal(CODE.noSuchVehicle, 'carNo'),
  barred: refusal(CODE.barred, 'carNo'),
  'unknown-plan': refusal(CODE.noSuchObject, 'packageCode'),
  'unknown-provider': refusal(CODE.noSuchObject, 'providerCode'),
  'not-on-sale': refusal(CODE.bookingTimes, 'packageCode 不在购买期内'),
  'bad-times': refusal(CODE.bookingTimes, 'orderBeginDate, orderEndDate'),
  'wrong-sum': refusal(CODE.range, PRICE),
  'vehicle-too-large': refusal(CODE.range, 'plateColor 超出车型限制'),
  'no-space': refusal(CODE.noStallLeft, 'orderBeginDate, orderEndDate'),
  'pay-url-too-long': refusal(CODE.length, 'callbackUrl'),
  'number-taken': refusal(CODE.exists, 'orderNo'),
  lapsed: refusal(CODE.lapsed, 'orderNo'),
};

/** 7.3.5.2.1: takes a shared-parking order and words the answer of table 56. */
export function shareOrder(tx: Tx, desk: SharingDesk, row: Row<typeof table53>): Row<typeof table56> {
  const refuse = (why: Refusal) => ({ ...unpayableOrder(desk), ...why });
  const wrong = wrongSum(row, ['amount', 'platformDiscount', 'isvDiscount', 'payAmount']) ?? wrongCallback(row);
  if (wrong) return refuse(wrong);
  const result = desk.order(tx, {
    orderNo: row.orderNo,
    planCode: row.packageCode,
    plate: row.carNo,
    plateColour: fromPlateColor(row.plateColor),
    quantity: row.fixCount,
    from: instantOf(row.orderBeginDate),
    to: instantOf(row.orderEndDate),
    provider: row.providerCode,
    userId: row.userId,
    amount: fen(row.amount),
    ...priceOf(row),
    discounts: [...row.platformDiscountList, ...(row.isvDiscountList ?? [])],
    callbackUrl: row.callbackUrl ?? null,
  });
  if (result.outcome === 'refused') return refuse(ORDER_REFUSED[result.because]);
  const endDate = result.endsAt === null ? {} : { endDate: toDateTime(result.endsAt) };
  return { ...DONE, miniAppId: payWays.of(desk.payBy), payUrl: result.payUrl, ...endDate };
}

const OVERDUE_REFUSED: Record<OverduePaymentRefusal, Refusal> = {
  'unknown-order': refusal(CODE.noSuchObject, 'orderNo'),
  paid: refusal(CODE.lapsed, 'orderNo 已支付'),
  void: refusal(CODE.deleted, 'orderNo 已作废'),
  'wrong-sum': refusal(CODE.range, PRICE),
  'pay-url-too-long': refusal(CODE.length, 'callbackUrl'),
};

/** 7.3.5.2.2: says where an overdue order is paid and words the answer of table 58. */
export function overduePayment(tx: Tx, desk: SharingDesk, row: Row<typeof table57>): Row<typeof table58> {
  const wrong = wrongSum(row, ['platformDiscount', 'isvDiscount', 'payAmount']) ?? wrongCallback(row);
  if (wrong) return { ...wrong, ...UNPAYABLE };
  const callbackUrl = row.callbackUrl ?? null;
  const result = desk.overduePayment(tx, { orderNo: row.orderNo, ...priceOf(row), callbackUrl });
  if (result.outcome === 'refused') return { ...OVERDUE_REFUSED[result.because], ...UNPAYABLE };
  return { ...DONE, payUrl: result.payUrl };
}

const REFUND_REFUSED: Record<RefundRefusal, Refusal> = {
  'unknown-order': refusal(CODE.noSuchObject, 'orderNo'),
  'number-taken': refusal(CODE.exists, 'refundNo'),
  'more-than-paid': refusal(CODE.range, 'money'),
};

/** 7.3.5.2.3: takes a refund and words the answer of table 60. Unlike those of orders, its sum is in fen (7.2 a 1). */
export function refundRequest(tx: Tx, desk: SharingDesk, row: Row<typeof table59>): Row<typeof table60> {
  const { refundNo, orderNo } = row;
  const amount = wholeFen(row.money);
  if (amount === null) return { refundNo, ...refusal(CODE.range, 'money 应为整数，分') };
  const result = desk.refund(tx, { refundNo, orderNo, amount, reason: row.reason ?? null });
  return { refundNo, ...(result.outcome === 'taken' ? DONE : REFUND_REFUSED[result.because]) };
}

/** Sums of tables 53 and 57, in yuan. */
interface Sums {
  amount?: number;
  payAmount: number;
  platformDiscount: number;
  isvDiscount?: number;
}

function wrongSum(row: Sums, fields: readonly (keyof Sums)[]): Refusal | null {
  const wrong = fields.find((field) => fenOfYuan(row[field] ?? 0) === null);
  return wrong === undefined ? null : refusal(CODE.range, `${wrong} 应为元，最多两位小数`);
}

const priceOf = (row: Sums): Price => ({
  payable: fen(row.payAmount),
  platformDiscount: fen(row.platformDiscount),
  ownDiscount: fen(row.isvDiscount ?? 0),
});

/** Of a sum that `wrongSum` has let through. */
const fen = (yuan: number): number => fenOfYuan(yuan) ?? 0;

/** The pay page sends the driver's browser there. */
function wrongCallback({ callbackUrl }: { callbackUrl?: string }): Refusal | null {
  const protocol = callbackUrl === undefined ? 'https:' : URL.parse(callbackUrl)?.protocol;
  return protocol === 'http:' || protocol === 'https:' ? null : refusal(CODE.range, 'callbackUrl 应为 http(s) 地址');
}
