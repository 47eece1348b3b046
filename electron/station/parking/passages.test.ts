import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import type { ManualClock } from '../../../native/clock/manual-clock.ts';
import { laneConfig } from '../../contract/site.ts';
import type { LaneConfig } from '../../contract/site.ts';
import { createBookings } from '../booking/desk.ts';
import type { Bookings } from '../booking/desk.ts';
import { createLedger } from '../ledger/record.ts';
import type { Ledger } from '../ledger/record.ts';
import type { Report } from '../ledger/report.ts';
import { openMadeStore } from '../store/made-store.fixture.ts';
import type { Db } from '../store/open.ts';
import { createOpenings } from './openings.ts';
import { createPassages } from './passages.ts';
import type { EntitledStays, PassageFacts, PassageParts, Passages } from './passages.ts';
import { createStays } from './stays.ts';
import type { PassedVehicle, Stays } from './stays.ts';

const HOUR = 3_600_000;
const TOTAL = 10;

/** Orders whose cars always owe 5 yuan, unless they park free. */
const orders: EntitledStays = {
  enter(_tx, orderNo) {
    if (orderNo === 'gone') return false;
    orderActs.push(`${orderNo} in`);
    return true;
  },
  leave(_tx, stay, free) {
    if (stay.orderNo === null) return null;
    orderActs.push(`${stay.orderNo} out${free ? ' free' : ''}`);
    const { plate, carColour, enteredAt } = stay;
    const times = { enteredAt, leftAt: stay.leftAt ?? 0, minutes: 10 };
    const owed = { orderNo: stay.orderNo, overdueNo: 'O1', plate, carColour, ...times, amount: 500, parkName: 'lot' };
    return free ? null : { ...owed, state: 'unpaid' };
  },
  owe: (_tx, _stay, overdue) => void orderActs.push(`owes ${overdue.amount}`),
  paidAtExit: (_tx, overdueNo, { amount }) => void orderActs.push(`${overdueNo} paid ${amount}`),
};
const NOTHING_TAKEN = { sums: { receivable: 0, discount: 0, received: 0 }, chargeIds: [], refunded: 0, payment: null };

const lane = (id: string, direction: LaneConfig['direction']): LaneConfig =>
  laneConfig.parse({
    id,
    name: `${id} gate`,
    direction,
    camera: { id: `${id}-camera`, driver: 'push' },
    barrier: { driver: 'modbus-relay', link: 'line', coils: { open: { coil: 0 } } },
  });
const entrance = lane('east', 'entrance');
const exit = lane('west', 'exit');
const FREE = '粤B88888';

const car: PassedVehicle = {
  plate: '粤B12345',
  plateRead: '粤B·12345',
  plateColour: 'blue',
  carColour: 'white',
  carModel: 'small',
  class: 'other',
  bookingCode: null,
  orderNo: null,
  card: null,
  captureId: 'capture-1',
};

let directory: string;
let db: Db;
let clock: ManualClock;
let reports: Report[];
let ledger: Ledger;
let stays: Stays;
let bookings: Bookings;
let passages: Passages;
/** Orders that cars came in and out on, in order. */
let orderActs: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'passages-'));
  db = openMadeStore(join(directory, 'store.sqlite'));
  clock = createManualClock();
  reports = [];
  ledger = createLedger(db, clock, [
    (report) => {
      reports.push(report);
      return [];
    },
  ]);
  stays = createStays(db);
  const rules = { reservable: 5, stalls: ['A1'], earlyMin: 15, unconfirmedMin: 15 };
  bookings = createBookings(db, rules, { onPlaces: () => undefined, isBarred: () => false, isAtGate: () => false });
  orderActs = [];
  passages = openPassages();
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

function openPassages(change: Partial<PassageParts> = {}): Passages {
  return createPassages({
    totalStalls: TOTAL,
    stays,
    openings: createOpenings(db),
    bookings,
    orders,
    cards: { use: (no) => (no === 'gone' ? null : { no, kind: 'month' }), cardFor: () => null },
    money: { left: () => NOTHING_TAKEN },
    isFree: (plate) => plate === FREE,
    nameOf: (person) => `the name of ${person}`,
    ...change,
  });
}

function pass(at: LaneConfig, change: Partial<PassageFacts> = {}): void {
  ledger.record((tx) =>
    passages.record(tx, at, {
      at: clock.now(),
      assumed: false,
      cause: 'automatic',
      openingId: 'opening-1',
      arrivalId: 'arrival',
      vehicle: car,
      stayId: null,
      arrivedAt: null,
      who: null,
      because: null,
      nearestCaptureId: null,
      ...change,
    }),
  );
}

/** Books a place for the car for an hour from now. */
function book(code: string, holdStall = false): void {
  const times = { from: clock.now(), to: clock.now() + HOUR, keptMin: 0 };
  const { plate, plateColour, carColour, carModel } = car;
  const wishes = { change: false, holdStall, stallNo: null, source: null };
  ledger.record((tx) => bookings.lock(tx, { code, plate, plateColour, carColour, carModel, ...times, ...wishes }));
}

const fact = () => ledger.recent(1)[0];
const numbers = (used: number, reserved = 0) => ({ total: TOTAL, used, free: TOTAL - used - reserved, reserved });
const counts = (used: number) => ({ kind: 'counts', numbers: numbers(used) });
const insideAs = (plate: string): string => stays.openByPlate(plate)?.id ?? '';

describe('an entry', () => {
  it('counts when the car has passed: a stay, its report, and the numbers with it', () => {
    pass(entrance);
    const stay = stays.openByPlate('粤B12345');
    expect(stay).toMatchObject({ enteredAt: clock.now(), entranceName: 'east gate', entryCapture: 'capture-1' });
    expect(stay?.id).toMatch(/^[0-9a-f]{32}$/);
    const entered = { entranceId: 'east', entryCapture: 'capture-1', orderNo: null, stallNo: null, leftAt: null };
    expect(reports).toMatchObject([
      { kind: 'entered', stay: { id: stay?.id, ...entered }, numbers: numbers(1), operator: null },
      counts(1),
    ]);
    expect(fact()).toMatchObject({
      kind: 'entered',
      laneId: 'east',
      stayId: stay?.id,
      arrivalId: 'arrival',
      plate: '粤B12345',
      data: { cause: 'automatic', assumed: false, captureId: 'capture-1' },
    });
  });

  it('takes its time from the passage, also when it is written later', () => {
    pass(entrance, { at: clock.now() - HOUR });
    expect([stays.openByPlate('粤B12345')?.enteredAt, fact()?.at]).toEqual([clock.now() - HOUR, clock.now() - HOUR]);
  });

  it('of a reserved car uses its booking, whose place it now stands on', () => {
    book('b1');
    expect(passages.counts(clock.now())).toEqual(numbers(0, 1));
    pass(entrance, { vehicle: { ...car, class: 'reserved', bookingCode: 'b1' } });
    expect(bookings.byCode('b1')).toMatchObject({ state: 'used', stayId: insideAs(car.plate) });
    expect(fact()).toMatchObject({ bookingCode: 'b1' });
    expect(passages.counts(clock.now())).toEqual(numbers(1));
  });

  it('of a car whose stall is kept stands there, and the platform hears of the stall both times', () => {
    book('b1', true);
    pass(entrance, { vehicle: { ...car, class: 'reserved', bookingCode: 'b1' } });
    expect(stays.byId(insideAs(car.plate))).toMatchObject({ stallNo: 'A1', bookingCode: 'b1' });
    pass(exit, { stayId: insideAs(car.plate) });
    const told = reports.flatMap((report) => (report.kind === 'stall' ? [[report.stallNo, report.usage]] : []));
    expect(told).toEqual([
      ['A1', 'booked'],
      ['A1', 'taken'],
      ['A1', 'free'],
    ]);
  });

  it('on a shared-parking order counts on it', () => {
    pass(entrance, { vehicle: { ...car, class: 'reserved', orderNo: 'S1' } });
    expect(stays.byId(insideAs(car.plate))).toMatchObject({ class: 'reserved', orderNo: 'S1', bookingCode: null });
    expect(orderActs).toEqual(['S1 in']);
  });

  it('on an order that was ended meanwhile is one of any car', () => {
    pass(entrance, { vehicle: { ...car, class: 'reserved', orderNo: 'gone' } });
    expect(stays.byId(insideAs(car.plate))).toMatchObject({ class: 'other', orderNo: null });
  });

  it('after a missed exit gives back the place of the booking before', () => {
    book('b1');
    pass(entrance, { vehicle: { ...car, class: 'reserved', bookingCode: 'b1' } });
    pass(entrance);
    expect(bookings.byCode('b1')?.state).toBe('finished');
  });

  it.each([
    ['without a plate', { vehicle: { ...car, plate: '', plateRead: '' } }, 'capture-1'],
    ['that no camera saw', { vehicle: null, nearestCaptureId: 'picture' }, 'picture'],
  ])('%s is a fact with its picture, and no stay that no exit could find', (_what, change, captureId) => {
    pass(entrance, change);
    expect([stays.inside(), reports]).toEqual([0, []]);
    expect(fact()).toMatchObject({ kind: 'entered', stayId: null, data: { captureId } });
  });

  it('that nobody let in is told apart, and the car is inside all the same', () => {
    pass(entrance, { cause: 'unauthorised' });
    expect(fact()).toMatchObject({ kind: 'unauthorised-passage', plate: '粤B12345', stayId: insideAs('粤B12345') });
    expect(reports.map((report) => report.kind)).toEqual(['entered', 'counts']);
  });

  it('that nobody let in, without a plate, leaves the last picture of the lane', () => {
    pass(entrance, { cause: 'unauthorised', vehicle: null, arrivalId: null, nearestCaptureId: 'picture' });
    expect(fact()).toMatchObject({ kind: 'unauthorised-passage', plate: null, data: { captureId: 'picture' } });
  });

  it('by hand keeps who opened and why', () => {
    pass(entrance, { cause: 'by-hand', who: 'li', because: 'fire engine', assumed: true });
    expect(reports[0]).toMatchObject({ operator: 'the name of li' });
    expect(fact()).toMatchObject({ who: 'li', reason: 'fire engine', data: { cause: 'by-hand', assumed: true } });
  });
});

describe('an exit', () => {
  it('closes the stay and reports it', () => {
    pass(entrance);
    const stayId = insideAs('粤B12345');
    reports.length = 0;
    clock.advance(HOUR);
    pass(exit, { stayId });
    expect(stays.byId(stayId)).toMatchObject({ leftAt: clock.now(), exitName: 'west gate' });
    expect(stays.inside()).toBe(0);
    expect(reports).toMatchObject([
      {
        kind: 'left',
        stay: { id: stayId, leftAt: clock.now(), exitId: 'west', exitCapture: 'capture-1' },
        numbers: numbers(0),
        operator: null,
        sums: { receivable: 0, discount: 0, received: 0 },
        chargeIds: [],
      },
      counts(0),
    ]);
    expect(fact()).toMatchObject({ kind: 'left', laneId: 'west', stayId });
  });

  it('of a reserved car finishes its booking', () => {
    book('b1');
    pass(entrance, { vehicle: { ...car, class: 'reserved', bookingCode: 'b1' } });
    pass(exit, { stayId: insideAs(car.plate) });
    expect(bookings.byCode('b1')?.state).toBe('finished');
  });

  it('beyond its order owes, is let out, and the platform hears of the exit first', () => {
    pass(entrance, { vehicle: { ...car, class: 'reserved', orderNo: 'S1' } });
    reports.length = 0;
    pass(exit, { stayId: insideAs(car.plate) });
    expect(orderActs).toEqual(['S1 in', 'S1 out', 'owes 500']);
    expect(reports[0]).toMatchObject({ kind: 'left', sums: { receivable: 500, discount: 0, received: 0 } });
  });

  it.each([
    ['all of it was paid', 500, 0, ['owes 500', 'O1 paid 500']],
    ['a part was paid: the rest is owed', 300, 200, ['owes 200']],
  ])('beyond its order, where %s', (_, received, due, told) => {
    const sums = { receivable: received, discount: 0, received };
    const payment = due > 0 ? null : ({ at: 1, amount: received, payType: 'cash', transactionId: null } as const);
    const taken = { ...NOTHING_TAKEN, sums, chargeIds: ['C1'], payment };
    passages = openPassages({ money: { left: () => taken } });
    pass(entrance, { vehicle: { ...car, class: 'reserved', orderNo: 'S1' } });
    reports.length = 0;
    pass(exit, { stayId: insideAs(car.plate) });
    expect(orderActs).toEqual(['S1 in', 'S1 out', ...told]);
    expect(reports[0]).toMatchObject({ kind: 'left', sums: { ...sums, receivable: 500 }, chargeIds: ['C1'] });
  });

  it('of a car that parks free owes nothing', () => {
    pass(entrance, { vehicle: { ...car, plate: FREE, class: 'reserved', orderNo: 'S1' } });
    pass(exit, { stayId: insideAs(FREE) });
    expect(orderActs).toEqual(['S1 in', 'S1 out free']);
  });

  it.each([
    ['of a stay that is closed already', () => closedStay()],
    ['of a stay nobody knows', () => 'no-such-stay'],
    ['without an entry record', () => null],
  ])('%s is a fact and changes no number', (_what, stayId) => {
    const stay = stayId();
    reports.length = 0;
    pass(exit, { stayId: stay });
    expect(fact()).toMatchObject({ kind: 'left', stayId: null, plate: '粤B12345' });
    expect(reports).toEqual([]);
  });

  function closedStay(): string {
    pass(entrance);
    const stayId = insideAs('粤B12345');
    pass(exit, { stayId });
    return stayId;
  }
});

describe('the numbers of the lot', () => {
  it('follow from the stays alone, and free places never fall below none', () => {
    const few = openPassages({ totalStalls: 1 });
    for (const plate of ['粤B00001', '粤B00002']) pass(entrance, { vehicle: { ...car, plate } });
    expect(few.counts(clock.now())).toEqual({ total: 1, used: 2, free: 0, reserved: 0 });
    expect(passages.counts(clock.now())).toEqual(numbers(2));
  });

  it('are reported when they are asked for without a passage', () => {
    ledger.record((tx) => passages.reportCounts(tx, null));
    expect(reports).toEqual([counts(0)]);
  });

  it('are reported once when time changed them, and again when the disk refused that report', () => {
    const refused = () =>
      ledger.record((tx) => {
        passages.reportDrift(tx);
        throw new Error('disk full');
      });
    expect(refused).toThrow('disk full');
    for (const _ of [1, 2]) ledger.record(passages.reportDrift);
    expect(reports).toEqual([counts(0), counts(0)]);
  });
});

describe('stays', () => {
  it('finds a plate exactly, never one that looks like it', () => {
    pass(entrance);
    expect([stays.openByPlate('粤B12346'), stays.openPlates()]).toEqual([null, [{ id: insideAs('粤B12345'), plate: '粤B12345' }]]); // prettier-ignore
  });

  it('an exit that was missed: platforms hear that the car left before they hear that it came in again', () => {
    pass(entrance, { vehicle: { ...car, class: 'reserved', orderNo: 'S1' } });
    const earlier = insideAs(car.plate);
    reports.length = 0;
    clock.advance(HOUR);
    const at = clock.now();
    // Written down later than it happened.
    clock.advance(1000);
    pass(entrance, { at });
    const nothing = { receivable: 0, discount: 0, received: 0 };
    expect(reports).toMatchObject([
      { kind: 'left', stay: { id: earlier, leftAt: at, exitId: null, exitName: null }, numbers: numbers(0), operator: null, sums: nothing }, // prettier-ignore
      { kind: 'entered', stay: { id: insideAs(car.plate), enteredAt: at }, numbers: numbers(1) },
      counts(1),
    ]);
    expect(ledger.recent(2)[1]).toMatchObject({
      kind: 'left',
      at,
      stayId: earlier,
      laneId: null,
      reason: 'already-inside',
      data: { cause: 'superseded', assumed: true },
    });
    // What it did on its order is ended, and for a time that nobody knows nothing is owed.
    expect(orderActs).toEqual(['S1 in', 'S1 out free']);
  });

  it('an exit that was missed never lies before its entry, whatever the clocks say', () => {
    pass(entrance);
    const earlier = insideAs(car.plate);
    pass(entrance, { at: clock.now() - HOUR });
    expect(stays.byId(earlier)?.leftAt).toBe(clock.now());
  });

  it('an exit that was missed: the plate comes in again, and is one car inside, not two', () => {
    pass(entrance);
    const earlier = insideAs('粤B12345');
    clock.advance(HOUR);
    pass(entrance);
    const later = insideAs('粤B12345');
    expect(stays.inside()).toBe(1);
    expect(stays.byId(later)?.enteredAt).toBe(clock.now());
    expect(stays.byId(earlier)?.leftAt).toBe(clock.now());
    pass(exit, { stayId: later });
    expect(stays.inside()).toBe(0);
  });

  it('cannot be left twice', () => {
    pass(entrance);
    const stayId = insideAs('粤B12345');
    const leave = (): unknown =>
      ledger.record((tx) => stays.leave(tx, stayId, null, { at: 1, laneId: 'west', laneName: '', cause: 'automatic' }));
    leave();
    expect(leave).toThrow('no open stay');
  });
});
