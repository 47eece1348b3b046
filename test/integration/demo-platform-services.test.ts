import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { checkItem } from '../../demo/platform/check.ts';
import { SERVICES } from '../../demo/platform/tables/interfaces.ts';
import type { ServiceInterface } from '../../demo/platform/tables/interfaces.ts';
import { accept, LOT_TOKEN, openHttpsLot, openMqttLot, PARK_CODE, seal, soon } from './demo-platform-lot.ts';
import type { HttpsLot, Lot } from './demo-platform-lot.ts';

const HOUR = 3_600_000;

describe.each(['mqtts', 'https'] as const)('over %s', (transport) => {
  let platform: Platform;
  let lot: Lot;

  beforeEach(async () => {
    platform = await startPlatform({ parkCode: PARK_CODE, transport });
    if (transport === 'mqtts') {
      lot = await openMqttLot(platform);
    } else {
      const called = await openHttpsLot(platform);
      await called.login();
      lot = called;
    }
    await platform.whenHeard();
  });
  afterEach(async () => {
    await lot.stop();
    await platform.stop();
  });

  test('every service goes down signed, fits its table, and its answer is read', async () => {
    const now = Date.now();
    await platform.reserve({ carNo: '粤B11111', from: now, to: now + HOUR, keptMin: 15 });
    await platform.coupons.give({ carNo: '粤B11111', value: { kind: 'amount', fen: 1100 } });
    await platform.controlList.list([
      { carNo: '粤B22222', strategy: 1, to: now + HOUR },
      { carNo: '粤B33333', strategy: 4, to: now + HOUR },
    ]);
    const wish = { packageCode: 'P1', carNo: '粤B11111', from: now, to: now + HOUR, amountFen: 1500 };
    const { order } = await platform.orders.order(wish);
    const { payUrl } = await platform.orders.payOverdue('V1', 500);
    const { answer } = await platform.orders.refund(order.orderNo, 1500);

    expect(order).toMatchObject({ state: 'taken', payUrl: 'https://lot.example/pay' });
    expect(payUrl).toBe('https://lot.example/pay');
    expect(answer).toMatchObject({ answered: true, code: 0, violations: [] });
    expect(platform.controlList.records.map(({ state }) => state)).toEqual(['listed', 'listed']);
    expect(lot.asked.map(({ code, signed, items }) => [code, signed, items.length])).toEqual([
      ['requestBookStall', true, 1],
      ['confirmBookStall', true, 1],
      ['coupon', true, 1],
      ['vehicleControl', true, 2],
      ['shareOrder', true, 1],
      ['overduePayment', true, 1],
      ['refundRequest', true, 1],
    ]);
    for (const { code, items } of lot.asked) {
      for (const item of items) expect(checkItem(SERVICES[code as ServiceInterface].request, item)).toEqual([]);
    }
    expect(platform.book.violations).toEqual([]);
  });

  test('in a batch one that the lot refuses is refused alone', async () => {
    lot.answering = (code, item) =>
      item['carNo'] === '粤B22222' ? { id: item['id'], code: 1007, message: 'endDate' } : accept(code, item);
    const to = Date.now() + HOUR;
    const { answer } = await platform.controlList.list(
      ['粤B11111', '粤B22222', '粤B33333'].map((carNo) => ({ carNo, strategy: 1, to })),
    );
    expect(answer).toMatchObject({ code: 1, items: [{ code: 0 }, { code: 1007 }, { code: 0 }], violations: [] });
    expect(platform.controlList.records.map(({ state }) => state)).toEqual(['listed', 'refused', 'listed']);
  });

  test('what the lot answers is held against its table, and what departs is in the book', async () => {
    lot.answering = () => ({ code: 0, payUrl: 3, colour: 'red' });
    const { answer } = await platform.orders.payOverdue('V1', 500);
    const found = [
      [1005, 58, 'payUrl'],
      [1000, 58, 'colour'],
    ];
    expect(answer.answered && answer.violations.map(({ code, table, field }) => [code, table, field])).toEqual(found);
    expect(platform.book.violations.map(({ code, table, field }) => [code, table, field])).toEqual(found);
  });

  test('a wrong signature, a stale message, half a message and a missing attribute go down when asked for', async () => {
    const seen: string[] = [];
    lot.answering = (code, item) => {
      seen.push(Object.keys(item).includes('carNo') ? 'whole' : 'without carNo');
      return accept(code, item);
    };
    const wish = { carNo: '粤B11111', from: Date.now(), to: Date.now() + HOUR, keptMin: 15 };
    const spoilt = async (fault: 'wrong-signature' | 'stale' | 'not-json' | 'missing-field') => {
      platform.faults.nextDownlink = fault;
      const { answer } = await platform.lock(wish);
      return answer.answered ? answer.code : null;
    };
    expect(await spoilt('wrong-signature')).toBe(8);
    expect(await spoilt('not-json')).toBe(3);
    expect(await spoilt('missing-field')).toBe(0);
    // This lot does not look at the time; the test does.
    expect(await spoilt('stale')).toBe(0);
    expect(lot.asked.at(-1)?.timestamp).toBeLessThan(Date.now() / 1000 - 3500);
    expect((await platform.lock(wish)).booking.state).toBe('locked');
    expect(seen).toEqual(['without carNo', 'whole', 'whole']);
  });

  test('a message sent twice gives one answer too many, and the book says so', async () => {
    platform.faults.nextDownlink = 'duplicate';
    await platform.lock({ carNo: '粤B11111', from: Date.now(), to: Date.now() + HOUR, keptMin: 15 });
    await soon(() => expect(platform.book.strayAnswers).toHaveLength(1));
    expect(lot.asked).toHaveLength(2);
  });

  test('bytes of any kind can be sent', async () => {
    expect(await platform.sendBytes('coupon', '[]')).toMatchObject({ answered: true, code: 8 });
    const old = seal([{ couponNo: 'C1' }], platform.access.secret, 0);
    expect(await platform.sendBytes('coupon', Buffer.from(old))).toMatchObject({
      answered: true,
      item: { couponNo: 'C1' },
    });
  });

  test('a lot that says nothing has not answered', async () => {
    lot.answering = () => null;
    const answer = await platform.request('coupon', { couponNo: 'C1' }, 100);
    expect(answer).toEqual({ answered: false, reason: 'no answer within 100 ms' });
  });
});

describe('a lot that is called', () => {
  let platform: Platform;
  let lot: HttpsLot;
  const ask = () => platform.request('coupon', { couponNo: 'C1' }, 5000);

  beforeEach(async () => {
    platform = await startPlatform({ parkCode: PARK_CODE, transport: 'https' });
    lot = await openHttpsLot(platform);
  });
  afterEach(async () => {
    await lot.stop();
    await platform.stop();
  });

  test('is there once it has logged in', async () => {
    expect(platform.isHeard()).toBe(false);
    const heard = platform.whenHeard();
    await lot.login();
    await heard;
    platform.setLot(null);
    expect(platform.isHeard()).toBe(false);
    expect(await ask()).toEqual({ answered: false, reason: 'no way to the lot' });
  });

  test('sees the token that it gave', async () => {
    await ask();
    expect(lot.headers[0]).toMatchObject({ authorization: `Bearer ${LOT_TOKEN}`, 'content-type': /json/ });
    platform.setLot({ url: lot.url, caPem: lot.caPem, token: 'guess' });
    expect(await ask()).toEqual({ answered: false, reason: 'HTTP 401, and no answer of table 3' });
  });

  test('must have a certificate of the authority that was named', async () => {
    platform.setLot({ url: lot.url, token: LOT_TOKEN, caPem: platform.access.caPem });
    const answer = await ask();
    expect(answer).toMatchObject({
      answered: false,
      reason: expect.stringMatching(/SELF_SIGNED|UNABLE|SIGNATURE/) as string,
    });
    expect(lot.headers).toEqual([]);
  });

  test('is not reached while the platform is cut off', async () => {
    await platform.cut();
    expect(await ask()).toMatchObject({ answered: false });
    await platform.restore();
    expect(await ask()).toMatchObject({ answered: true });
  });
});
