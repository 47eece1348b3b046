import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refundView } from '../../contract/orders.ts';
import { actsOf } from '../access/acts.fixture.ts';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import { createCoupons } from './coupons.ts';
import type { Coupons } from './coupons.ts';
import { createOrderActs } from './order-acts.ts';
import type { OrderActs } from './order-acts.ts';
import { DAY, HOUR, openSharing, orderOf, PLATE } from './sharing.fixture.ts';
import type { Sharing } from './sharing.ts';

const KEY = '3f0c4a52-7f0e-4d0a-9a53-0a7d7c2f6c11';

let book: Book;
let sharing: Sharing;
let coupons: Coupons;
let acts: OrderActs;
beforeEach(() => {
  book = openBook();
  sharing = openSharing(book);
  coupons = createCoupons(book.db, () => null);
  acts = createOrderActs({ ledger: book.ledger, sharing, coupons });
  book.act((tx) => sharing.order(tx, orderOf('S1')));
  book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'S1', ok: true, at: book.clock.now() }));
});
afterEach(() => book.end());

const note = () => actsOf(book.db).once(KEY, 'orders', 'li');
const noted = (): boolean => actsOf(book.db).isDone(KEY);
const newest = () => book.ledger.recent(1)[0];
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: object };
    return fields === undefined ? code : { code, fields };
  }
  return 'done';
};

describe('a refund of an order that was used', () => {
  beforeEach(() => {
    book.clock.advance(HOUR);
    book.act((tx) => sharing.enter(tx, 'S1', tx.at));
    book.act((tx) => sharing.refund(tx, { refundNo: 'R1', orderNo: 'S1', amount: 5000, reason: '司机申请' }));
  });
  const decide = (accept: boolean) =>
    codeOf(() => acts.decideRefund({ refundNo: 'R1', accept, because: '已核实' }, 'li', note()));

  it('waits for a person, who sees what is known of it', () => {
    const [refund] = acts.refunds();
    expect(refundView.parse(refund)).toEqual(refund);
    expect(refund).toEqual({
      refundNo: 'R1',
      orderNo: 'S1',
      orderKind: 'purchase',
      plate: PLATE,
      amount: 5000,
      reason: '司机申请',
      receivedAt: AT + HOUR,
      decideBy: AT + 73 * HOUR,
      paid: 25_000,
      paidAt: AT,
      refunded: 0,
      from: AT,
      to: AT + 10 * DAY,
      entries: 1,
      entriesTotal: null,
    });
    expect(sharing.countRefundsWaiting()).toBe(1);
  });

  it.each([
    [true, 'refund-accepted'],
    [false, 'refund-refused'],
  ])('accepted %s: the platform is told, and who did it and why is written down', (accept, kind) => {
    expect(decide(accept)).toBe('done');
    expect(newest()).toMatchObject({ kind, who: 'li', reason: '已核实', plate: PLATE });
    expect(book.told('refunded')).toMatchObject([
      { refund: { refundNo: 'R1', ok: accept, amount: 5000, whole: false } },
    ]);
    expect(acts.refunds()).toEqual([]);
    expect(sharing.countRefundsWaiting()).toBe(0);
    expect(noted()).toBe(true);
  });

  it('decided already, or by nobody in time, is gone, and nothing is written', () => {
    book.clock.advance(72 * HOUR);
    book.act(sharing.sweep);
    const told = book.reports.length;
    expect(decide(true)).toBe('gone');
    expect(book.reports).toHaveLength(told);
    expect(noted()).toBe(false);
  });
});

describe('an order changed on this side', () => {
  const change = (what: Partial<Parameters<OrderActs['change']>[0]>) =>
    codeOf(() => acts.change({ orderNo: 'S1', because: '司机换车', ...what }, 'li', note()));

  it('to another plate is told to the platform, with who and why', () => {
    expect(change({ plate: '粤B54321' })).toBe('done');
    expect(newest()).toMatchObject({ kind: 'order-changed', who: 'li', reason: '司机换车', plate: '粤B54321' });
    expect(book.told('order-changed')).toMatchObject([
      { order: { plate: '粤B54321', state: 'active', reason: '司机换车' } },
    ]);
    expect(noted()).toBe(true);
  });

  it('can be ended, once', () => {
    expect(change({ end: true })).toBe('done');
    expect(book.told('order-changed')).toMatchObject([{ order: { state: 'ended' } }]);
    expect(change({ end: true })).toBe('gone');
  });

  it.each([
    [{}, { code: 'bad-input', fields: { change: 'missing' } }],
    [{ to: AT - 1 }, { code: 'bad-input', fields: { change: 'bad-times' } }],
    [{ plate: '· ' }, { code: 'bad-input', fields: { change: 'no-vehicle' } }],
    [{ orderNo: 'S9', end: true as const }, 'gone'],
  ])('%o: is not done, and nothing is written', (what, problem) => {
    const told = book.reports.length;
    expect(change(what)).toEqual(problem);
    expect(book.reports).toHaveLength(told);
    expect(noted()).toBe(false);
  });
});

describe('a coupon', () => {
  const annul = () => codeOf(() => acts.annulCoupon({ couponNo: 'C1', because: '重复发放' }, 'li', note()));

  it('that nobody has used is declared void, with who and why; another time it is gone', () => {
    const coupon = { couponNo: 'C1', plate: PLATE, type: 'amount', value: 500, madeOutAt: AT, channel: null, channelOrgCode: null, source: 'shop' } as const; // prettier-ignore
    book.act((tx) => coupons.take(tx, coupon));
    expect(annul()).toBe('done');
    expect(newest()).toMatchObject({ kind: 'coupon-void', who: 'li', reason: '重复发放' });
    expect(coupons.couponsFor(PLATE)).toEqual([]);
    expect(annul()).toBe('gone');
  });

  it('that is not there is gone', () => {
    expect(annul()).toBe('gone');
    expect(noted()).toBe(false);
  });
});
