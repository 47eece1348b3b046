import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from './book.fixture.ts';
import type { Book } from './book.fixture.ts';
import type { BookingRequest } from './contract.ts';
import { createBookings } from './desk.ts';
import type { BookingRules, Bookings } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RULES: BookingRules = { reservable: 2, stalls: ['A1', 'A2'], earlyMin: 15, unconfirmedMin: 15 };

let book: Book;
let desk: Bookings;
beforeEach(() => {
  book = openBook();
  desk = openDesk(RULES);
});
afterEach(() => book.end());

const openDesk = (rules: BookingRules): Bookings =>
  createBookings(book.db, rules, { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false });

/** From an hour on for two hours, kept for 30 minutes more, unless told otherwise. */
const request = (code: string, change: Partial<BookingRequest> = {}): BookingRequest => ({
  code,
  plate: '粤B12345',
  plateColour: 'blue',
  carColour: null,
  carModel: null,
  from: book.clock.now() + HOUR,
  to: book.clock.now() + 3 * HOUR,
  keptMin: 30,
  change: false,
  holdStall: false,
  stallNo: null,
  source: null,
  ...change,
});
const lock = (code: string, change?: Partial<BookingRequest>) => book.act((tx) => desk.lock(tx, request(code, change)));
const cancel = (code: string) => book.act((tx) => desk.cancel(tx, code));
const sweep = () => book.act(desk.sweep);
const refused = (because: string) => ({ outcome: 'refused', because });

describe('stalls', () => {
  it('gives a held booking the first stall that is free in its time', () => {
    expect(lock('b1', { holdStall: true })).toMatchObject({ stallNo: 'A1' });
    expect(lock('b2', { holdStall: true })).toMatchObject({ stallNo: 'A2' });
    expect(
      lock('b3', { holdStall: true, from: book.clock.now() + 5 * HOUR, to: book.clock.now() + 6 * HOUR }),
    ).toMatchObject({
      stallNo: 'A1',
    });
  });

  it('gives the stall that is asked for', () => {
    expect(lock('b1', { stallNo: 'A2' })).toMatchObject({ stallNo: 'A2' });
  });

  it('refuses one that is not there, and one that is taken in that time', () => {
    lock('b1', { stallNo: 'A2' });
    expect(lock('b2', { stallNo: 'Z9' })).toEqual(refused('stall-unknown'));
    expect(lock('b2', { stallNo: 'A2' })).toEqual(refused('stall-taken'));
  });

  it('knows a number that is none from one that is not here', () => {
    for (const stallNo of ['A 1', '-A1', 'A1;', '１；'])
      expect(lock('b1', { stallNo })).toEqual(refused('stall-malformed'));
    for (const stallNo of ['A3', '负一层-12', 'B1/12', 'ａ１'])
      expect(lock('b1', { stallNo })).toEqual(refused('stall-unknown'));
  });

  it('gives no number twice when there are fewer stalls than places', () => {
    desk = openDesk({ ...RULES, reservable: 5, stalls: ['A1'] });
    lock('b1', { holdStall: true });
    expect(lock('b2', { holdStall: true })).toEqual(refused('no-capacity'));
    expect(lock('b2')).toMatchObject({ outcome: 'locked', stallNo: null });
  });

  it('holds a place without a number where the site names no stalls', () => {
    desk = openDesk({ ...RULES, stalls: [] });
    expect(lock('b1', { holdStall: true })).toEqual({ outcome: 'locked', stallNo: null, remaining: 1 });
  });
});

describe('what the platform hears of a stall', () => {
  const told = () => book.told('stall').map(({ stallNo, usage }) => `${stallNo} ${usage}`);

  it('follows its booking: booked, moved, taken, freed', () => {
    lock('b1', { stallNo: 'A1' });
    lock('b1', { change: true, stallNo: 'A2' });
    book.act((tx) => desk.use(tx, 'b1', 'stay'));
    book.act((tx) => desk.finish(tx, 'b1', 'stay'));
    expect(told()).toEqual(['A1 booked', 'A1 free', 'A2 booked', 'A2 taken', 'A2 free']);
  });

  it('is released by a cancellation and by the sweep, and stays booked for whom comes after', () => {
    lock('b1', { stallNo: 'A1' });
    lock('b2', { stallNo: 'A1', from: book.clock.now() + 5 * HOUR, to: book.clock.now() + 6 * HOUR });
    cancel('b1');
    book.clock.advance(15 * MINUTE);
    sweep();
    expect(told()).toEqual(['A1 booked', 'A1 booked', 'A1 booked', 'A1 free']);
  });

  it('is nothing for bookings without a stall', () => {
    lock('b1');
    cancel('b1');
    expect(told()).toEqual([]);
  });
});

describe('with 20,000 bookings for the days to come', () => {
  const planOf = (sql: string): string => {
    const steps = book.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all();
    return steps.map((step) => step.detail).join('; ');
  };

  it('the sweep and the gate read what they need, by an index', () => {
    const insert = book.db.prepare(
      `INSERT INTO booking (code, plate, from_at, to_at, kept_min, hold_stall, state, locked_at)
       VALUES (?, '粤B12345', ?, ?, 30, 0, 'confirmed', ?)`,
    );
    const later = book.clock.now() + 48 * HOUR;
    book.db.transaction(() => {
      for (let i = 0; i < 20_000; i++)
        insert.run(`far-${i}`, later + i * MINUTE, later + i * MINUTE + HOUR, book.clock.now());
    })();
    lock('b1');
    const awaited = `state IN ('locked', 'confirmed')`;
    const end = 'to_at + kept_min * 60000';
    expect([
      planOf(`SELECT * FROM booking WHERE ${awaited} AND from_at <= 1 AND +(${end}) >= 1`),
      planOf(`SELECT * FROM booking WHERE ${awaited} AND ${end} <= 1`),
      planOf(`SELECT * FROM booking WHERE state = 'locked' AND locked_at <= 1`),
      planOf(`SELECT state FROM booking WHERE stall_no = 'A1' AND state IN ('locked', 'confirmed', 'used')`),
    ]).toEqual([
      expect.stringMatching(/booking_awaited \(from_at<\?\)/),
      expect.stringMatching(/booking_ends/),
      expect.stringMatching(/booking_unconfirmed/),
      expect.stringMatching(/booking_stall/),
    ]);
    // Against the time that reading all of them takes on this machine, so that a slow one does not fail the test.
    const timed = (work: () => unknown): number => {
      const started = performance.now();
      for (let i = 0; i < 20; i++) work();
      return (performance.now() - started) / 20;
    };
    const all = timed(() => book.db.prepare('SELECT * FROM booking').all());
    expect(timed(() => sweep())).toBeLessThan(all / 20);
    expect(timed(() => [desk.heldNow(book.clock.now()), desk.usableNow(book.clock.now(), () => true)])).toBeLessThan(
      all / 20,
    );
    expect(sweep()).toBe(0);
  });
});

describe('with 2,000 bookings of one time', () => {
  const ROOM: BookingRules = { ...RULES, reservable: 5000, stalls: [] };
  const lockMany = (first: number, count: number): void =>
    book.act((tx) => {
      for (let i = first; i < first + count; i++) desk.lock(tx, request(`b${i}`));
    });

  it('one more is placed without reading them all', () => {
    desk = openDesk(ROOM);
    lockMany(0, 2000);
    const timed = (work: () => unknown): number => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    // Against reading them all once for each lock, on this machine: the writing counts too.
    const all = book.db.prepare('SELECT * FROM booking');
    const read = timed(() => Array.from({ length: 100 }, () => all.all().length));
    expect(timed(() => lockMany(2000, 100))).toBeLessThan(read / 4);
    expect(lock('last')).toMatchObject({ remaining: 5000 - 2101 });
  });
});
