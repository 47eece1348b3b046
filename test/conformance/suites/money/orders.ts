import { press } from '../../../support/station.ts';
import { comesAgain, comesOutAfter, gives, letOut, orders, paysAndGoes, paysCash } from './acts.ts';
import { away, NOTHING, sums } from './story.ts';
import type { MoneyStory } from './story.ts';

/** Shared parking: the time beyond an order (B.2.2). */
export const ORDER_STORIES: readonly MoneyStory[] = [
  {
    detail: 'within its order',
    told: {
      db4403: {
        payResult: [{ orderType: 0, payResult: 1, payAmount: 0, discountAmount: 1000 }],
        vehicleLeave: [NOTHING],
      },
      away: [away(0)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await comesOutAfter(lot, plate, 55);
      await lot.goes();
    },
  },
  {
    detail: 'beyond its order, paid in cash',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }, { orderType: 1, payResult: 1, payType: 1, payAmount: 1000, discountAmount: 0 }],
        chargeRecord: [{ payType: 1, ...sums(1000) }],
        vehicleLeave: [sums(1000)],
        overdueOrder: [
          { amount: 1000, payStatus: 0 },
          { amount: 1000, payStatus: 1 },
        ],
      },
      away: [away(1000)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await paysAndGoes(lot, plate);
    },
  },
  {
    detail: 'beyond its order, a coupon for a part',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }, { orderType: 1, payAmount: 600, discountAmount: 400 }],
        chargeRecord: [{ ...sums(600, 400), listDiscounts: [{ couponType: 1, couponValue: 4 }] }],
        vehicleLeave: [sums(600, 400)],
        overdueOrder: [{ payStatus: 0 }, { amount: 1000, payStatus: 1 }],
      },
      away: [away(600)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await gives(lot, plate, { kind: 'amount', fen: 400 });
      await paysAndGoes(lot, plate);
    },
  },
  {
    detail: 'beyond its order, a coupon for all of it',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }, { orderType: 1, payAmount: 0, discountAmount: 1000 }],
        chargeRecord: [sums(0, 1000)],
        vehicleLeave: [sums(0, 1000)],
        overdueOrder: [{ payStatus: 0 }, { amount: 1000, payStatus: 1 }],
      },
      away: [away(0)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await gives(lot, plate, { kind: 'free' });
      await comesOutAfter(lot, plate);
      await lot.goes();
    },
  },
  {
    detail: 'beyond its order, let out unpaid',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }],
        vehicleLeave: [NOTHING],
        overdueOrder: [{ amount: 1000, payStatus: 0 }],
      },
      away: [away(1000, 0)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await comesOutAfter(lot, plate);
      letOut(lot);
      await lot.goes();
    },
  },
  {
    detail: 'beyond its order, paid in two parts',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }, { orderType: 1, payAmount: 2000, discountAmount: 0 }],
        chargeRecord: [sums(1000), sums(1000)],
        vehicleLeave: [sums(2000)],
        overdueOrder: [
          { amount: 2000, payStatus: 0 },
          { amount: 2000, payStatus: 1 },
        ],
      },
      away: [away(2000)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await comesOutAfter(lot, plate);
      paysCash(lot);
      await comesAgain(lot, plate);
      paysCash(lot);
      await lot.goes();
    },
  },
  {
    detail: 'beyond its order, paid for a part, and let out',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }],
        chargeRecord: [sums(1000)],
        vehicleLeave: [sums(1000)],
        overdueOrder: [{ amount: 1000, payStatus: 0 }],
      },
      away: [away(2000, 1000)],
    },
    async play(lot, plate) {
      await orders(lot, plate);
      await comesOutAfter(lot, plate);
      paysCash(lot);
      await comesAgain(lot, plate);
      letOut(lot);
      await lot.goes();
    },
  },
  {
    detail: 'beyond its order, paid, and paid back by the platform',
    told: {
      db4403: {
        payResult: [{ orderType: 0 }, { orderType: 1, payAmount: 1000 }],
        chargeRecord: [sums(1000)],
        vehicleLeave: [sums(1000)],
        overdueOrder: [{ payStatus: 0 }, { payStatus: 1 }, { payStatus: 2 }],
        refundResult: [{ orderType: 1, status: 1, isAllRefund: 1, amount: 1000 }],
      },
      away: [away(1000)],
    },
    async play(lot, plate) {
      const orderNo = await orders(lot, plate);
      await paysAndGoes(lot, plate);
      await lot.told();
      const overdue = lot.platform.book.entries.findLast(
        ({ interface: code, item }) => code === 'overdueOrder' && item['orderNo'] === orderNo,
      );
      const { refundNo } = await lot.platform.orders.refund(String(overdue?.item['overdueOrderNo']), 1000, '投诉');
      lot.call('orders.decide-refund', { key: press(), refundNo, accept: true, because: '同意' });
    },
  },
];
