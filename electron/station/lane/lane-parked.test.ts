import { afterEach, describe, expect, it } from 'vitest';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const PARKED = '粤B12345';
const MOVING = '粤C99999';
const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

/** The camera tells of these plates in turn, seconds apart. */
function reads(lot: LotUnderTest, ...plates: string[]): void {
  for (const plate of plates) {
    lot.sees(plate);
    lot.clock.advance(3000);
  }
}

function letIn(lot: LotUnderTest): void {
  lot.lane.release(lot.arrival.id, LI, undefined, null, once);
  lot.armOpens();
  lot.drivesThrough();
  lot.armCloses();
  lot.approachLoop(false);
}

describe('a parked car was read again and again instead of the moving one', () => {
  it('is passed over once it was read so twice, and each car that moves is dealt with', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    reads(lot, PARKED);
    lot.clock.advance(MINUTE);
    lot.approachLoop(true);
    reads(lot, MOVING, PARKED, MOVING, PARKED, PARKED);
    expect(lot.arrival.plate).toBe(MOVING);
    const asked = lot.facts().length;
    reads(lot, PARKED, PARKED);
    expect([lot.arrival.plate, lot.facts().length]).toEqual([MOVING, asked]);
    expect(lot.captures().at(-1)).toMatchObject({ plate_read: PARKED, arrival_id: null });
    letIn(lot);
    expect(lot.parts.stays.openByPlate(MOVING)).not.toBeNull();
    reads(lot, PARKED, PARKED);
    expect([lot.state.phase, lot.facts().length]).toEqual(['idle', asked + 2]);
    lot.approachLoop(true);
    reads(lot, '粤D11111', PARKED);
    expect(lot.arrival.plate).toBe('粤D11111');
    letIn(lot);
    expect(lot.parts.stays.inside()).toBe(2);
  });

  it('does not open the arm again and again: once its right lapsed, a person is asked when it stands in front', () => {
    const lot = lotWith();
    reads(lot, PARKED);
    lot.armOpens();
    lot.clock.advance(MINUTE);
    lot.armCloses();
    reads(lot, PARKED, PARKED, PARKED);
    expect([lot.state.phase, lot.barrier.told]).toEqual(['idle', ['open', 'close']]);
    lot.approachLoop(true);
    reads(lot, PARKED);
    expect([lot.state.phase, lot.arrival.plate, lot.barrier.told]).toEqual(['asking', PARKED, ['open', 'close']]);
    letIn(lot);
    expect(lot.parts.stays.openByPlate(PARKED)).not.toBeNull();
  });

  it('and the program was restarted: it is known all the same', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    reads(lot, PARKED);
    lot.approachLoop(true);
    lot.clock.advance(MINUTE);
    reads(lot, MOVING, PARKED, MOVING);
    lot.restart();
    reads(lot, PARKED);
    expect(lot.arrival.plate).toBe(MOVING);
  });

  it('came back after a while: it is a car like any other', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    reads(lot, PARKED);
    lot.clock.advance(MINUTE);
    reads(lot, MOVING, PARKED, MOVING);
    lot.lane.turnAway(lot.arrival.id, LI, once);
    lot.clock.advance(10 * MINUTE);
    reads(lot, PARKED);
    expect(lot.arrival.plate).toBe(PARKED);
  });

  it('the car in front stays in front though the one behind it is read too', () => {
    const lot = lotWith({ lane: { others: 'hold' } });
    lot.approachLoop(true);
    const front = (reads(lot, MOVING), lot.arrival.at);
    reads(lot, '粤D11111', MOVING, '粤D11111', MOVING, '粤D11111', '粤D11111');
    expect(lot.arrival).toMatchObject({ plate: MOVING, at: front });
  });
});

describe('one plate, two vehicles', () => {
  it('inside already: asks, says since when, and letting it in ends the stay of before', () => {
    const lot = lotWith();
    const since = lot.clock.now();
    const before = lot.inside(PARKED);
    lot.clock.advance(5 * MINUTE);
    lot.approachLoop(true);
    lot.sees(PARKED);
    expect(lot.arrival.verdict).toEqual({ action: 'ask', reason: 'already-inside', figures: { since } });
    letIn(lot);
    expect([lot.parts.stays.byId(before)?.leftAt, lot.parts.stays.inside()]).toEqual([lot.clock.now() - 100, 1]);
  });

  it('at two lanes at once: 1001 is told once, and the second arm stays down', () => {
    const lot = lotWith();
    lot.elsewhere.push({ direction: 'entrance', plate: PARKED, bookingCode: null, cardNo: null, stayId: null });
    lot.approachLoop(true);
    reads(lot, PARKED, PARKED, PARKED);
    lot.lane.reconsider();
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'at-another-lane' });
    expect(lot.barrier.told).toEqual([]);
    expect(lot.facts().filter((fact) => fact.startsWith('cloned-plate'))).toHaveLength(1);
    expect(lot.reports()).toEqual(['eventReport']);
  });
});
