import { remember } from './stories/tale.ts';
import type { Item } from './stories/tale.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

/** What this platform has sent down to the lot, so that reports about it can be held against it. */
export interface Issued {
  note(code: ServiceInterface, item: unknown): void;
  order(orderNo: string): Item | undefined;
  /** The lot changed an order (table 51). */
  changeOrder(orderNo: string, change: Item): void;
  refund(refundNo: string): Item | undefined;
  coupon(couponNo: string): Item | undefined;
  /** Whether a car was ever on a control list that was sent. */
  isListed(carNo: string): boolean;
}

/** Remembers the last `most` of each kind. */
export function rememberIssued(most: number): Issued {
  const orders = new Map<string, Item>();
  const refunds = new Map<string, Item>();
  const coupons = new Map<string, Item>();
  const listed = new Map<string, true>();

  const keep = (known: Map<string, Item>, item: Item, name: string): void => {
    const key = item[name];
    if (typeof key === 'string') remember(known, key, item, most);
  };
  return {
    note(code, item) {
      if (typeof item !== 'object' || item === null) return;
      const sent = item as Item;
      switch (code) {
        case 'shareOrder':
          return keep(orders, sent, 'orderNo');
        case 'refundRequest':
          return keep(refunds, sent, 'refundNo');
        case 'coupon':
          return keep(coupons, sent, 'couponNo');
        case 'vehicleControl':
          if (typeof sent['carNo'] === 'string') remember(listed, sent['carNo'], true, most);
          return;
        case 'overduePayment':
        case 'requestBookStall':
        case 'confirmBookStall':
          return;
      }
    },
    order: (orderNo) => orders.get(orderNo),
    changeOrder(orderNo, change) {
      const known = orders.get(orderNo);
      if (known !== undefined) orders.set(orderNo, { ...known, ...change });
    },
    refund: (refundNo) => refunds.get(refundNo),
    coupon: (couponNo) => coupons.get(couponNo),
    isListed: (carNo) => listed.has(carNo),
  };
}
