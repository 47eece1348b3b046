import type { AppliedDiscount, CouponType, PayType, ReportOf, StayRecord, Sums } from '../../ledger/report.ts';
import { requiredText, text, whole } from '../../wire/text.ts';
import { toDateTime } from '../../wire/time.ts';
import type { Row } from './tables/description.ts';
import type { table19, table21, table23, table24, table30 } from './tables/vehicle.ts';
import { toCarColor, toCarModel, toPlateColor } from './vehicle-codes.ts';
import { wireCodes } from './wire-codes.ts';

/** carNo is required (table 19); a car without a readable plate is reported under the word the trade uses. */
const NO_PLATE = '无牌车';
/** payFrom is required (table 23). */
const ELSEWHERE = '其它';

export const payTypes = wireCodes<PayType, number>({ cash: 1, wechat: 2, alipay: 3, unionpay: 4, etc: 5, other: 6 });
const couponTypes = wireCodes<CouponType, number>({ none: 0, amount: 1, hours: 2, fraction: 3, free: 4 });

export const toCarNo = (plate: string): string => requiredText(plate, 10, NO_PLATE);

/** 7.3.4.1.1 */
export function entered({ stay }: ReportOf<'entered'>, parkCode: string): Row<typeof table19> {
  return { id: stay.id, ...placed(stay, parkCode), ...vehicle(stay), ...arrival(stay) };
}

/** 7.3.4.1.2 */
export function left({ stay, sums, chargeIds }: ReportOf<'left'>, parkCode: string): Row<typeof table21> {
  return { id: stay.id, ...placed(stay, parkCode), ...vehicle(stay), ...departure(stay), ...paid(sums, chargeIds) };
}

/** 7.3.4.1.6 */
export function corrected({ stay, sums, chargeIds }: ReportOf<'corrected'>, parkCode: string): Row<typeof table30> {
  return {
    id: stay.id,
    ...placed(stay, parkCode),
    ...vehicle(stay),
    ...arrival(stay),
    ...departure(stay),
    ...paid(sums, chargeIds),
  };
}

/** 7.3.4.1.3 */
export function charged({ stay, charge }: ReportOf<'charged'>): Row<typeof table23> {
  return {
    id: charge.id,
    orderNo: whole(charge.orderNo, 50),
    recordId: stay.id,
    ...vehicle(stay),
    payTime: toDateTime(charge.paidAt),
    ...wireSums(charge),
    payType: payTypes.of(charge.payType),
    payFrom: requiredText(charge.payFrom, 10, ELSEWHERE),
    listDiscounts: charge.discounts.length === 0 ? undefined : charge.discounts.map(discountRecord),
  };
}

function discountRecord(discount: AppliedDiscount): Row<typeof table24> {
  return {
    id: discount.id,
    couponNo: whole(discount.couponNo, 20),
    couponType: couponTypes.of(discount.type),
    couponValue: couponValue(discount),
    discountChannel: text(discount.channel, 100),
    channelOrgCode: whole(discount.channelOrgCode, 18),
  };
}

/** Table 24: yuan for an amount, hours for a time, the share that was taken off, and 1 for all of it. */
function couponValue({ type, value }: AppliedDiscount): number {
  switch (type) {
    case 'none':
      return 0;
    case 'amount':
      return value / 100;
    case 'hours':
    case 'fraction':
      return value;
    case 'free':
      return 1;
  }
}

const placed = (stay: StayRecord, parkCode: string) => ({ parkCode, stallNo: whole(stay.stallNo, 28) });

const vehicle = (stay: StayRecord) => ({
  carNo: toCarNo(stay.plate),
  plateColor: toPlateColor(stay.plateColour),
  carColor: toCarColor(stay.carColour),
  carModel: toCarModel(stay.carModel),
});

const arrival = (stay: StayRecord) => ({
  enterTime: toDateTime(stay.enteredAt),
  entranceName: text(stay.entranceName, 50),
});

const departure = (stay: StayRecord) => ({
  leaveTime: stay.leftAt === null ? undefined : toDateTime(stay.leftAt),
  exitName: text(stay.exitName, 50),
});

/**
 * Fen (7.2 a 1). The three always add up (tables 21, 23 and 30): what is still owed is no part of them. It is told as an overdue order
 * (table 47), or by table 30 once it is paid.
 */
const wireSums = ({ discount, received }: Sums) => ({ receivables: discount + received, discount, received });

const paid = (sums: Sums, chargeIds: readonly string[]) => ({
  chargeIdList: chargeIds.length === 0 ? undefined : [...chargeIds],
  ...wireSums(sums),
});
