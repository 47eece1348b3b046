import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger, Tx } from '../ledger/record.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import type { BookingRequest } from './contract.ts';
import { createBookings } from './desk.ts';
import type { BookingRules, Bookings } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RULES: BookingRules = { reservable: 2, stalls: ['A1', 'A2'], earlyMin: 15, unconfirmedMin: 15 };

const BARRED = '粤B00000';

let directory: string;
let db: Db;
let clock: ManualClock;
let ledger: Ledger;
let desk: Bookings;
/** Codes of the bookings whose facts took or freed a place, in order. */
let placesTold: (string | null)[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'desk-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock();
  ledger = createLedger(db, clock, []);
  placesTold = [];
  desk = openDesk(RULES);
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

function openDesk(rules: BookingRules): Bookings {
  return createBookings(db, rules, {
    onPlaces(tx, factSeq) {
      const code = tx.db.prepare('SELECT booking_code FROM fact WHERE seq = ?').pluck().get(factSeq);
      placesTold.push(code as string | null);
    },
    isBarred: (plate) => plate === BARRED,
    isAtGate: () => false,
  });
}

/** From an hour on for two hours, kept for 30 minutes more, unless told otherwise. */
function request(code: string, change: Partial<BookingRequest> = {}): BookingRequest {
  return {
    code,
    plate: '粤B12345',
    plateColour: 'blue',
    carColour: null,
    carModel: null,
    from: clock.now() + HOUR,
    to: clock.now() + 3 * HOUR,
    keptMin: 30,
    change: false,
    holdStall: false,
    stallNo: null,
    source: null,
    ...change,
  };
}

const act = <T>(work: (tx: Tx) => T): T => ledger.record(work);
const lock = (code: string, change?: Partial<BookingRequest>) => act((tx) => desk.lock(tx, request(code, change)));
const confirm = (code: string) => act((tx) => desk.confirm(tx, code));
const cancel = (code: string) => act((tx) => desk.cancel(tx, code));
const sweep = () => act(desk.sweep);
const stateOf = (code: string) => desk.byCode(code)?.state;
const facts = () => ledger.recent(50).map((fact) => `${fact.kind} ${fact.bookingCode ?? ''}`).reverse(); // prettier-ignore
const refused = (because: string) => ({ outcome: 'refused', because });

describe('a lock', () => {
  it('holds a place and is written down under the normalised plate', () => {
    expect(lock('b1', { plate: '粤b·12345' })).toEqual({ outcome: 'locked', stallNo: null, remaining: 1 });
    expect(desk.byCode('b1')).toMatchObject({ plate: '粤B12345', state: 'locked', lockedAt: clock.now() });
    expect(facts()).toEqual(['booking-locked b1']);
  });

  it('sent again with the same content is answered as before and changes nothing', () => {
    const sent = request('b1', { holdStall: true });
    act((tx) => desk.lock(tx, sent));
    clock.advance(MINUTE);
    expect(act((tx) => desk.lock(tx, sent))).toEqual({ outcome: 'same', stallNo: 'A1' });
    expect(desk.byCode('b1')?.lockedAt).toBe(clock.now() - MINUTE);
    expect(facts()).toEqual(['booking-locked b1']);
  });

  it.each([
    ['plate', { plate: '粤B54321' }],
    ['time', { to: Date.UTC(2026, 0, 1, 4) }],
    ['minutes kept', { keptMin: 10 }],
    ['stall', { stallNo: 'A2' }],
  ])('of a known code with another %s is refused: the code is taken', (_what, change) => {
    lock('b1');
    expect(lock('b1', change)).toEqual(refused('code-taken'));
    expect(desk.byCode('b1')).toMatchObject({ plate: '粤B12345', keptMin: 30, stallNo: null });
  });

  it.each([
    ['ends before it begins', () => ({ to: clock.now() + HOUR })],
    ['lasts longer than a month', () => ({ to: clock.now() + 33 * 24 * HOUR })],
    ['begins more than a year from now', () => ({ from: clock.now() + 367 * 24 * HOUR, to: clock.now() + 368 * 24 * HOUR })], // prettier-ignore
    ['is over, the minutes kept included', () => ({ from: clock.now() - 2 * HOUR, to: clock.now() - 30 * MINUTE - 1 })],
  ])('that %s has bad times', (_what, change) => {
    expect(lock('b1', change())).toEqual(refused('bad-times'));
    expect(desk.byCode('b1')).toBeNull();
  });

  it.each([
    ['of a plate that may not come in', { plate: BARRED }, 'barred'],
    ['of no vehicle', { plate: '无牌车' }, 'no-vehicle'],
  ])('%s is refused', (_what, change, because) => {
    expect(lock('b1', change)).toEqual(refused(because));
    expect(desk.byCode('b1')).toBeNull();
  });

  it('in its kept minutes is still taken', () => {
    expect(lock('b1', { from: clock.now() - 2 * HOUR, to: clock.now() - 29 * MINUTE })).toMatchObject({
      outcome: 'locked',
    });
  });
});

describe('a change', () => {
  it('takes the place of what was booked and keeps its state', () => {
    lock('b1');
    confirm('b1');
    expect(lock('b1', { change: true, plate: '粤B54321' })).toMatchObject({ outcome: 'locked' });
    expect(desk.byCode('b1')).toMatchObject({ plate: '粤B54321', state: 'confirmed' });
    expect(facts()).toEqual(['booking-locked b1', 'booking-confirmed b1', 'booking-changed b1']);
  });

  it('needs no second place for its own booking in a full lot', () => {
    lock('b1');
    lock('b2');
    expect(lock('b1', { change: true, keptMin: 0 })).toEqual({ outcome: 'locked', stallNo: null, remaining: 0 });
  });

  it('of a booking nobody knows is refused', () => {
    expect(lock('b1', { change: true })).toEqual(refused('unknown-booking'));
  });

  it('that finds no place leaves the booking as it was', () => {
    lock('b1', { holdStall: true });
    lock('b2', { stallNo: 'A2' });
    expect(lock('b1', { change: true, stallNo: 'A2' })).toEqual(refused('stall-taken'));
    expect(desk.byCode('b1')).toMatchObject({ stallNo: 'A1', state: 'locked' });
  });

  it.each([
    ['cancelled', () => cancel('b1'), 'cancelled'],
    ['used', () => act((tx) => desk.use(tx, 'b1', 'stay')), 'used'],
    ['finished', () => act((tx) => (desk.use(tx, 'b1', 'stay'), desk.finish(tx, 'b1', 'stay'))), 'used'],
  ])('of a %s booking is refused', (_what, end, because) => {
    lock('b1');
    end();
    expect(lock('b1', { change: true, keptMin: 0 })).toEqual(refused(because));
  });
});

describe('confirm and cancel', () => {
  it('confirms once, however often it is asked', () => {
    lock('b1');
    expect([confirm('b1'), confirm('b1')]).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(facts()).toEqual(['booking-locked b1', 'booking-confirmed b1']);
  });

  it('cancels once, however often it is asked, and the place is free', () => {
    for (const code of ['b1', 'b2']) lock(code);
    expect([cancel('b1'), cancel('b1')]).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(facts().slice(2)).toEqual(['booking-cancelled b1']);
    expect(lock('b3')).toMatchObject({ outcome: 'locked' });
  });

  it('refuses both for a booking nobody knows', () => {
    expect([confirm('b9'), cancel('b9')]).toEqual([refused('unknown-booking'), refused('unknown-booking')]);
  });

  it('does not confirm what was cancelled', () => {
    lock('b1');
    cancel('b1');
    expect(confirm('b1')).toEqual(refused('cancelled'));
  });

  it('refuses both once the booking is over, swept or not', () => {
    lock('b1');
    clock.advance(3 * HOUR + 30 * MINUTE + 1);
    expect([confirm('b1'), cancel('b1')]).toEqual([refused('expired'), refused('expired')]);
    sweep();
    expect([confirm('b1'), cancel('b1')]).toEqual([refused('expired'), refused('expired')]);
  });

  it('a car that is in already has its booking: a late confirmation changes nothing, a cancellation is refused', () => {
    lock('b1');
    act((tx) => desk.use(tx, 'b1', 'stay'));
    expect([confirm('b1'), cancel('b1')]).toEqual([{ outcome: 'done' }, refused('used')]);
    expect(desk.byCode('b1')).toMatchObject({ state: 'used', stayId: 'stay' });
  });
});

describe('capacity', () => {
  it('counts by time: a morning and an afternoon share a place', () => {
    const [eight, noon, four] = [8, 12, 16].map((hour) => clock.now() + hour * HOUR);
    const day = { keptMin: 0, from: eight, to: four };
    expect(lock('all day', day)).toMatchObject({ remaining: 1 });
    expect(lock('morning', { ...day, to: noon })).toMatchObject({ remaining: 0 });
    expect(lock('afternoon', { ...day, from: noon })).toMatchObject({ remaining: 0 });
    expect(lock('one too many', { ...day, from: noon })).toEqual(refused('no-capacity'));
  });

  it('counts the minutes kept after the end', () => {
    const [eight, noon, four] = [8, 12, 16].map((hour) => clock.now() + hour * HOUR);
    for (const code of ['b1', 'b2']) lock(code, { from: eight, to: noon });
    expect(lock('b3', { from: noon, to: four })).toEqual(refused('no-capacity'));
    expect(lock('b3', { from: (noon ?? 0) + 30 * MINUTE, to: four })).toMatchObject({ outcome: 'locked' });
  });

  it('cancelled while the car drove in stays cancelled: the platform was told so', () => {
    lock('b1');
    cancel('b1');
    expect(act((tx) => desk.use(tx, 'b1', 'stay'))).toBeNull();
    expect(desk.byCode('b1')?.state).toBe('cancelled');
  });

  it('a booked car that stays past its time still stands there', () => {
    for (const code of ['b1', 'b2']) {
      lock(code);
      act((tx) => desk.use(tx, code, `stay of ${code}`));
    }
    clock.advance(5 * HOUR);
    const now = { from: clock.now() - MINUTE, to: clock.now() + HOUR };
    expect(lock('b3', now)).toEqual(refused('no-capacity'));
    act((tx) => desk.finish(tx, 'b1', 'stay of b1'));
    expect(lock('b3', now)).toMatchObject({ outcome: 'locked' });
  });
});

describe('the sweep', () => {
  it('releases a lock never confirmed, and says so', () => {
    lock('b1');
    clock.advance(15 * MINUTE - 1);
    expect(sweep()).toBe(0);
    clock.advance(1);
    expect(sweep()).toBe(1);
    expect(stateOf('b1')).toBe('expired');
    expect(ledger.recent(1)).toMatchObject([{ kind: 'booking-released', reason: 'booking-unconfirmed' }]);
    expect(sweep()).toBe(0);
  });

  it('gives a lock that was changed its minutes anew', () => {
    lock('b1');
    clock.advance(10 * MINUTE);
    lock('b1', { change: true, keptMin: 0 });
    clock.advance(10 * MINUTE);
    expect(sweep()).toBe(0);
  });

  it('releases the place of a car that did not come, once it is no longer kept', () => {
    lock('b1');
    confirm('b1');
    clock.advance(3 * HOUR + 30 * MINUTE);
    expect(sweep()).toBe(0);
    clock.advance(1);
    expect(sweep()).toBe(1);
    expect(ledger.recent(1)).toMatchObject([{ kind: 'booking-released', reason: 'booking-expired' }]);
  });

  it('leaves the booking of a car that is inside', () => {
    lock('b1');
    act((tx) => desk.use(tx, 'b1', 'stay'));
    clock.advance(24 * HOUR);
    expect(sweep()).toBe(0);
    expect(stateOf('b1')).toBe('used');
  });
});

describe('what the gate asks', () => {
  it('counts a place as held from an hour before its time until it is over or used', () => {
    lock('b1', { from: clock.now() + 2 * HOUR });
    confirm('b1');
    const held = (at: number) => desk.heldNow(clock.now() + at);
    expect([held(HOUR - 1), held(HOUR), held(3.5 * HOUR), held(3.5 * HOUR + 1)]).toEqual([0, 1, 1, 0]);
    act((tx) => desk.use(tx, 'b1', 'stay'));
    expect(held(2 * HOUR)).toBe(0);
  });

  it('finds bookings that are usable now, the early minutes and the kept ones included', () => {
    lock('b1');
    const usable = (at: number) => desk.usableNow(clock.now() + at, () => true).length;
    const end = 3.5 * HOUR;
    expect([45 * MINUTE - 1, 45 * MINUTE, end, end + 1].map(usable)).toEqual([0, 1, 1, 0]);
  });

  it('finds the bookings of a plate within half a day, ended ones too: the screen says why the car has none', () => {
    lock('b1');
    cancel('b1');
    const found = (at: number) => desk.forPlate('粤B12345', clock.now() + at).map((b) => b.state);
    expect([found(0), found(15.5 * HOUR), found(15.5 * HOUR + 1)]).toEqual([['cancelled'], ['cancelled'], []]);
    expect(desk.forPlate('粤B54321', clock.now())).toEqual([]);
  });
});

describe("the lot's numbers", () => {
  it('follow each act that takes or frees a place, inside its record, and no other', () => {
    for (const code of ['b1', 'b2']) lock(code);
    lock('b3');
    confirm('b1');
    lock('b1', { change: true, keptMin: 0 });
    cancel('b1');
    cancel('b1');
    clock.advance(15 * MINUTE);
    sweep();
    expect(placesTold).toEqual(['b1', 'b2', 'b1', 'b1', 'b2']);
  });
});
