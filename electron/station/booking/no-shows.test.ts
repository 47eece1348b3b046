import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStays, newId } from '../parking/stays.ts';
import { beijingMonth, instantOf } from '../policy/schedule.ts';
import { openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import { createBookings } from './desk.ts';
import type { Bookings } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PLATE = '粤B12345';
const RULES = { reservable: 9, stalls: [], earlyMin: 15, unconfirmedMin: 15 };

let book: Book;
let desk: Bookings;
/** The booking whose car stands at the entrance. */
let atGate: string | null;
beforeEach(() => {
  atGate = null;
  book = openBook();
  desk = createBookings(book.db, RULES, {
    onPlaces: () => undefined,
    isBarred: () => false,
    isAtGate: (code) => atGate === code,
  });
});
afterEach(() => book.end());

/** Books an hour that begins in `inMin` minutes, and confirms it. */
function booked(code: string, { inMin = 60, plate = PLATE, confirmed = true } = {}): void {
  const from = book.clock.now() + inMin * MINUTE;
  const car = { plate, plateColour: null, carColour: null, carModel: null };
  const wishes = { change: false, holdStall: false, stallNo: null, source: null };
  book.act((tx) => {
    expect(desk.lock(tx, { code, ...car, from, to: from + HOUR, keptMin: 0, ...wishes }).outcome).toBe('locked');
    if (confirmed) desk.confirm(tx, code);
  });
}

function passes(ms: number): void {
  book.clock.advance(ms);
  book.act(desk.sweep);
}

const noShows = (plate = PLATE, at = book.clock.now()): number => desk.noShows(plate, at);

function entered(plate: string): void {
  const car = { plate, plateRead: plate, plateColour: 'blue', carColour: null, carModel: null } as const;
  const unbooked = { class: 'other', bookingCode: null, orderNo: null, card: null, captureId: null } as const;
  const passage = { at: book.clock.now(), laneId: 'east', laneName: 'East', cause: 'override' } as const;
  book.act((tx) => createStays(book.db).enter(tx, newId(), { ...car, ...unbooked }, null, passage));
}

describe('a booked car that did not come', () => {
  it('counts for its plate, once its booking is over', () => {
    booked('b1');
    passes(2 * HOUR);
    expect(noShows()).toBe(0);
    passes(1);
    expect([noShows(), noShows('粤C99999')]).toEqual([1, 0]);
  });

  it('does not count when nobody had confirmed it, or it was cancelled', () => {
    booked('b1', { confirmed: false });
    booked('b2');
    book.act((tx) => desk.cancel(tx, 'b2'));
    booked('b3', { inMin: 1, confirmed: false });
    passes(4 * HOUR);
    expect([noShows(), desk.byCode('b1')?.state]).toEqual([0, 'expired']);
  });

  it('does not count when it came on its booking, or without it, or was there already', () => {
    booked('b1');
    book.act((tx) => desk.use(tx, 'b1', 'a stay'));
    booked('b2', { plate: '粤C99999' });
    booked('b3', { plate: '粤D11111' });
    entered('粤D11111');
    passes(90 * MINUTE);
    entered('粤C99999');
    passes(4 * HOUR);
    expect([noShows(), noShows('粤C99999'), noShows('粤D11111')]).toEqual([0, 0, 0]);
  });

  it('does not count while it stands at the gate, nor once it goes: its booking waits for it', () => {
    booked('b1');
    booked('b2', { plate: '粤C99999' });
    atGate = 'b1';
    passes(2 * HOUR + 1);
    expect([desk.byCode('b1')?.state, desk.byCode('b2')?.state, noShows('粤C99999')]).toEqual([
      'confirmed',
      'expired',
      1,
    ]);
    atGate = null;
    passes(1);
    expect([desk.byCode('b1')?.state, noShows()]).toEqual(['expired', 0]);
  });

  it('counts when it came only after its booking was over', () => {
    booked('b1');
    passes(2 * HOUR + 1);
    entered(PLATE);
    expect(noShows()).toBe(1);
  });
});

describe('the month of Beijing', () => {
  it.each([
    ['2026-05-01 00:00:00', '2026-05-01 00:00:00', '2026-06-01 00:00:00'],
    ['2026-05-31 23:59:59', '2026-05-01 00:00:00', '2026-06-01 00:00:00'],
    ['2026-12-31 23:59:59', '2026-12-01 00:00:00', '2027-01-01 00:00:00'],
    ['2028-02-29 12:00:00', '2028-02-01 00:00:00', '2028-03-01 00:00:00'],
  ])('of %s is from %s to %s', (at, from, to) => {
    expect(beijingMonth(instantOf(at))).toEqual({ from: instantOf(from), to: instantOf(to) });
  });

  it('a booking counts in the month in which it begins, though it ends in the next', () => {
    book.clock.advance(instantOf('2026-05-31 22:30:00') - book.clock.now());
    booked('may', { inMin: 89 });
    booked('june', { inMin: 90 });
    passes(6 * HOUR);
    expect(noShows(PLATE, instantOf('2026-05-31 23:59:59'))).toBe(1);
    expect(noShows(PLATE, instantOf('2026-06-01 00:00:00'))).toBe(1);
    expect(noShows(PLATE, instantOf('2026-07-01 00:00:00'))).toBe(0);
  });
});
