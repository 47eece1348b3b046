import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingFigures, bookingPage, controlPage, couponPage, orderPage } from '../../contract/bookings.ts';
import { AT, openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import { createControlList } from './control-list.ts';
import { createCoupons } from './coupons.ts';
import { createBookings } from './desk.ts';
import { CONTROL, COUPONS, createBookingLists, ORDERS } from './lists.ts';
import type { BookingLists } from './lists.ts';
import { LOOKED_THROUGH, newestStatements } from './newest-list.ts';
import { DAY, HOUR, openSharing, orderOf, PLATE, stayOn } from './sharing.fixture.ts';

const MINUTE = 60_000;

let book: Book;
let lists: BookingLists;
let bookings: ReturnType<typeof createBookings>;

beforeEach(() => {
  book = openBook();
  bookings = createBookings(
    book.db,
    { reservable: 3, stalls: ['A1', 'A2'], earlyMin: 15, unconfirmedMin: 15 },
    { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false },
  );
  lists = createBookingLists(book.db, {
    reservable: 3,
    planNames: new Map([['nights', 'Nights']]),
    heldNow: bookings.heldNow,
    now: () => book.clock.now(),
  });
});
afterEach(() => book.end());

/** From half an hour ago for an hour, the place kept for 15 minutes more. */
function reserve(code: string, over: { plate?: string; from?: number; to?: number } = {}): void {
  const request = {
    ...{ code, plate: `粤B1000${code}`, plateColour: null, carColour: null, carModel: null },
    ...{ from: AT - 30 * MINUTE, to: AT + 30 * MINUTE, keptMin: 15, change: false, holdStall: false, stallNo: null },
    source: 'p',
    ...over,
  };
  expect(book.act((tx) => bookings.lock(tx, request))).toMatchObject({ outcome: 'locked' });
  book.act((tx) => bookings.confirm(tx, code));
}

const figures = () => bookingFigures.parse(lists.figures({ role: 'attendant' }));

describe('the figures of the bookings screen', () => {
  it('tell a day as it goes: expected, late, come, gone, not shown', () => {
    reserve('1');
    reserve('2');
    reserve('3');
    expect(figures()).toMatchObject({ day: '2026-05-04', booked: 3, expected: 3, late: 0, came: 0, held: 3, free: 0 });
    book.act((tx) => bookings.use(tx, '1', 'stay-1'));
    book.act((tx) => bookings.cancel(tx, '2'));
    expect(figures()).toMatchObject({ booked: 2, expected: 1, came: 1, calledOff: 1, held: 1, free: 1 });
    book.clock.advance(31 * MINUTE);
    expect(figures()).toMatchObject({ expected: 1, late: 1 });
    book.clock.advance(15 * MINUTE);
    book.act((tx) => bookings.sweep(tx));
    expect(figures()).toMatchObject({ booked: 2, came: 1, expected: 0, late: 0, noShows: 1, held: 0 });
  });

  it('give the fewest free places of each hour to come; a car past its time takes one now', () => {
    reserve('1', { from: AT + 2 * HOUR, to: AT + 3 * HOUR - 15 * MINUTE });
    reserve('2', { from: AT + 2 * HOUR, to: AT + 2 * HOUR + 5 * MINUTE });
    expect(figures().hours.map(({ free }) => free)).toEqual([3, 3, 1, 2, 3, 3, 3, 3]);
    expect(figures().hours[0]).toEqual({ from: AT, to: AT + 30 * MINUTE, free: 3 });
    reserve('3');
    book.act((tx) => bookings.use(tx, '3', 'stay-3'));
    book.clock.advance(HOUR);
    expect(figures().free).toBe(2);
  });

  it('say whether there are shared places', () => {
    expect(figures().sharing).toBe(true);
    const without = createBookingLists(book.db, {
      reservable: 3,
      planNames: null,
      heldNow: () => 0,
      now: () => AT,
    });
    expect(without.figures({ role: 'attendant' }).sharing).toBe(false);
  });

  it('a page is as the contract says', () => {
    reserve('1');
    expect(() => bookingPage.parse(lists.bookings({ day: '2026-05-04' }))).not.toThrow();
  });
});

describe('shared-parking orders, coupons and the control list', () => {
  it('an order tells what was bought, used, paid, given back and is owed', () => {
    const sharing = openSharing(book);
    book.act((tx) => sharing.order(tx, orderOf('o-1')));
    expect(orderPage.parse(lists.orders({})).items).toEqual([]);
    expect(lists.orders({ state: 'unpaid' }).items).toMatchObject([
      { id: 'o-1', plan: { code: 'nights', name: 'Nights' } },
    ]);
    book.act((tx) =>
      sharing.paid(tx, { orderNo: 'o-1', ok: true, at: AT, payType: null, amount: null, transactionId: null }),
    );
    book.act((tx) => sharing.enter(tx, 'o-1', AT));
    const stay = stayOn('o-1', AT, AT + 5 * HOUR);
    book.act((tx) => {
      const owed = sharing.leave(tx, stay, false, AT + 5 * HOUR);
      if (owed) sharing.owe(tx, stay, owed);
    });
    book.act((tx) => sharing.refund(tx, { refundNo: 'r', orderNo: 'o-1', amount: 1000, reason: null }));
    book.act((tx) => sharing.decideRefund(tx, 'r', true, 'boss', 'because'));
    expect(orderPage.parse(lists.orders({})).items).toMatchObject([
      {
        ...{ id: 'o-1', plate: PLATE, state: 'active', entries: 1, entriesTotal: null, days: 1, daysTotal: null },
        ...{ payable: 25_000, discount: 5000, paid: 25_000, refunded: 1000, paidAt: AT },
        overdue: { count: 1, amount: 2500 },
      },
    ]);
  });

  it('coupons are listed newest first, by state, a part of a plate or of a number', () => {
    const coupons = createCoupons(book.db, () => null);
    const give = (couponNo: string, plate: string) => {
      book.clock.advance(1000);
      const coupon = { type: 'amount', value: 500, madeOutAt: AT, channel: null, channelOrgCode: null } as const;
      book.act((tx) => coupons.take(tx, { couponNo, plate, ...coupon, source: 'p' }));
    };
    give('c-1', '粤B11111');
    give('c-2', '粤B22222');
    give('c-3', '粤B12222');
    book.act((tx) => coupons.annul(tx, 'c-2', 'boss', 'wrong'));
    const found = (query: Parameters<BookingLists['coupons']>[0]) =>
      couponPage.parse(lists.coupons(query)).items.map(({ id }) => id);
    expect(found({})).toEqual(['c-3', 'c-1']);
    expect(found({ state: 'void' })).toEqual(['c-2']);
    expect(found({ text: '1222' })).toEqual(['c-3']);
    expect(found({ text: 'C-1' })).toEqual(['c-1']);
  });

  it('a deleted line of the control list is listed only when asked for', () => {
    const control = createControlList(book.db);
    const entry = { plateColour: null, carColour: null, carModel: null, from: null, to: AT + DAY, source: 'p' };
    const put = (id: string, remove: boolean) =>
      book.act((tx) => control.put(tx, { ...entry, id, plate: PLATE, strategy: 'free', remove }));
    put('l-1', false);
    put('l-2', false);
    put('l-2', true);
    expect(controlPage.parse(lists.controlList({})).items).toMatchObject([{ id: 'l-1', strategy: 'free' }]);
    expect(lists.controlList({ state: 'deleted' }).items).toMatchObject([{ id: 'l-2' }]);
  });

  /** So many coupons, five at each instant. */
  function fill(count: number): void {
    const insert = book.db.prepare(
      `INSERT INTO coupon (coupon_no, plate, type, value, made_out_at, source, state, received_at, request)
       VALUES (?, ?, 'free', 1, 1, 'p', 'unused', ?, '{}')`,
    );
    book.db.transaction(() => {
      for (let n = 0; n < count; n += 1) insert.run(`c${n}`, `粤B${String(n).padStart(5, '0')}`, Math.floor(n / 5));
    })();
  }

  function walk(text: string): { ids: string[]; pages: number } {
    const ids: string[] = [];
    let pages = 0;
    for (let { items, next } = lists.coupons({ text, limit: 7 }); ;) {
      pages += 1;
      ids.push(...items.map(({ id }) => id));
      if (next === null) return { ids, pages };
      ({ items, next } = lists.coupons({ text, limit: 7, after: next }));
    }
  }

  it('page after page every line comes once', () => {
    fill(40);
    const { ids, pages } = walk('');
    expect([new Set(ids).size, ids.length, pages]).toEqual([40, 40, 6]);
    expect(ids.map((id) => Math.floor(Number(id.slice(1)) / 5))).toEqual(
      Array.from({ length: 40 }, (_, n) => 7 - Math.floor(n / 5)),
    );
  });

  it('a search looks through so many lines at a time, and leads on to all', () => {
    fill(LOOKED_THROUGH + 100);
    expect(lists.coupons({ text: 'B00001' })).toMatchObject({ items: [], next: { receivedAt: 20 } });
    expect(walk('B0000').ids.length).toBe(10);
    expect(walk('B00001').ids).toEqual(['c1']);
    expect(walk('zzz').ids).toEqual([]);
  });

  it.each([ORDERS, COUPONS, CONTROL])('$table is read by its index, in its order', (table) => {
    const given = ['state', 'receivedAt', 'id', 'lastReceivedAt', 'lastId', 'text', 'plate', 'limit'];
    for (const sql of Object.values(newestStatements(table))) {
      const plan = book.db
        .prepare<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(Object.fromEntries(given.map((name) => [name, 1])));
      expect(plan).toHaveLength(1);
      expect(plan[0]?.detail).toMatch(new RegExp(`^SEARCH ${table.table} USING (COVERING )?INDEX ${table.index} `));
    }
  });
});
