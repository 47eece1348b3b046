import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beijing, DAY, openAskedLot } from '../support/asked-lot.ts';
import type { AskedLot } from '../support/asked-lot.ts';
import { PARK_CODE } from './db4403-platform.ts';
import type { Envelope } from './db4403-platform.ts';

let lot: AskedLot;
beforeEach(async () => {
  lot = await openAskedLot();
});
afterEach(() => lot.stop());

const PLATE = '粤B12345';
const now = () => lot.clock.now();

const coupon = (change: object = {}) => ({
  couponNo: 'C1',
  parkCode: PARK_CODE,
  carNo: PLATE,
  couponType: 1,
  couponValue: 11.5,
  operateTime: beijing(now()),
  platform: '共享停车平台',
  ...change,
});
const line = (change: object = {}) => ({
  id: 'a'.repeat(32),
  parkCode: PARK_CODE,
  carNo: PLATE,
  plateColor: '0',
  carModel: 3,
  strategyType: 1,
  endDate: beijing(now() + DAY),
  strategyFrom: '深圳交警',
  status: 1,
  ...change,
});
const order = (change: object = {}) => ({
  orderNo: 'S1',
  parkCode: PARK_CODE,
  fixCount: 1,
  orderBeginDate: beijing(now()),
  orderEndDate: beijing(now() + DAY),
  packageCode: 'P1',
  carNo: PLATE,
  plateColor: '0',
  providerCode: 'provider-1',
  userId: 'user-1',
  amount: 30,
  platformDiscount: 4.9,
  isvDiscount: 0.1,
  platformDiscountList: [{ discountType: 1, discountNo: 'D1', discountValue: '4.90' }],
  payAmount: 25,
  ...change,
});
const overdue = (change: object = {}) => ({
  orderNo: 'S1',
  payAmount: 10,
  platformDiscount: 0,
  platformDiscountList: [],
  ...change,
});
const refund = (change: object = {}) => ({ refundNo: 'R1', orderNo: 'S1', money: 2500, ...change });

const ask = (service: string, ...items: unknown[]) => lot.ask(service, ...items);
const codes = (reply: Envelope) => reply.data.map(({ code }) => code);
const pay = (orderNo: string) =>
  lot.ledger.record((tx) => lot.sharing.paymentReturned(tx, { orderNo, ok: true, at: tx.at }));
/** The car came in on its order and left, so many minutes after the order was over. */
function park(orderNo: string, minutesBeyond: number): void {
  const from = now();
  const over = from + DAY;
  lot.ledger.record((tx) => {
    lot.sharing.enter(tx, orderNo, from);
    const vehicle = { plate: PLATE, plateRead: PLATE, plateColour: 'blue', carColour: null, carModel: null } as const;
    const as = { ...vehicle, class: 'reserved', bookingCode: null, orderNo, card: null, captureId: null } as const;
    const lane = { laneId: 'east', laneName: 'East', cause: 'automatic' } as const;
    lot.stays.enter(tx, 'stay-1', as, null, { at: from, ...lane });
    const stay = lot.stays.leave(tx, 'stay-1', null, { at: over + minutesBeyond * 60_000, ...lane });
    const owed = lot.sharing.leave(tx, stay, false, over + minutesBeyond * 60_000);
    if (owed) lot.sharing.owe(tx, stay, owed);
  });
}
const reported = async (code: string) => {
  const items = () => lot.platform.reports.filter((each) => each.code === code).map(({ item }) => item);
  await vi.waitFor(() => expect(items().length).toBeGreaterThan(0));
  return items();
};

async function refusesAndChangesNothing(code: number, field: string, question: () => Promise<Envelope>): Promise<void> {
  const before = lot.dump();
  const reply = await question();
  expect(codes(reply)).toEqual([code]);
  expect(reply.data[0]?.message).toContain(field);
  expect(lot.dump()).toEqual(before);
  expect(lot.rejected()).toMatchObject([{ data: { code } }]);
}

describe('coupons', () => {
  it('are taken, and kept to the fen', async () => {
    expect(await ask('coupon', coupon())).toMatchObject({
      Code: 0,
      data: [{ couponNo: 'C1', code: 0, message: '成功' }],
    });
    const values = [
      coupon({ couponNo: 'C2', couponValue: 0.29 }),
      coupon({ couponNo: 'C3', couponType: 2, couponValue: 1.5 }),
      coupon({ couponNo: 'C4', couponType: 3, couponValue: 1 }),
      coupon({ couponNo: 'C5', couponType: 4, couponValue: 1 }),
    ];
    expect(codes(await ask('coupon', ...values))).toEqual([0, 0, 0, 0]);
    expect(lot.coupons.couponsFor(PLATE).map(({ type, value }) => [type, value])).toEqual([
      ['amount', 1150],
      ['amount', 29],
      ['hours', 1.5],
      ['fraction', 1],
      ['free', 1],
    ]);
  });

  it('that come again are the same, in a message of their own and beside others', async () => {
    const again = coupon();
    await ask('coupon', again);
    lot.clock.leap(1000);
    expect(codes(await ask('coupon', again, coupon({ couponNo: 'C2' })))).toEqual([0, 0]);
    expect(lot.coupons.couponsFor(PLATE)).toHaveLength(2);
  });

  it.each<[string, number, string, object]>([
    ['an amount of a fraction of a fen', 1007, 'couponValue', { couponValue: 0.001 }],
    ['an amount of nothing', 1007, 'couponValue', { couponValue: 0 }],
    ['an amount beyond an Int of fen', 1007, 'couponValue', { couponValue: 21_474_836.48 }],
    ['no hours', 1007, 'couponValue', { couponType: 2, couponValue: 0 }],
    ['more hours than a year has', 1007, 'couponValue', { couponType: 2, couponValue: 9000 }],
    ['a fraction of more than all', 1007, 'couponValue', { couponType: 3, couponValue: 1.01 }],
    ['a fraction of nothing', 1007, 'couponValue', { couponType: 3, couponValue: 0 }],
    ['free that is not 1', 1007, 'couponValue', { couponType: 4, couponValue: 2 }],
    ['no vehicle', 1103, 'carNo', { carNo: '无牌车' }],
  ])('of %s are refused', (_what, code, field, change) =>
    refusesAndChangesNothing(code, field, () => ask('coupon', coupon(change))),
  );

  it('of a known number with other content are refused', async () => {
    await ask('coupon', coupon());
    await refusesAndChangesNothing(1200, 'couponNo', () => ask('coupon', coupon({ couponValue: 12 })));
  });

  it('for a stay that is over came too late: the car is not inside', async () => {
    await ask('shareOrder', order());
    pay('S1');
    const before = beijing(now());
    park('S1', 0);
    lot.clock.leap(2 * DAY);
    await refusesAndChangesNothing(4001, 'carNo', () => ask('coupon', coupon({ operateTime: before })));
  });
});

describe('the control list', () => {
  const id = (n: number) => String(n).repeat(32);

  it('is taken in batches, changed and deleted, one line of the board for each message', async () => {
    const lines = [1, 2, 3, 4, 5].map((strategyType) => line({ id: id(strategyType), strategyType }));
    expect(await ask('vehicleControl', ...lines)).toMatchObject({ Code: 0 });
    expect(lot.control.entriesOf(PLATE).map(({ strategy }) => strategy)).toEqual([
      ...['no-entry', 'no-exit', 'no-passage', 'warn', 'free'],
    ]);
    const [changed, gone] = [line({ id: id(1), strategyType: 5 }), line({ id: id(2), strategyType: 2, status: 2 })];
    expect(codes(await ask('vehicleControl', changed, gone))).toEqual([0, 0]);
    expect(lot.control.entriesOf(PLATE)).toHaveLength(4);
    const facts = lot.ledger.recent(50).filter(({ kind }) => kind === 'control-list-changed');
    expect(facts.map(({ data }) => data['detail'])).toEqual(['2', '5']);
  });

  it('holds at once without a beginning, and from its beginning with one', async () => {
    await ask(
      'vehicleControl',
      line(),
      line({ id: id(2), beginDate: '2026-12-01 08:00:00', endDate: '2026-12-02 08:00:00' }),
    );
    const [first, second] = lot.control.entriesOf(PLATE);
    expect([first?.from, second?.from]).toEqual([null, Date.UTC(2026, 11, 1)]);
  });

  it.each<[string, number, string, object]>([
    ['ends before it begins', 1007, 'endDate', { beginDate: '2026-05-02 00:00:00', endDate: '2026-05-01 00:00:00' }],
    ['is deleted and not known', 1100, 'id', { status: 2 }],
    ['names no vehicle', 1103, 'carNo', { carNo: '---' }],
  ])('refuses a line that %s', (_what, code, field, change) =>
    refusesAndChangesNothing(code, field, () => ask('vehicleControl', line(change))),
  );

  it('refuses a line that was deleted', async () => {
    await ask('vehicleControl', line());
    await ask('vehicleControl', line({ status: 2 }));
    // Later: the same bytes would get the reply of before.
    lot.clock.leap(2000);
    expect(codes(await ask('vehicleControl', line({ status: 2 })))).toEqual([0]);
    await refusesAndChangesNothing(1400, 'id', () => ask('vehicleControl', line()));
  });
});

describe('shared-parking orders', () => {
  it('are answered with where to pay, and only with what table 56 has', async () => {
    const reply = await ask('shareOrder', order({ callbackUrl: 'https://back.example/p?x=1' }));
    expect(reply).toMatchObject({ Code: 0, message: '成功' });
    expect(reply.data).toEqual([
      {
        code: 0,
        message: '成功',
        miniAppId: 1,
        payUrl: 'https://pay.example/S1?fen=2500&back=https%3A%2F%2Fback.example%2Fp%3Fx%3D1',
      },
    ]);
  });

  it('in one message are answered in their order; a refusal has no address to pay at', async () => {
    const reply = await ask(
      'shareOrder',
      order(),
      order({ orderNo: 'S2', packageCode: 'none' }),
      order({ orderNo: 'S3' }),
    );
    expect(reply.Code).toBe(1);
    expect(reply.data.map(({ code, payUrl }) => [code, payUrl])).toEqual([
      [0, 'https://pay.example/S1?fen=2500&back='],
      [1100, ''],
      [0, 'https://pay.example/S3?fen=2500&back='],
    ]);
    expect(reply.data[1]).toEqual({ code: 1100, message: '对象不存在: packageCode', miniAppId: 1, payUrl: '' });
  });

  it('once paid hold, and the payment is reported', async () => {
    await ask('shareOrder', order());
    pay('S1');
    expect(await reported('payResult')).toMatchObject([{ orderNo: 'S1', orderType: 0, payResult: 1, payAmount: 2500 }]);
    expect(lot.sharing.entitlementsOf(PLATE, now())).toMatchObject([{ orderNo: 'S1', paid: true }]);
  });

  it('sent again get the same answer', async () => {
    const same = order();
    const first = await ask('shareOrder', same);
    lot.clock.leap(1000);
    expect((await ask('shareOrder', same)).data).toEqual(first.data);
  });

  it.each<[string, number, string, object]>([
    ['of a plan nobody knows', 1100, 'packageCode', { packageCode: 'none' }],
    ['of a plan that is not offered', 1100, 'packageCode', { packageCode: 'OFF' }],
    ['for another provider', 1100, 'providerCode', { providerCode: 'provider-2' }],
    ['of a plan that is no longer sold', 5004, 'packageCode', { packageCode: 'PAST' }],
    ['that ends before it begins', 5004, 'orderEndDate', { orderEndDate: '2020-01-01 00:00:00' }],
    ['whose sums do not add up', 1007, 'payAmount', { payAmount: 24.99 }],
    ['with a fraction of a fen', 1007, 'amount', { amount: 30.001 }],
    ['of a vehicle too large', 1007, 'plateColor', { plateColor: '1' }],
    ['that names no vehicle', 1103, 'carNo', { carNo: '无' }],
    ['whose driver goes back to no web page', 1007, 'callbackUrl', { callbackUrl: 'javascript:alert(1)' }],
    ['whose driver goes back nowhere', 1007, 'callbackUrl', { callbackUrl: 'https://' }],
    ['whose driver goes back to no host', 1007, 'callbackUrl', { callbackUrl: 'http://a b/' }],
    ['whose pay URL would be too long', 1004, 'callbackUrl', { callbackUrl: `https://b.example/${'/'.repeat(230)}` }],
  ])('%s are refused', (_what, code, field, change) =>
    refusesAndChangesNothing(code, field, () => ask('shareOrder', order(change))),
  );

  it('beyond the places of the plan are refused', async () => {
    await ask('shareOrder', order(), order({ orderNo: 'S2' }));
    await refusesAndChangesNothing(1501, 'orderBeginDate', () => ask('shareOrder', order({ orderNo: 'S3' })));
  });

  it('of a black-listed plate are refused', async () => {
    await ask('vehicleControl', line());
    await refusesAndChangesNothing(5005, 'carNo', () => ask('shareOrder', order()));
  });

  it('of a known number with other content are refused, and so is the same once it lapsed', async () => {
    const same = order();
    await ask('shareOrder', same);
    await refusesAndChangesNothing(1200, 'orderNo', () => ask('shareOrder', { ...same, fixCount: 2 }));
    lot.clock.leap(31 * 60_000);
    lot.ledger.record(lot.sharing.sweep);
    expect(codes(await ask('shareOrder', same))).toEqual([1300]);
  });
});

describe('payments of what was parked beyond an order', () => {
  beforeEach(async () => {
    await ask('shareOrder', order());
    pay('S1');
    park('S1', 70);
  });
  const overdueNo = async () => String((await reported('overdueOrder'))[0]?.['overdueOrderNo']);

  it('are told where to pay, by the number of the overdue order or of the order', async () => {
    const no = await overdueNo();
    expect((await reported('overdueOrder'))[0]).toMatchObject({
      orderNo: 'S1',
      overdueLength: 70,
      amount: 1000,
      payStatus: 0,
    });
    const url = { code: 0, message: '成功', payUrl: `https://pay.example/${no}?fen=1000&back=` };
    expect((await ask('overduePayment', overdue(), overdue({ orderNo: no }))).data).toEqual([url, url]);
    const cheaper = await ask('overduePayment', overdue({ payAmount: 7.5, platformDiscount: 2, isvDiscount: 0.5 }));
    expect(cheaper.data).toMatchObject([{ payUrl: `https://pay.example/${no}?fen=750&back=` }]);
    pay(no);
    const paid = { orderNo: no, orderType: 1, payAmount: 750, discountAmount: 250 };
    await vi.waitFor(async () => expect((await reported('payResult')).at(-1)).toMatchObject(paid));
    await vi.waitFor(async () => expect((await reported('overdueOrder')).at(-1)).toMatchObject({ payStatus: 1 }));
  });

  it.each<[string, number, string, object]>([
    ['of an order nobody knows', 1100, 'orderNo', { orderNo: 'S9' }],
    ['that do not add up', 1007, 'payAmount', { payAmount: 9.99 }],
    ['with a fraction of a fen', 1007, 'platformDiscount', { platformDiscount: 0.005 }],
  ])('%s are refused, with no address to pay at', async (_what, code, field, change) => {
    await refusesAndChangesNothing(code, field, () => ask('overduePayment', overdue(change)));
    expect((await ask('overduePayment', overdue(change))).data).toMatchObject([{ payUrl: '' }]);
  });

  it('are booked and reported by the page that was paid, when they were priced twice', async () => {
    const no = await overdueNo();
    await ask('overduePayment', overdue({ payAmount: 7.5, platformDiscount: 2.5 }));
    await ask('overduePayment', overdue());
    lot.ledger.record((tx) => lot.sharing.paymentReturned(tx, { orderNo: no, ok: true, at: tx.at, asked: 750 }));
    const paid = { orderNo: no, orderType: 1, payAmount: 750, discountAmount: 250 };
    await vi.waitFor(async () => expect((await reported('payResult')).at(-1)).toMatchObject(paid));
  });

  it('of which the discounts leave nothing are settled at once', async () => {
    const no = await overdueNo();
    expect(codes(await ask('overduePayment', overdue({ payAmount: 0, platformDiscount: 10 })))).toEqual([0]);
    const paid = { orderNo: no, orderType: 1, payResult: 1, payAmount: 0, discountAmount: 1000 };
    await vi.waitFor(async () => expect((await reported('payResult')).at(-1)).toMatchObject(paid));
    await vi.waitFor(async () => expect((await reported('overdueOrder')).at(-1)).toMatchObject({ payStatus: 1 }));
    await refusesAndChangesNothing(1300, 'orderNo', () => ask('overduePayment', overdue()));
  });

  it('that were made are refused, and so are those that are void', async () => {
    const no = await overdueNo();
    pay(no);
    await refusesAndChangesNothing(1300, 'orderNo', () => ask('overduePayment', overdue()));
    await ask('refundRequest', refund({ orderNo: no, money: 1000 }));
    lot.ledger.record((tx) => lot.sharing.decideRefund(tx, 'R1', true, 'li', 'the exit was blocked'));
    expect(codes(await ask('overduePayment', overdue()))).toEqual([1400]);
  });
});

describe('refunds', () => {
  beforeEach(async () => {
    await ask('shareOrder', order());
    pay('S1');
  });

  it('of an order that was not used are made, and reported', async () => {
    expect((await ask('refundRequest', refund())).data).toEqual([{ refundNo: 'R1', code: 0, message: '成功' }]);
    expect(await reported('refundResult')).toMatchObject([
      { refundNo: 'R1', orderNo: 'S1', orderType: 0, status: 1, isAllRefund: 1, amount: 2500 },
    ]);
    expect(await reported('orderChange')).toMatchObject([{ orderNo: 'S1', status: 2 }]);
  });

  it('sent again get the same answer; of a known number with other content they are refused', async () => {
    await ask('refundRequest', refund());
    lot.clock.leap(1000);
    expect(codes(await ask('refundRequest', refund()))).toEqual([0]);
    await refusesAndChangesNothing(1200, 'refundNo', () => ask('refundRequest', refund({ money: 1 })));
  });

  it('of 0 cancel an order for nothing, and are reported', async () => {
    await ask('shareOrder', order({ orderNo: 'S2', payAmount: 0, platformDiscount: 30, isvDiscount: 0 }));
    expect(codes(await ask('refundRequest', refund({ orderNo: 'S2', money: 0 })))).toEqual([0]);
    expect(await reported('refundResult')).toMatchObject([{ orderNo: 'S2', status: 1, isAllRefund: 1, amount: 0 }]);
    expect(await reported('orderChange')).toMatchObject([{ orderNo: 'S2', status: 2 }]);
  });

  it.each<[string, number, string, object]>([
    ['of an order nobody knows', 1100, 'orderNo', { orderNo: 'S9' }],
    ['of more than was paid', 1007, 'money', { money: 2501 }],
    ['of nothing', 1007, 'money', { money: 0 }],
    ['of a fraction of a fen', 1007, 'money', { money: 25.5 }],
  ])('%s are refused', (_what, code, field, change) =>
    refusesAndChangesNothing(code, field, () => ask('refundRequest', refund(change))),
  );
});
