import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { OrderRequest, RefundRequest } from './contract.ts';
import { DAY, HOUR, openSharing, orderOf, PLATE, stayOn } from './sharing.fixture.ts';
import type { Sharing, SharingRules } from './sharing.ts';
import { createStaySums } from './stay-sums.ts';

let book: Book;
let sharing: Sharing;

beforeEach(() => {
  book = openBook();
  sharing = openSharing(book);
});
afterEach(() => book.end());

/** 19:30 in Beijing, when the nights of the plan have begun; 09:30 when they are over. */
const EVENING = AT + 10 * HOUR;
const MORNING = AT + 24 * HOUR;

function bought(orderNo: string, change?: Partial<OrderRequest>): void {
  book.act((tx) => {
    sharing.order(tx, orderOf(orderNo, change));
    sharing.paymentReturned(tx, { orderNo, ok: true, at: tx.at });
  });
}
const enter = (orderNo: string, at = EVENING) => book.act((tx) => sharing.enter(tx, orderNo, at));
const leave = (orderNo: string | null, enteredAt: number, leftAt: number, free = false) =>
  book.act((tx) => {
    const stay = stayOn(orderNo, enteredAt, leftAt);
    const overdue = sharing.leave(tx, stay, free, leftAt);
    if (overdue) sharing.owe(tx, stay, overdue);
    return overdue;
  });
const payOverdue = (change: object = {}) =>
  book.act(
    (tx) =>
    sharing.overduePayment(tx, { orderNo: 'own-1', payable: 1000, platformDiscount: 0, ownDiscount: 0, callbackUrl: null, ...change }), // prettier-ignore
  );
const refund = (change: Partial<RefundRequest> = {}) =>
  book.act((tx) => sharing.refund(tx, { refundNo: 'R1', orderNo: 'S1', amount: 25_000, reason: 'not needed', ...change })); // prettier-ignore
const refused = (because: string) => ({ outcome: 'refused', because });

describe('a car that comes in on its order', () => {
  it('uses one of its times, and no more than there are', () => {
    bought('S1', { planCode: 'times' });
    expect([enter('S1'), enter('S1'), enter('S1')]).toEqual([true, true, false]);
    expect(sharing.entitlementsOf(PLATE, AT)).toMatchObject([{ timesLeft: 0 }]);
  });

  it('uses a day of Beijing, however often it comes on it', () => {
    bought('S1', { planCode: 'days', quantity: 2 });
    const lateEvening = Date.UTC(2026, 4, 4, 15, 59);
    for (const at of [AT, lateEvening]) enter('S1', at);
    expect(sharing.entitlementsOf(PLATE, AT)).toMatchObject([{ daysTotal: 2, daysUsed: [20577] }]);
    enter('S1', lateEvening + 60_000);
    expect(sharing.entitlementsOf(PLATE, AT)[0]?.daysUsed).toEqual([20577, 20578]);
  });

  it('does not, when nobody has paid for it, or it is ended', () => {
    book.act((tx) => sharing.order(tx, orderOf('S1')));
    expect([enter('S1'), enter('S9')]).toEqual([false, false]);
  });

  it('is found by its plate for half a day after the order ended: the screen says why it cannot come in', () => {
    bought('S1');
    const found = (at: number) => sharing.entitlementsOf(PLATE, at).length;
    expect([found(AT + 10.5 * DAY), found(AT + 10.5 * DAY + 1), sharing.entitlementsOf('', AT)]).toEqual([1, 0, []]);
  });
});

describe('a car that leaves', () => {
  it('inside its windows owes nothing', () => {
    bought('S1');
    enter('S1');
    expect(leave('S1', EVENING, EVENING + 12 * HOUR)).toBeNull();
    expect(leave(null, EVENING, MORNING)).toBeNull();
  });

  it('beyond them owes for the hours begun, and the platform hears of it', () => {
    bought('S1');
    enter('S1');
    const overdue = {
      orderNo: 'S1',
      overdueNo: 'own-1',
      plate: PLATE,
      carColour: 'white',
      enteredAt: EVENING,
      leftAt: MORNING,
      minutes: 90,
      amount: 1000,
      parkName: 'The lot',
      state: 'unpaid',
    };
    expect(leave('S1', EVENING, MORNING)).toEqual(overdue);
    expect(book.told('overdue')).toEqual([{ kind: 'overdue', overdue }]);
    expect(book.ledger.recent(1)).toMatchObject([
      { kind: 'overdue', plate: PLATE, data: { minutes: 90, amount: 1000 } },
    ]);
  });

  it('within the grace, or free by the control list, owes nothing', () => {
    bought('S1');
    enter('S1');
    expect(leave('S1', EVENING, MORNING - 80 * 60_000)).toBeNull();
    expect(leave('S1', EVENING, MORNING, true)).toBeNull();
  });

  it('when nobody saw counts no day but that of its entry, and owes nothing', () => {
    bought('S1', { planCode: 'days' });
    enter('S1', AT);
    expect(leave('S1', AT, AT, true)).toBeNull();
    expect(sharing.entitlementsOf(PLATE, AT)).toMatchObject([{ daysUsed: [Math.floor((AT + 8 * HOUR) / DAY)] }]);
  });

  it('after more days than it bought owes for those beyond', () => {
    bought('S1', { planCode: 'days', quantity: 1 });
    enter('S1', AT);
    const midnight = Date.UTC(2026, 4, 4, 16);
    expect(leave('S1', AT, midnight + 70 * 60_000)).toMatchObject({ minutes: 70, amount: 500 });
    expect(sharing.entitlementsOf(PLATE, AT)[0]?.daysUsed).toHaveLength(2);
  });

  it('after its order was ended owes from then on', () => {
    bought('S1');
    enter('S1');
    book.clock.advance(EVENING + HOUR - AT);
    book.act((tx) => sharing.change(tx, { orderNo: 'S1', end: true, reason: null }, 'li'));
    expect(leave('S1', EVENING, EVENING + 3 * HOUR)).toMatchObject({ minutes: 120, amount: 1000 });
  });
});

describe('what is owed', () => {
  beforeEach(() => {
    bought('S1');
    enter('S1');
    leave('S1', EVENING, MORNING);
    book.reports.length = 0;
  });

  it.each([
    ['its own number', 'own-1'],
    ["the order's", 'S1'],
  ])('is paid under %s', (_what, orderNo) => {
    expect(payOverdue({ orderNo, payable: 700, platformDiscount: 200, ownDiscount: 100 })).toEqual({
      outcome: 'payable',
      payUrl: 'https://pay.example/own-1?fen=700&back=',
    });
    book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'own-1', ok: true, at: tx.at }));
    expect(book.told('paid')).toMatchObject([
      { payment: { orderNo: 'own-1', orderKind: 'overdue', ok: true, amount: 700, discount: 300 } },
    ]);
    expect(book.told('overdue')).toMatchObject([{ overdue: { overdueNo: 'own-1', state: 'paid' } }]);
    expect(payOverdue({ orderNo })).toEqual(refused('paid'));
    expect(sharing.invoiceOf('own-1')).toEqual({ outcome: 'found', amount: 700 });
  });

  it('is booked by the page that was paid, when it was priced twice', () => {
    expect(payOverdue({ payable: 400, platformDiscount: 600 })).toMatchObject({ outcome: 'payable' });
    expect(payOverdue()).toMatchObject({ outcome: 'payable' });
    const returned = (asked: number) =>
      book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'own-1', ok: true, at: tx.at, asked }));
    expect([returned(1001), book.told('paid')]).toEqual([refused('wrong-sum'), []]);
    expect(returned(400)).toEqual({ outcome: 'done', late: false });
    expect(book.told('paid')).toMatchObject([{ payment: { orderNo: 'own-1', amount: 400, discount: 600 } }]);
    expect(createStaySums(book.db)(stayOn('S1', EVENING, MORNING).id)).toEqual({
      receivable: 1000,
      discount: 600,
      received: 400,
    });
  });

  it('hands out pages that name their sum where the driver comes back by', () => {
    const callbackFor: SharingRules['callbackFor'] = (orderNo, _url, amount) => `https://lot/${orderNo}/${amount}`;
    sharing = openSharing(book, { callbackFor });
    expect(payOverdue({ payable: 400, platformDiscount: 600 })).toEqual({
      outcome: 'payable',
      payUrl: `https://pay.example/own-1?fen=400&back=${encodeURIComponent('https://lot/own-1/400')}`,
    });
  });

  it('is settled at once when the discounts leave nothing to pay', () => {
    expect(payOverdue({ payable: 0, platformDiscount: 1000 })).toMatchObject({ outcome: 'payable' });
    expect(book.told('paid')).toMatchObject([{ payment: { orderNo: 'own-1', ok: true, amount: 0, discount: 1000 } }]);
    expect(book.told('overdue')).toMatchObject([{ overdue: { overdueNo: 'own-1', state: 'paid' } }]);
    expect(payOverdue()).toEqual(refused('paid'));
  });

  it('remembers where the driver goes back to', () => {
    payOverdue({ callbackUrl: 'https://back.example/' });
    expect([sharing.callbackOf('own-1'), sharing.callbackOf('S9')]).toEqual(['https://back.example/', null]);
  });

  it('that failed to be paid is told once, and may be paid later', () => {
    const fail = () => book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'own-1', ok: false, at: tx.at }));
    fail();
    fail();
    expect(book.told('paid').map(({ payment }) => payment.ok)).toEqual([false]);
    expect(payOverdue()).toMatchObject({ outcome: 'payable' });
  });

  it.each<[string, object, string]>([
    ['of an order nobody knows', { orderNo: 'S9' }, 'unknown-order'],
    ['that does not add up', { payable: 999 }, 'wrong-sum'],
    ['whose pay URL would be too long', { callbackUrl: `https://x/${'x'.repeat(240)}` }, 'pay-url-too-long'],
  ])('a payment %s is refused', (_what, change, because) => {
    expect(payOverdue(change)).toEqual(refused(because));
  });

  it('of several the oldest that is unpaid is meant by the order', () => {
    leave('S1', EVENING + DAY, MORNING + DAY);
    payOverdue();
    book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'own-1', ok: true, at: tx.at }));
    expect(payOverdue({ orderNo: 'S1' })).toEqual({
      outcome: 'payable',
      payUrl: 'https://pay.example/own-2?fen=1000&back=',
    });
  });

  it('once refunded whole is void, and that is told', () => {
    book.act((tx) => sharing.paymentReturned(tx, { orderNo: 'own-1', ok: true, at: tx.at }));
    expect(refund({ orderNo: 'own-1', amount: 1000 })).toEqual({ outcome: 'taken' });
    book.act((tx) => sharing.decideRefund(tx, 'R1', true, 'li', 'the exit was blocked'));
    expect(book.told('refunded')).toMatchObject([{ refund: { orderKind: 'overdue', ok: true, whole: true } }]);
    expect(book.told('overdue').at(-1)).toMatchObject({ overdue: { state: 'void' } });
    expect(payOverdue()).toEqual(refused('void'));
  });
});

describe('a refund', () => {
  it('of an order that no car came in on is made at once; whole, it ends the order', () => {
    bought('S1');
    expect(refund()).toEqual({ outcome: 'taken' });
    expect(book.told('refunded')).toEqual([
      {
        kind: 'refunded',
        refund: { refundNo: 'R1', orderNo: 'S1', orderKind: 'purchase', ok: true, remark: 'not needed', whole: true, amount: 25_000 }, // prettier-ignore
      },
    ]);
    expect(book.told('order-changed')).toMatchObject([{ order: { orderNo: 'S1', state: 'ended' } }]);
    expect(enter('S1')).toBe(false);
  });

  it('in part leaves the order as it is', () => {
    bought('S1');
    refund({ amount: 5000 });
    expect(book.told('refunded')).toMatchObject([{ refund: { whole: false, amount: 5000 } }]);
    expect(enter('S1')).toBe(true);
  });

  it('of nothing ends an order for nothing, once', () => {
    book.act((tx) => sharing.order(tx, orderOf('S0', { payable: 0, platformDiscount: 30_000, ownDiscount: 0 })));
    const cancelled = { orderNo: 'S0', amount: 0 };
    expect(refund({ ...cancelled, refundNo: 'R0' })).toEqual({ outcome: 'taken' });
    expect(book.told('refunded')).toMatchObject([{ refund: { orderNo: 'S0', ok: true, whole: true, amount: 0 } }]);
    expect(book.told('order-changed')).toMatchObject([{ order: { orderNo: 'S0', state: 'ended' } }]);
    expect(refund({ ...cancelled, refundNo: 'R9' })).toEqual(refused('more-than-paid'));
    expect(refund({ ...cancelled, refundNo: 'R0' })).toEqual({ outcome: 'taken' });
  });

  it('asked again is the same; under the same number another is refused', () => {
    bought('S1');
    refund();
    expect(refund()).toEqual({ outcome: 'taken' });
    expect(refund({ amount: 1 })).toEqual(refused('number-taken'));
    expect(book.told('refunded')).toHaveLength(1);
  });

  it.each<[string, Partial<RefundRequest>, string]>([
    ['of an order nobody knows', { orderNo: 'S9' }, 'unknown-order'],
    ['of more than was paid', { amount: 25_001 }, 'more-than-paid'],
    ['of nothing', { amount: 0 }, 'more-than-paid'],
    ['of what nobody has paid', { orderNo: 'S2', amount: 1 }, 'more-than-paid'],
  ])('%s is refused, and nothing is kept', (_what, change, because) => {
    bought('S1');
    book.act((tx) => sharing.order(tx, orderOf('S2')));
    expect(refund(change)).toEqual(refused(because));
    expect(book.db.prepare('SELECT count(*) AS n FROM refund').get()).toEqual({ n: 0 });
  });

  it('of several never gives back more than was paid, those that wait counted', () => {
    bought('S1');
    enter('S1');
    refund({ amount: 20_000 });
    expect(refund({ refundNo: 'R2', amount: 5001 })).toEqual(refused('more-than-paid'));
    expect(refund({ refundNo: 'R2', amount: 5000 })).toEqual({ outcome: 'taken' });
  });

  it('of an order that was used waits for a person', () => {
    bought('S1');
    enter('S1');
    refund();
    expect(book.told('refunded')).toEqual([]);
    const decide = (accept: boolean) =>
      book.act((tx) => sharing.decideRefund(tx, 'R1', accept, 'li', 'the lot flooded'));
    expect([decide(true), decide(false)]).toEqual([true, false]);
    expect(book.told('refunded')).toMatchObject([{ refund: { ok: true, whole: true, remark: 'the lot flooded' } }]);
    expect(book.facts()).toContain('refund-accepted');
  });

  it('that nobody decided in three days is refused: no driver waits for ever', () => {
    bought('S1');
    enter('S1');
    refund();
    book.clock.advance(72 * HOUR - 1);
    expect(book.act(sharing.sweep)).toBe(0);
    book.clock.advance(1);
    expect(book.act(sharing.sweep)).toBe(1);
    expect(book.told('refunded')).toMatchObject([{ refund: { ok: false, whole: false, amount: 25_000 } }]);
    expect(enter('S1')).toBe(true);
    // What was refused can be asked for again.
    expect(refund({ refundNo: 'R2' })).toEqual({ outcome: 'taken' });
  });
});
