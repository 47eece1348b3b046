import { numberOf, remember, tale, textOf, wrongSums } from './tale.ts';
import type { Item, Listener, StoryContext, Tale } from './tale.ts';

interface Stay {
  carNo: string;
  enterTime: string | null;
  left: boolean;
}

interface Charge {
  recordId: string;
  receivables: number;
  received: number;
}

export interface StayContext extends StoryContext {
  /** Whether the lot is known to be off the road: then parkCode is due (tables 19, 21, 30). */
  isOffRoad: () => boolean;
}

type StayInterface = 'vehicleEnter' | 'vehicleLeave' | 'chargeRecord' | 'recordCorrection';

/** Vehicles in and out, what they paid, and corrections of either. */
export function listenToStays(context: StayContext): Record<StayInterface, Listener> {
  const { future, most, issued } = context;
  const stays = new Map<string, Stay>();
  /** Plate → the stay under which the vehicle is inside. */
  const inside = new Map<string, string>();
  const charges = new Map<string, Charge>();
  /** Coupon number → the charge in which it was used. */
  const usedCoupons = new Map<string, string>();

  const id = (item: Item): string => textOf(item, 'id') ?? '';
  const noParkCode = (item: Item): Tale[] =>
    context.isOffRoad() && item['parkCode'] === undefined
      ? [tale('park-code-missing', 'parkCode: due of a lot off the road')]
      : [];
  const goOut = (stayId: string, stay: Stay): void => {
    stay.left = true;
    if (inside.get(stay.carNo) === stayId) inside.delete(stay.carNo);
  };
  const wrongCharges = (item: Item): Tale[] => {
    const list = item['chargeIdList'];
    if (!Array.isArray(list)) return [];
    const known = (list as string[]).map((each) => charges.get(each));
    const missing = (list as string[]).filter((_, i) => known[i] === undefined);
    if (missing.length > 0) return missing.map((each) => tale('unknown-charge', `chargeIdList ${each}`));
    const paid = known.reduce((sum, charge) => sum + (charge?.received ?? 0), 0);
    const received = numberOf(item, 'received') ?? 0;
    return Math.abs(paid - received) > 0.001
      ? [tale('charges-differ', `received ${received}, its charges together ${paid}`)]
      : [];
  };
  const backwards = (enterTime: string | null, leaveTime: string | null): Tale[] =>
    enterTime !== null && leaveTime !== null && leaveTime < enterTime
      ? [tale('leave-before-enter-time', `leaveTime ${leaveTime}, enterTime ${enterTime}`)]
      : [];

  return {
    vehicleEnter(item) {
      const [stayId, carNo] = [id(item), textOf(item, 'carNo') ?? ''];
      const found = [...future(item, 'enterTime'), ...noParkCode(item)];
      // Its leaving came first and was told as such: the vehicle is not inside.
      const before = stays.get(stayId);
      if (before !== undefined) {
        before.enterTime = textOf(item, 'enterTime');
        return found;
      }
      const other = inside.get(carNo);
      if (other !== undefined) found.push(tale('inside-twice', `inside already under ${other}`));
      remember(stays, stayId, { carNo, enterTime: textOf(item, 'enterTime'), left: false }, most);
      remember(inside, carNo, stayId, most);
      return found;
    },
    vehicleLeave(item) {
      const [stayId, carNo] = [id(item), textOf(item, 'carNo') ?? ''];
      const found = [...future(item, 'leaveTime'), ...noParkCode(item), ...wrongSums(item), ...wrongCharges(item)];
      const stay = stays.get(stayId);
      if (stay === undefined) {
        remember(stays, stayId, { carNo, enterTime: null, left: true }, most);
        return [tale('leave-without-enter', 'no such stay'), ...found];
      }
      goOut(stayId, stay);
      if (stay.carNo !== carNo) found.push(tale('other-car', `entered as ${stay.carNo}, not corrected since`));
      return [...backwards(stay.enterTime, textOf(item, 'leaveTime')), ...found];
    },
    chargeRecord(item) {
      const [recordId, carNo] = [textOf(item, 'recordId') ?? '', textOf(item, 'carNo') ?? ''];
      const found = [...future(item, 'payTime'), ...wrongSums(item)];
      const stay = stays.get(recordId);
      const payTime = textOf(item, 'payTime') ?? '';
      if (stay === undefined) {
        found.push(tale('charge-of-unknown-stay', `recordId ${recordId}`));
      } else {
        if (stay.carNo !== carNo) found.push(tale('other-car', `the stay is of ${stay.carNo}`));
        if (stay.enterTime !== null && payTime < stay.enterTime) {
          found.push(tale('paid-before-enter-time', `payTime ${payTime}, enterTime ${stay.enterTime}`));
        }
      }
      const orderNo = textOf(item, 'orderNo');
      if (orderNo !== null && issued.order(orderNo) === undefined) {
        found.push(tale('unknown-order', `orderNo ${orderNo}`));
      }
      remember(
        charges,
        id(item),
        { recordId, receivables: numberOf(item, 'receivables') ?? 0, received: numberOf(item, 'received') ?? 0 },
        most,
      );
      for (const discount of (item['listDiscounts'] ?? []) as Item[]) {
        found.push(...useCoupon(textOf(discount, 'couponNo'), carNo, id(item)));
      }
      return found;
    },
    recordCorrection(item) {
      const [stayId, carNo] = [id(item), textOf(item, 'carNo') ?? ''];
      const [enterTime, leaveTime] = [textOf(item, 'enterTime'), textOf(item, 'leaveTime')];
      const found = [
        ...future(item, 'enterTime', 'leaveTime'),
        ...noParkCode(item),
        ...wrongSums(item),
        ...wrongCharges(item),
        ...backwards(enterTime, leaveTime),
      ];
      const stay = stays.get(stayId);
      if (stay === undefined) return [tale('correction-of-unknown-stay', 'no such stay'), ...found];
      if (inside.get(stay.carNo) === stayId) {
        inside.delete(stay.carNo);
        remember(inside, carNo, stayId, most);
      }
      Object.assign(stay, { carNo, enterTime });
      if (leaveTime !== null) goOut(stayId, stay);
      return found;
    },
  };

  /** Coupons of other houses are none of the platform's business; its own are for one car and one time. */
  function useCoupon(couponNo: string | null, carNo: string, chargeId: string): Tale[] {
    const coupon = couponNo === null ? undefined : issued.coupon(couponNo);
    if (couponNo === null || coupon === undefined) return [];
    const before = usedCoupons.get(couponNo);
    remember(usedCoupons, couponNo, chargeId, most);
    return [
      ...(coupon['carNo'] === carNo ? [] : [tale('coupon-of-other-car', `couponNo ${couponNo}`)]),
      ...(before === undefined ? [] : [tale('coupon-used-twice', `couponNo ${couponNo}, before in ${before}`)]),
    ];
  }
}
