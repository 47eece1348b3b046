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
import { openStore } from '../store/open.ts';
import type { Db } from '../store/open.ts';
import { createPassages } from './passages.ts';
import type { PassageFacts, Passages } from './passages.ts';
import { createStays } from './stays.ts';
import type { PassedVehicle, Stays } from './stays.ts';

const HOUR = 3_600_000;
const TOTAL = 10;

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

const car: PassedVehicle = {
  plate: '粤B12345',
  plateRead: '粤B·12345',
  plateColour: 'blue',
  carColour: 'white',
  carModel: 'small',
  class: 'other',
  bookingCode: null,
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

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'passages-'));
  db = openStore(join(directory, 'store.sqlite'));
  clock = createManualClock();
  reports = [];
  ledger = createLedger(db, clock, [
    (report) => {
      reports.push(report);
      return null;
    },
  ]);
  stays = createStays(db);
  bookings = createBookings(db, { reservable: 5, stalls: [], earlyMin: 15, unconfirmedMin: 15 }, () => undefined);
  passages = createPassages(TOTAL, stays, bookings);
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

function pass(at: LaneConfig, change: Partial<PassageFacts> = {}): void {
  ledger.record((tx) =>
    passages.record(tx, at, {
      at: clock.now(),
      assumed: false,
      cause: 'automatic',
      arrivalId: 'arrival',
      vehicle: car,
      stayId: null,
      who: null,
      because: null,
      nearestCaptureId: null,
      ...change,
    }),
  );
}

/** Books a place for the car for an hour from now. */
function book(code: string): void {
  const times = { from: clock.now(), to: clock.now() + HOUR, keptMin: 0 };
  const { plate, plateColour, carColour, carModel } = car;
  const wishes = { change: false, holdStall: false, stallNo: null, source: null };
  ledger.record((tx) => bookings.lock(tx, { code, plate, plateColour, carColour, carModel, ...times, ...wishes }));
}

const fact = () => ledger.recent(1)[0];
const counts = (used: number, reserved = 0) => ({ kind: 'counts', used, free: TOTAL - used - reserved, reserved });
const insideAs = (plate: string): string => stays.openByPlate(plate)?.id ?? '';

describe('an entry', () => {
  it('counts when the car has passed: a stay, its report, and the numbers with it', () => {
    pass(entrance);
    const stay = stays.openByPlate('粤B12345');
    expect(stay).toMatchObject({ enteredAt: clock.now(), entranceName: 'east gate', entryCapture: 'capture-1' });
    expect(stay?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(reports).toEqual([{ kind: 'entered', stay: expect.objectContaining({ id: stay?.id, leftAt: null }) as unknown }, counts(1)]); // prettier-ignore
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
    expect(passages.counts(clock.now())).toEqual({ used: 0, free: TOTAL - 1, reserved: 1 });
    pass(entrance, { vehicle: { ...car, class: 'reserved', bookingCode: 'b1' } });
    expect(bookings.byCode('b1')).toMatchObject({ state: 'used', stayId: insideAs(car.plate) });
    expect(fact()).toMatchObject({ bookingCode: 'b1' });
    expect(passages.counts(clock.now())).toEqual({ used: 1, free: TOTAL - 1, reserved: 0 });
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
    expect(reports).toEqual([
      {
        kind: 'left',
        stay: expect.objectContaining({ id: stayId, leftAt: clock.now() }) as unknown,
        receivable: 0,
        discount: 0,
        received: 0,
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
    const few = createPassages(1, stays, bookings);
    for (const plate of ['粤B00001', '粤B00002']) pass(entrance, { vehicle: { ...car, plate } });
    expect(few.counts(clock.now())).toEqual({ used: 2, free: 0, reserved: 0 });
    expect(passages.counts(clock.now())).toEqual({ used: 2, free: TOTAL - 2, reserved: 0 });
  });

  it('are reported when they are asked for without a passage', () => {
    ledger.record((tx) => passages.reportCounts(tx, null));
    expect(reports).toEqual([counts(0)]);
  });
});

describe('stays', () => {
  it('finds a plate exactly, never one that looks like it', () => {
    pass(entrance);
    expect([stays.openByPlate('粤B12346'), stays.openPlates()]).toEqual([null, [{ id: insideAs('粤B12345'), plate: '粤B12345' }]]); // prettier-ignore
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
