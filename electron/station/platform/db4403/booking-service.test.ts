import { afterEach, beforeEach, expect, it } from 'vitest';
import { AT, openBook } from '../../booking/book.fixture.ts';
import type { Book } from '../../booking/book.fixture.ts';
import { createBookings } from '../../booking/desk.ts';
import type { Bookings } from '../../booking/desk.ts';
import { toDateTime } from '../../wire/time.ts';
import { confirmBookStall, requestBookStall } from './booking-service.ts';

const MINUTE = 60_000;
const PARK = { parkCode: '44030500100101000010' };

let book: Book;
let desk: Bookings;
beforeEach(() => {
  book = openBook();
  const rules = { reservable: 2, stalls: [], earlyMin: 15, unconfirmedMin: 15, changeUntilMin: 30, cancelUntilMin: 10 };
  desk = createBookings(book.db, rules, { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false });
});
afterEach(() => book.end());

/** For an hour, in an hour. */
const request = (operateType: number, lateMin = 0) => ({
  ...PARK,
  bookCode: 'B1',
  carNo: '粤B12345',
  bookTime: toDateTime(AT + (60 + lateMin) * MINUTE),
  overTime: toDateTime(AT + (120 + lateMin) * MINUTE),
  obligatTime: 30,
  operateType,
});
const ask = (operateType: number, lateMin?: number) =>
  book.act((tx) => requestBookStall(tx, desk, request(operateType, lateMin)));
const answer = (confirmStatus: number) =>
  book.act((tx) => confirmBookStall(tx, desk, { ...PARK, bookCode: 'B1', confirmStatus }));

it('6.3.1 b, c: what comes after the preset time is 5004, names what came too late, and changes nothing', () => {
  ask(1);
  answer(1);
  book.clock.advance(31 * MINUTE);
  const before = desk.byCode('B1');
  expect(ask(2, 60)).toEqual({ bookCode: 'B1', code: 5004, message: '预约时间有误: operateType 已过可变更时间' });
  book.clock.advance(20 * MINUTE);
  expect(answer(0)).toEqual({ bookCode: 'B1', code: 5004, message: '预约时间有误: confirmStatus 已过可取消时间' });
  expect(desk.byCode('B1')).toEqual(before);
});

it('within it they are done', () => {
  ask(1);
  answer(1);
  book.clock.advance(30 * MINUTE);
  expect([ask(2, 60), answer(0)]).toMatchObject([{ code: 0 }, { code: 0 }]);
  expect(desk.byCode('B1')).toMatchObject({ from: AT + 120 * MINUTE, state: 'cancelled' });
});
