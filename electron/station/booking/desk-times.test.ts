import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { BookingRequest } from './contract.ts';
import { createBookings, SWEEP_PORTION } from './desk.ts';
import type { BookingRules, Bookings } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RULES: BookingRules = { reservable: 3, stalls: [], earlyMin: 15, unconfirmedMin: 15 };

let book: Book;
let desk: Bookings;
let now: () => number;
/** Facts that the numbers were told after. */
let placesTold: number[];

beforeEach(() => {
  book = openBook();
  now = book.clock.now;
  placesTold = [];
  openDesk();
});
afterEach(() => book.end());

function openDesk(rules: Partial<BookingRules> = {}): void {
  const onPlaces = (_tx: unknown, factSeq: number): unknown => placesTold.push(factSeq);
  desk = createBookings(book.db, { ...RULES, ...rules }, { onPlaces, isBarred: () => false, isAtGate: () => false });
}

/** From an hour on for two hours, kept for 30 minutes more, unless told otherwise. */
const request = (code: string, change: Partial<BookingRequest>): BookingRequest => ({
  code,
  plate: '粤B12345',
  plateColour: 'blue',
  carColour: null,
  carModel: null,
  from: now() + HOUR,
  to: now() + 3 * HOUR,
  keptMin: 30,
  change: false,
  holdStall: false,
  stallNo: null,
  source: null,
  ...change,
});
const lock = (code: string, change: Partial<BookingRequest> = {}) =>
  book.act((tx) => desk.lock(tx, request(code, change)));
const confirm = (code: string) => book.act((tx) => desk.confirm(tx, code));
const cancel = (code: string) => book.act((tx) => desk.cancel(tx, code));
const sweep = () => book.act(desk.sweep);
const stateOf = (code: string) => desk.byCode(code)?.state;
const refused = (because: string) => ({ outcome: 'refused', because });

describe('the last instant of a booking, its kept minutes included,', () => {
  const END = 3 * HOUR + 30 * MINUTE;

  it('still belongs to it: confirmed, usable, held and not released; with the next it is over', () => {
    lock('b1');
    book.clock.advance(END);
    expect(confirm('b1')).toEqual({ outcome: 'done' });
    const stands = () => [sweep(), desk.usableNow(now(), () => true).length, desk.heldNow(now()), stateOf('b1')];
    expect(stands()).toEqual([0, 1, 1, 'confirmed']);
    book.clock.advance(1);
    expect([confirm('b1'), ...stands()]).toEqual([refused('expired'), 1, 0, 0, 'expired']);
  });

  it('can still be locked, and another booking may begin with it', () => {
    openDesk({ reservable: 1 });
    expect(lock('b1', { from: now() - HOUR, to: now(), keptMin: 0 })).toMatchObject({ outcome: 'locked' });
    expect(lock('b2', { from: now() })).toMatchObject({ outcome: 'locked' });
  });

  it('may be a day after overTime: the gate finds the booking for as long as its place is held', () => {
    lock('b1', { keptMin: 24 * 60 });
    confirm('b1');
    const later = (hours: number) => now() + 3 * HOUR + hours * HOUR;
    const found = (at: number) => [
      desk.forPlate('粤B12345', at).length,
      desk.usableNow(at, () => true).length,
      desk.heldNow(at),
    ];
    expect([12.5, 13.1, 24].map((hours) => found(later(hours)))).toEqual(Array(3).fill([1, 1, 1]));
    expect(found(later(24) + 1)).toEqual([1, 0, 0]);
  });
});

describe('where changes and cancellations are limited (6.3.1 b, c)', () => {
  const CHANGE = { change: true, keptMin: 10 };
  beforeEach(() => {
    openDesk({ changeUntilMin: 30, cancelUntilMin: 10 });
  });

  it('a confirmed booking is changed until then and not later', () => {
    lock('b1');
    confirm('b1');
    book.clock.advance(30 * MINUTE);
    const { from, to } = { from: now() + 30 * MINUTE, to: now() + 2 * HOUR };
    expect(lock('b1', { ...CHANGE, from, to })).toMatchObject({ outcome: 'locked' });
    book.clock.advance(1);
    expect(lock('b1', { ...CHANGE, from: from + HOUR, to: to + HOUR })).toEqual(refused('too-late-to-change'));
    expect(desk.byCode('b1')).toMatchObject({ from, to, keptMin: 10, state: 'confirmed' });
    // What changes nothing is answered as before.
    expect(lock('b1', { ...CHANGE, from, to })).toMatchObject({ outcome: 'same' });
  });

  it('a confirmed booking is cancelled until then and not later', () => {
    for (const code of ['b1', 'b2']) {
      lock(code);
      confirm(code);
    }
    book.clock.advance(50 * MINUTE);
    expect(cancel('b1')).toEqual({ outcome: 'done' });
    book.clock.advance(1);
    expect([cancel('b1'), cancel('b2')]).toEqual([{ outcome: 'done' }, refused('too-late-to-cancel')]);
    expect(stateOf('b2')).toBe('confirmed');
  });

  it('a lock that nobody confirmed is given back and changed at any time', () => {
    lock('b1', { from: now() });
    expect(lock('b1', { ...CHANGE, from: now() })).toMatchObject({ outcome: 'locked' });
    expect(cancel('b1')).toEqual({ outcome: 'done' });
  });

  it('each limit is its own, and without one a booking is changed until it is over', () => {
    openDesk({ cancelUntilMin: 10 });
    const begun = { from: now() - HOUR };
    lock('b1', begun);
    confirm('b1');
    expect(lock('b1', { ...CHANGE, ...begun })).toMatchObject({ outcome: 'locked' });
    expect(cancel('b1')).toEqual(refused('too-late-to-cancel'));
  });
});

describe('many bookings that end at once', () => {
  it('end in portions, each told in one report of the numbers', () => {
    openDesk({ reservable: 100 });
    for (let i = 0; i < 50; i++) lock(`b${i}`, i < 40 ? { to: now() + 2 * HOUR } : {});
    for (let i = 0; i < 45; i++) confirm(`b${i}`);
    placesTold.length = 0;
    book.clock.advance(3 * HOUR + 30 * MINUTE);
    // 40 are over, and 5 were never confirmed.
    expect([sweep(), sweep(), sweep()]).toEqual([SWEEP_PORTION, 45 - SWEEP_PORTION, 0]);
    expect(placesTold).toHaveLength(2);
    expect(desk.heldNow(now())).toBe(5);
  });
});
