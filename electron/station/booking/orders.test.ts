import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { OrderChange, OrderRequest } from './contract.ts';
import { BARRED, DAY, HOUR, openSharing, orderOf, PLATE, SHARING } from './sharing.fixture.ts';
import type { Sharing } from './sharing.ts';

let book: Book;
let sharing: Sharing;

beforeEach(() => {
  book = openBook();
  sharing = openSharing(book);
});
afterEach(() => book.end());

const order = (orderNo: string, change?: Partial<OrderRequest>) =>
  book.act((tx) => sharing.order(tx, orderOf(orderNo, change)));
const pay = (orderNo: string, ok = true) =>
  book.act((tx) => sharing.paymentReturned(tx, { orderNo, ok, at: book.clock.now() }));
const change = (asked: OrderChange) => book.act((tx) => sharing.change(tx, asked, 'li'));
const sweep = () => book.act(sharing.sweep);
const entitled = () => sharing.entitlementsOf(PLATE, book.clock.now());
const refused = (because: string) => ({ outcome: 'refused', because });
const taken = (payUrl: string) => ({ outcome: 'taken', payUrl, endsAt: null });

describe('an order', () => {
  it('is taken, and the driver told where to pay', () => {
    expect(order('S1', { plate: '粤b·12345', callbackUrl: 'https://back.example/?a=1&b=2' })).toEqual(
      taken('https://pay.example/S1?fen=25000&back=https%3A%2F%2Fback.example%2F%3Fa%3D1%26b%3D2'),
    );
    expect(entitled()).toMatchObject([{ orderNo: 'S1', paid: false, from: AT, to: AT + 10 * DAY }]);
    expect(book.facts()).toEqual(['order-received']);
    expect(sharing.callbackOf('S1')).toBe('https://back.example/?a=1&b=2');
  });

  it('with nothing to pay holds at once, and the platform hears that it is paid', () => {
    order('S1', { payable: 0, platformDiscount: 30_000, ownDiscount: 0 });
    expect(entitled()).toMatchObject([{ paid: true }]);
    expect(book.told('paid')).toMatchObject([
      { payment: { orderNo: 'S1', orderKind: 'purchase', ok: true, amount: 0 } },
    ]);
  });

  it('sent again is answered as before and changes nothing; other content is refused', () => {
    const first = order('S1');
    expect([order('S1'), order('S1', { plate: '粤B 12345' })]).toEqual([first, first]);
    expect(order('S1', { quantity: 2 })).toEqual(refused('number-taken'));
    expect(book.facts()).toEqual(['order-received']);
  });

  it.each<[string, Partial<OrderRequest>, string]>([
    ['of a plan nobody knows', { planCode: 'none' }, 'unknown-plan'],
    ['of a plan that is not offered', { planCode: 'off' }, 'unknown-plan'],
    ['of a plan no longer sold', { planCode: 'over' }, 'not-on-sale'],
    ['that ends before it begins', { to: AT - 1 }, 'bad-times'],
    ['that is over', { from: AT - 2 * DAY, to: AT }, 'bad-times'],
    ['longer than a year', { to: AT + 367 * DAY }, 'bad-times'],
    ['more than a year ahead', { from: AT + 367 * DAY, to: AT + 368 * DAY }, 'bad-times'],
    ['whose sums do not add up', { payable: 25_001 }, 'wrong-sum'],
    ['of a large vehicle for a plan of medium ones', { plateColour: 'yellow' }, 'vehicle-too-large'],
    ['of a plate that may not come in', { plate: BARRED }, 'barred'],
    ['of no vehicle', { plate: '无牌车' }, 'no-vehicle'],
    ['whose pay URL would be too long', { callbackUrl: `https://back.example/${'x'.repeat(230)}` }, 'pay-url-too-long'],
  ])('%s is refused, and nothing is kept', (_what, asked, because) => {
    expect(order('S1', asked)).toEqual(refused(because));
    expect([entitled(), book.facts()]).toEqual([[], []]);
  });

  it('for another provider is refused, where the site knows who it is', () => {
    sharing = openSharing(book, { providerCode: 'provider-2' });
    expect(order('S1')).toEqual(refused('unknown-provider'));
    expect(order('S1', { provider: 'provider-2' })).toMatchObject({ outcome: 'taken' });
  });

  it('is refused where nothing is shared', () => {
    sharing = openSharing(book, { sharing: undefined });
    expect(order('S1')).toEqual(refused('unknown-plan'));
  });

  it('takes one place of its plan in its time, however many units are bought', () => {
    order('S1', { quantity: 3 });
    order('S2', { from: AT + DAY });
    expect(order('S3', { from: AT + 2 * DAY, to: AT + 3 * DAY })).toEqual(refused('no-space'));
    expect(order('S3', { to: AT + DAY })).toMatchObject({ outcome: 'taken' });
    expect(order('S4', { planCode: 'days' })).toMatchObject({ outcome: 'taken' });
  });

  it('of so many times gives them for each unit, within the days of the plan, and says when those end', () => {
    const end = Date.UTC(2026, 4, 18, 16) - 1000;
    expect(order('S1', { planCode: 'times', to: AT + 30 * DAY })).toMatchObject({ endsAt: end });
    order('S2', { planCode: 'times', quantity: 2 });
    expect(entitled()).toMatchObject([
      { orderNo: 'S2', timesLeft: 4 },
      { orderNo: 'S1', timesLeft: 2, to: end },
    ]);
  });

  it('keeps what it was bought under, whatever becomes of the plan', () => {
    order('S1');
    pay('S1');
    sharing = openSharing(book, { sharing: { ...SHARING, plans: [] } });
    expect(entitled()).toMatchObject([{ paid: true, terms: { carModel: 'medium', overdue: { perHour: 500 } } }]);
  });
});

describe('paying', () => {
  it('makes it hold, and is reported once', () => {
    order('S1');
    expect([pay('S1'), pay('S1'), pay('S1', false)]).toEqual(Array(3).fill({ outcome: 'done', late: false }));
    expect(entitled()).toMatchObject([{ paid: true }]);
    expect(book.told('paid')).toEqual([
      {
        kind: 'paid',
        payment: {
          orderNo: 'S1',
          orderKind: 'purchase',
          ok: true,
          payType: null,
          paidAt: AT,
          amount: 25_000,
          discount: 5000,
          transactionId: null,
        },
      },
    ]);
  });

  it('that fails is reported each time, once, and may succeed later', () => {
    order('S1');
    pay('S1', false);
    pay('S1', false);
    book.clock.advance(1000);
    pay('S1', false);
    pay('S1');
    expect(book.told('paid').map(({ payment }) => payment.ok)).toEqual([false, false, true]);
    expect(entitled()).toMatchObject([{ paid: true }]);
  });

  it('another amount than was asked is no payment', () => {
    order('S1');
    const paid = book.act((tx) =>
      sharing.paid(tx, { orderNo: 'S1', ok: true, at: AT, payType: 'wechat', amount: 100, transactionId: 't' }),
    );
    expect([paid, book.told('paid')]).toEqual([refused('wrong-sum'), []]);
  });

  it('by a page that was handed out for another sum is no payment', () => {
    order('S1');
    const returned = (asked: number) =>
      book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'S1', ok: true, at: AT, asked }));
    expect([returned(100), book.told('paid')]).toEqual([refused('wrong-sum'), []]);
    expect(returned(25_000)).toEqual({ outcome: 'done', late: false });
  });

  it('of nothing that is known is refused', () => {
    expect(pay('S9')).toEqual(refused('unknown-order'));
  });

  it('lapses when it does not come in time, and its place is free', () => {
    order('S1');
    order('S2');
    book.clock.advance(HOUR / 2 - 1);
    expect(sweep()).toBe(0);
    book.clock.advance(1);
    expect([sweep(), sweep()]).toEqual([2, 0]);
    expect(book.facts().slice(2)).toEqual(['order-lapsed', 'order-lapsed']);
    expect(order('S1')).toEqual(refused('lapsed'));
    expect([order('S3'), order('S4')]).toMatchObject([{ outcome: 'taken' }, { outcome: 'taken' }]);
  });

  it('late, after it lapsed, revives it while there is place', () => {
    order('S1');
    book.clock.advance(HOUR);
    sweep();
    expect(pay('S1')).toEqual({ outcome: 'done', late: false });
    expect(entitled()).toMatchObject([{ paid: true }]);
  });

  it('late, after its place was sold, ends it, and both are told: it can be refunded', () => {
    order('S1');
    book.clock.advance(HOUR);
    sweep();
    for (const no of ['S2', 'S3']) order(no);
    expect(pay('S1')).toEqual({ outcome: 'done', late: true });
    expect(book.told('paid')).toMatchObject([{ payment: { orderNo: 'S1', ok: true } }]);
    expect(book.told('order-changed')).toMatchObject([{ order: { orderNo: 'S1', state: 'ended' } }]);
    const refund = { refundNo: 'R1', orderNo: 'S1', amount: 25_000, reason: null };
    expect(book.act((tx) => sharing.refund(tx, refund))).toEqual({ outcome: 'taken' });
    expect(book.told('refunded')).toMatchObject([{ refund: { ok: true, whole: true } }]);
  });

  it('says what an invoice is made out for', () => {
    order('S1');
    expect([sharing.invoiceOf('S1'), sharing.invoiceOf('S9')]).toEqual([refused('unpaid'), refused('unknown-order')]);
    pay('S1');
    expect(sharing.invoiceOf('S1')).toEqual({ outcome: 'found', amount: 25_000 });
    const refund = (refundNo: string, amount: number) =>
      book.act((tx) => sharing.refund(tx, { refundNo, orderNo: 'S1', amount, reason: null }));
    refund('R1', 5000);
    expect(sharing.invoiceOf('S1')).toEqual({ outcome: 'found', amount: 20_000 });
    refund('R2', 20_000);
    expect(sharing.invoiceOf('S1')).toEqual(refused('refunded'));
  });
});

describe('a change on this side', () => {
  it('is written down and reported', () => {
    order('S1');
    pay('S1');
    const reason = 'a new car';
    expect(change({ orderNo: 'S1', plate: '粤b54321', to: AT + 5 * DAY, reason })).toEqual({ outcome: 'done' });
    expect(sharing.entitlementsOf('粤B54321', AT)).toMatchObject([{ orderNo: 'S1', to: AT + 5 * DAY }]);
    expect(book.told('order-changed')).toEqual([
      {
        kind: 'order-changed',
        id: 'own-1',
        order: { orderNo: 'S1', state: 'active', plate: '粤B54321', plateColour: 'blue', from: AT, to: AT + 5 * DAY, reason }, // prettier-ignore
      },
    ]);
  });

  it('may end it', () => {
    order('S1');
    pay('S1');
    expect(change({ orderNo: 'S1', end: true, reason: null })).toEqual({ outcome: 'done' });
    expect(entitled()).toMatchObject([{ to: AT }]);
    expect(change({ orderNo: 'S1', reason: null })).toEqual(refused('not-active'));
  });

  it.each<[string, Partial<OrderChange>, string]>([
    ['of an order nobody knows', { orderNo: 'S9' }, 'unknown-order'],
    ['of one that is not paid', { orderNo: 'S2' }, 'not-active'],
    ['to no vehicle', { plate: '' }, 'no-vehicle'],
    ['to a plate that may not come in', { plate: BARRED }, 'barred'],
    ['to times that are none', { to: AT - 1 }, 'bad-times'],
    ['to a time in which there is no place', { from: AT + 20 * DAY, to: AT + 30 * DAY }, 'no-space'],
  ])('%s is refused and changes nothing', (_what, asked, because) => {
    order('S1');
    pay('S1');
    order('S2');
    for (const no of ['S3', 'S4']) order(no, { from: AT + 20 * DAY, to: AT + 30 * DAY });
    const before = entitled();
    expect(change({ orderNo: 'S1', reason: null, ...asked })).toEqual(refused(because));
    expect([entitled(), book.told('order-changed')]).toEqual([before, []]);
  });
});

it('no instant has more orders of a plan than places, whatever is ordered, paid, changed and lapses', () => {
  const number = fc.constantFrom('S1', 'S2', 'S3', 'S4', 'S5');
  const days = { from: fc.nat(6), length: fc.integer({ min: 1, max: 4 }) };
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('order' as const), number, ...days }) },
    fc.record({ do: fc.constant('pay' as const), number }),
    fc.record({ do: fc.constant('change' as const), number, ...days }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(40) }),
  );
  const spans = book.db.prepare<[], { from: number; to: number }>(
    `SELECT from_at AS "from", to_at AS "to" FROM share_order WHERE state IN ('unpaid', 'active')`,
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 25 }), (steps) => {
      book.db.exec('DELETE FROM share_order');
      for (const each of steps) {
        if (each.do === 'wait') {
          book.clock.advance(each.minutes * 60_000);
          sweep();
        } else if (each.do === 'pay') pay(each.number);
        else {
          const from = book.clock.now() + each.from * DAY;
          const times = { from, to: from + each.length * DAY };
          if (each.do === 'order') order(each.number, times);
          else change({ orderNo: each.number, ...times, reason: null });
        }
        const standing = spans.all();
        for (const { from } of standing)
          expect(standing.filter((span) => span.from <= from && from < span.to).length).toBeLessThanOrEqual(2);
      }
    }),
    { numRuns: 60 },
  );
});
