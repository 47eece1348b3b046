import { beforeEach, expect, test } from 'vitest';
import type { ServiceAnswer } from './answers.ts';
import { openBookingOffice } from './bookings.ts';
import { checkItem } from './check.ts';
import { openControlOffice } from './control-list.ts';
import { openCouponOffice } from './coupons.ts';
import type { Downlink, ServiceItem } from './downlink.ts';
import { openOrderOffice } from './share-orders.ts';
import { SERVICES } from './tables/interfaces.ts';
import type { ServiceInterface } from './tables/interfaces.ts';

const parkCode = '44030500100101000010';
const now = Date.UTC(2025, 5, 1, 1, 0, 0);
const HOUR = 3_600_000;
const nextCode = (kind: string) => {
  let number = 0;
  return () => `${kind}-${(number += 1)}`;
};

let sent: { code: ServiceInterface; items: readonly ServiceItem[] }[];
/** What the lot says to each object: its code. */
let verdict: (item: ServiceItem) => number | null;
let extra: Record<string, unknown>;

/** A lot that hears everything and answers as told; what it hears is held against the tables. */
const downlink: Downlink = {
  request(code, items) {
    const asked: readonly ServiceItem[] = Array.isArray(items) ? (items as ServiceItem[]) : [items as ServiceItem];
    sent.push({ code, items: JSON.parse(JSON.stringify(asked)) as ServiceItem[] });
    const codes = asked.map(verdict);
    if (codes.includes(null)) return Promise.resolve({ answered: false, reason: 'silence' });
    const answers = codes.map((each) => ({ code: each, message: '', ...extra }));
    const answer: ServiceAnswer = {
      answered: true,
      code: codes.every((each) => each === 0) ? 0 : 1,
      message: '',
      item: answers[0] ?? null,
      items: answers,
      ms: 1,
      violations: [],
    };
    return Promise.resolve(answer);
  },
  sendBytes: () => Promise.reject(new Error('no office sends bytes')),
};

beforeEach(() => {
  sent = [];
  verdict = () => 0;
  extra = {};
});

const violations = () =>
  sent.flatMap(({ code, items }) => items.flatMap((item) => checkItem(SERVICES[code].request, item)));

test('coupons go out in the units of table 38, many in one request', async () => {
  const office = openCouponOffice(parkCode, nextCode('CP'), () => now, downlink);
  verdict = (item) => (item['couponType'] === 2 ? 1103 : 0);
  const { coupons } = await office.give([
    { carNo: '粤B11111', value: { kind: 'amount', fen: 1150 }, channel: '市儿童医院', orgCode: '12440300455755611A' },
    { carNo: '粤B22222', value: { kind: 'time', hours: 1.5 } },
    { carNo: '粤B33333', value: { kind: 'share', off: 0.3 } },
    { carNo: '粤B44444', value: { kind: 'free' } },
  ]);
  expect(violations()).toEqual([]);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.items.map(({ couponType, couponValue }) => [couponType, couponValue])).toEqual([
    [1, 11.5],
    [2, 1.5],
    [3, 0.3],
    [4, 1],
  ]);
  expect(coupons.map(({ state }) => state)).toEqual(['given', 'refused', 'given', 'given']);
  verdict = () => null;
  await office.give({ carNo: '粤B55555', value: { kind: 'free' } });
  expect(office.records.at(-1)).toMatchObject({ state: 'unanswered' });
});

test('the control list is sent in batches, changed as a whole, and deleted by status 2', async () => {
  const office = openControlOffice(parkCode, downlink);
  const wish = { carNo: '粤B11111', strategy: 1, from: now, to: now + HOUR } as const;
  const { records } = await office.list([wish, { carNo: '粤B22222', strategy: 4, to: now + HOUR, plateColor: '1' }]);
  const [first, second] = records.map(({ id }) => id);
  await office.change(first ?? '', { ...wish, strategy: 5 });
  await office.remove([first ?? '', second ?? '']);
  expect(violations()).toEqual([]);
  expect(sent.map(({ items }) => items.map(({ id, strategyType, status }) => [id, strategyType, status]))).toEqual([
    [
      [first, 1, 1],
      [second, 4, 1],
    ],
    [[first, 5, 1]],
    [
      [first, 5, 2],
      [second, 4, 2],
    ],
  ]);
  expect(office.records.map(({ state }) => state)).toEqual(['deleted', 'deleted']);
  await expect(office.change('nobody', wish)).rejects.toThrow(RangeError);
});

test('an entry that was refused once keeps what the lot knows of it', async () => {
  const office = openControlOffice(parkCode, downlink);
  const wish = { carNo: '粤B11111', strategy: 1, to: now + HOUR } as const;
  verdict = () => 1007;
  const { records } = await office.list([wish]);
  expect(records[0]?.state).toBe('refused');
  verdict = () => 0;
  await office.change(records[0]?.id ?? '', wish);
  verdict = () => 1100;
  await office.remove([records[0]?.id ?? '']);
  expect(office.records[0]?.state).toBe('listed');
});

test('orders go out in yuan, and the way to pay comes back', async () => {
  const amounts = new Map([['V1', 850]]);
  const office = openOrderOffice(
    {
      parkCode,
      nextCode: nextCode('SO'),
      callbackUrl: 'https://p/pay',
      providerCode: () => 'P01',
      overdueAmount: (no) => amounts.get(no) ?? null,
    },
    downlink,
  );
  extra = { miniAppId: 3, payUrl: 'https://lot/pay' };
  const wish = { packageCode: 'P1', carNo: '粤B11111', from: now, to: now + HOUR, amountFen: 2000, discountFen: 250 };
  expect((await office.order(wish)).order).toMatchObject({ state: 'taken', payUrl: 'https://lot/pay' });
  expect((await office.payOverdue('V1')).payUrl).toBe('https://lot/pay');
  extra = {};
  await office.refund('SO-1', 2000, '行程取消');
  expect(violations()).toEqual([]);
  expect(sent.map(({ items }) => items[0])).toMatchObject([
    { amount: 20, platformDiscount: 2.5, platformDiscountList: [{ discountValue: '2.50' }], payAmount: 17.5 },
    { orderNo: 'V1', payAmount: 8.5, platformDiscount: 0, platformDiscountList: [] },
    { orderNo: 'SO-1', money: 2000, reason: '行程取消' },
  ]);
  verdict = () => 1501;
  expect((await office.order(wish)).order).toMatchObject({ state: 'refused', payUrl: null });
});

test('bookings fit tables 63 and 65', async () => {
  const office = openBookingOffice(parkCode, nextCode('SP'), downlink);
  const wish = { carNo: '粤B11111', from: now, to: now + HOUR, keptMin: 15, hold: true, carModel: 3 } as const;
  const { booking } = await office.reserve({ ...wish, plateColor: '4', carColor: '1', stallNo: 'A-01' });
  await office.change(booking.bookCode, wish);
  await office.cancel(booking.bookCode);
  expect(violations()).toEqual([]);
  expect(booking.state).toBe('cancelled');
});
