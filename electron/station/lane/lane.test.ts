import { afterEach, describe, expect, it } from 'vitest';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

const asking = { lane: { others: 'ask' as const } };

describe('a car that a camera reports', () => {
  it('is written down before the arm is told to rise', () => {
    const lot = lotWith();
    lot.barrier.atOpen = () => {
      expect(lot.facts()).toEqual([`authorised ${PLATE}`]);
      expect(lot.captures()).toEqual([{ plate_read: '粤B·12345', stale: 0, arrival_id: expect.any(String) as string }]);
      expect(lot.parts.db.inTransaction).toBe(false);
      const kept = lot.parts.db.prepare('SELECT state FROM lane_state').pluck().get() as string;
      expect(JSON.parse(kept)).toMatchObject({ state: { phase: 'opening', arrival: { plate: PLATE } } });
    };
    lot.sees('粤B·12345');
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('enters when it has passed, once, and the platform is told of the car and of the numbers', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    expect(lot.parts.stays.inside()).toBe(0);
    lot.drivesThrough();
    expect(lot.facts()).toEqual([`authorised ${PLATE}`, `entered ${PLATE}`]);
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([1, ['vehicleEnter']]);
    expect(lot.barrier.told).toEqual(['open', 'close']);
    expect(lot.lane.lastPassage).toMatchObject({ plate: PLATE, authorised: true, assumed: false });
  });

  it('a driver had booked: the opening is linked to the booking, which is used', () => {
    const lot = lotWith({ lane: { kind: 'reserved', others: 'hold' } });
    lot.book('b1', PLATE);
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.lastFact('authorised')).toMatchObject({ bookingCode: 'b1', reason: 'booking-on-time' });
    expect(lot.parts.bookings.byCode('b1')).toMatchObject({ state: 'used', stayId: expect.any(String) as string });
  });

  it('drives in while its booking ends: it is in on its booking', () => {
    const lot = lotWith();
    lot.book('b1', PLATE);
    lot.clock.advance(60 * MINUTE - 1000);
    lot.sees(PLATE);
    lot.armOpens();
    lot.clock.advance(3000);
    lot.parts.ledger.record((tx) => lot.parts.bookings.sweep(tx));
    lot.drivesThrough();
    expect(lot.parts.stays.openByPlate(PLATE)).toMatchObject({ class: 'reserved', bookingCode: 'b1' });
    expect(lot.parts.bookings.byCode('b1')?.state).toBe('used');
  });

  it('leaves by its stay, found by exactly its plate', () => {
    const lot = lotWith({ lane: { direction: 'exit' } });
    const stayId = lot.inside(PLATE);
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.lastFact('left')).toMatchObject({ stayId, plate: PLATE });
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([0, ['vehicleLeave']]);
  });

  it('a bumper badge was read as a plate: it asks, it never opens', () => {
    const lot = lotWith();
    lot.sees('TOYOTA');
    expect(lot.state).toMatchObject({ phase: 'asking', arrival: { verdict: { reason: 'plate-unreadable' } } });
    expect(lot.barrier.told).toEqual([]);
  });

  it('at a lane without sensors: the passage is assumed, marked, and counted once', () => {
    const lot = lotWith({ withoutSensors: true });
    lot.sees(PLATE);
    lot.barrier.tells({ type: 'opened' });
    lot.clock.advance(8000);
    lot.clock.advance(60_000);
    expect(lot.facts()).toEqual([`authorised ${PLATE}`, `entered ${PLATE}`]);
    expect(lot.lastFact('entered')).toMatchObject({ data: { assumed: true } });
  });
});

describe('captures of one vehicle', () => {
  it('a parked car was read again and again: one arrival, for as long as nothing passes', () => {
    const lot = lotWith(asking);
    lot.sees(PLATE);
    const { id } = lot.arrival;
    for (let minute = 0; minute < 30; minute++) {
      lot.clock.advance(MINUTE);
      lot.sees(PLATE);
    }
    expect(lot.arrival.id).toBe(id);
    expect(lot.facts()).toEqual([`asked ${PLATE}`]);
    expect(new Set(lot.captures().map((row) => row.arrival_id))).toEqual(new Set([id]));
    expect(lot.captures()).toHaveLength(31);
  });

  it('one misread away within 20 s are one arrival, which keeps the better reading', () => {
    const lot = lotWith(asking);
    lot.sees('粤B1234S', { confidence: 81 });
    lot.clock.advance(20_000);
    lot.sees(PLATE, { confidence: 97 });
    expect(lot.arrival).toMatchObject({ plate: PLATE, confidence: 97 });
    expect(lot.facts()).toEqual(['asked 粤B1234S']);
  });

  it.each([
    ['one misread away after 20 s', '粤B1234S', 20_001],
    ['another plate at once', '粤C99999', 1000],
  ])('%s is another vehicle', (_what, plate, after) => {
    const lot = lotWith(asking);
    lot.sees(PLATE);
    lot.clock.advance(after);
    lot.sees(plate);
    expect(lot.facts()).toEqual([`asked ${PLATE}`, `turned-away ${PLATE}`, `asked ${plate}`]);
  });

  it('a second look that reads nothing takes nothing away', () => {
    const lot = lotWith(asking);
    lot.sees(PLATE);
    lot.clock.advance(3000);
    lot.sees('', { confidence: null });
    expect(lot.arrival).toMatchObject({ plate: PLATE });
    expect(lot.captures()).toHaveLength(2);
  });

  it('after a passage the same plate is a vehicle of its own', () => {
    const lot = lotWith(asking);
    lot.sees(PLATE);
    const { id } = lot.arrival;
    lot.lane.release(id, LI, undefined, null, once);
    lot.armOpens();
    lot.drivesThrough();
    lot.clock.advance(1000);
    lot.sees(PLATE);
    expect(lot.arrival.id).not.toBe(id);
    expect(lot.arrival.verdict.reason).toBe('already-inside');
  });

  it('told late, of a car that has gone through meanwhile, is kept and opens nothing', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    const capturedAt = lot.clock.now();
    lot.armOpens();
    lot.drivesThrough();
    lot.sees(PLATE, { capturedAt });
    expect([lot.state.phase, lot.barrier.told]).toEqual(['idle', ['open', 'close']]);
    expect(lot.captures()).toHaveLength(2);
  });

  it('the car behind is judged when the first is through, not before', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.passageLoop(true);
    lot.approachLoop(true);
    lot.sees('粤C99999');
    expect(lot.barrier.told).toEqual(['open']);
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect(lot.barrier.told).toEqual(['open', 'close', 'open']);
    expect(lot.arrival.plate).toBe('粤C99999');
  });

  it('the car behind that has gone meanwhile is asked about: the arm does not rise for nobody', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.passageLoop(true);
    lot.sees('粤C99999');
    lot.approachLoop(false);
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect(lot.barrier.told).toEqual(['open', 'close']);
    expect(lot.state.phase).toBe('asking');
  });

  it('a plate that is let through at another lane just now is asked about: two arms never rise for one car', () => {
    const lot = lotWith();
    lot.elsewhere.push({ direction: 'entrance', plate: PLATE, bookingCode: null, cardNo: null, stayId: null });
    lot.sees(PLATE);
    expect([lot.arrival.verdict.reason, lot.barrier.told]).toEqual(['at-another-lane', []]);
  });

  it('a fleet with consecutive plates: what was let through keeps its plate, the next one is the next one', () => {
    const lot = lotWith();
    lot.sees('粤B40001');
    lot.armOpens();
    lot.sees('粤B40002', { confidence: 99 });
    expect(lot.arrival.plate).toBe('粤B40001');
    lot.passageLoop(true);
    lot.approachLoop(true);
    lot.sees('粤B40002', { confidence: 99 });
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect(lot.lane.lastPassage?.plate).toBe('粤B40001');
    expect(lot.arrival.plate).toBe('粤B40002');
  });

  it('a misread taken before the passage and told after it is the same car, and is not opened for again', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    const before = lot.clock.now();
    lot.drivesThrough();
    lot.sees('粤B1234S', { capturedAt: before });
    expect([lot.state.phase, lot.barrier.told]).toEqual(['idle', ['open', 'close']]);
  });
});

describe('a stale capture', () => {
  it.each([
    ['an offline camera sent its stored captures after hours', { offline: true }],
    ['older than the setting', { capturedAt: 11_000 }],
  ])(
    '%s: recorded, it opens nothing',
    (_what, { offline = false, capturedAt = 0 }: { offline?: boolean; capturedAt?: number }) => {
      // prettier-ignore
      const lot = lotWith();
      lot.sees(PLATE, { offline, capturedAt: lot.clock.now() - capturedAt });
      expect([lot.state.phase, lot.barrier.told]).toEqual(['idle', []]);
      expect(lot.facts()).toEqual([`capture-stale ${PLATE}`]);
      expect(lot.captures()).toEqual([{ plate_read: PLATE, stale: 1, arrival_id: null }]);
    },
  );

  it('just inside the setting is acted on', () => {
    const lot = lotWith();
    lot.sees(PLATE, { capturedAt: lot.clock.now() - 10_000 });
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('of the car that stands on the approach loop asks, and opens nothing by itself', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE, { capturedAt: lot.clock.now() - 60_000 });
    expect(lot.state).toMatchObject({ phase: 'asking', arrival: { verdict: { reason: 'capture-stale' } } });
    lot.lane.reconsider();
    expect(lot.barrier.told).toEqual([]);
  });

  it('does not take the place of the car that waits', () => {
    const lot = lotWith(asking);
    lot.sees(PLATE);
    lot.sees('粤C99999', { offline: true });
    expect(lot.arrival.plate).toBe(PLATE);
  });
});

describe('a full lot', () => {
  const full = (): LotUnderTest => {
    const lot = lotWith({ totalStalls: 1 });
    lot.approachLoop(true);
    return lot;
  };

  it('lets the waiting car in by itself once a place is free', () => {
    const lot = full();
    const stay = lot.inside('粤A00001');
    lot.sees(PLATE);
    expect(lot.state).toMatchObject({ phase: 'waiting', arrival: { verdict: { reason: 'lot-full' } } });
    lot.lane.reconsider();
    expect(lot.barrier.told).toEqual([]);
    lot.leaves(stay);
    lot.lane.reconsider();
    expect(lot.barrier.told).toEqual(['open']);
    expect(lot.facts()).toEqual([`held ${PLATE}`, `authorised ${PLATE}`]);
  });

  it('does not raise the arm for a car that has gone meanwhile: the attendant is asked', () => {
    const lot = full();
    const stay = lot.inside('粤A00001');
    lot.sees(PLATE);
    lot.approachLoop(false);
    lot.leaves(stay);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
  });
});

describe('a passage without authorisation', () => {
  it('is recorded with its image and raised', () => {
    const lot = lotWith({ lane: { others: 'refuse' } });
    lot.sees(PLATE);
    lot.passageLoop(true);
    lot.barrier.senses({ arm: 'unknown' });
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect(lot.lastFact('unauthorised-passage')).toMatchObject({ plate: PLATE, data: { captureId: expect.any(String) as string } }); // prettier-ignore
    expect([lot.parts.stays.inside(), lot.lane.lastPassage?.authorised]).toEqual([1, false]);
  });

  it('that no arrival explains keeps the last picture of the lane', () => {
    const lot = lotWith();
    lot.sees(PLATE, { offline: true });
    lot.armOpens();
    lot.drivesThrough();
    const captureId = lot.parts.db.prepare('SELECT id FROM capture').pluck().get();
    expect(lot.lastFact('unauthorised-passage')).toMatchObject({ plate: null, data: { captureId } });
  });
});
