import { afterEach, describe, expect, it } from 'vitest';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

/** Who stands before the arm: a right to pass must not move another car than the one that has it. */

const PLATE = '粤B12345';
const BEHIND = '粤C99999';
const THIRD = '粤D11111';
const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

/** One car is inside a lot of one place, the other waits at the line. */
function waitingForAPlace() {
  const lot = lotWith({ totalStalls: 1 });
  const inside = lot.inside(THIRD);
  lot.approachLoop(true);
  lot.sees(PLATE);
  return { lot, placeFrees: () => (lot.leaves(inside), lot.lane.reconsider()) };
}

/** The parked car had its right, did not use it, and is still read. */
function parkedAndBooked(): LotUnderTest {
  const lot = lotWith();
  lot.book('b1', PLATE);
  lot.approachLoop(true);
  lot.sees(PLATE);
  lot.armOpens();
  lot.approachLoop(false);
  lot.clock.advance(MINUTE + 1000);
  lot.armCloses();
  lot.clock.advance(MINUTE);
  expect([lot.state.phase, lot.barrier.told]).toEqual(['idle', ['open', 'close']]);
  return lot;
}

describe('a car that waits for a place', () => {
  it('drove off, and another stands in its place: a person is asked, over a restart too', () => {
    const { lot, placeFrees } = waitingForAPlace();
    lot.approachLoop(false);
    lot.clock.advance(5 * MINUTE);
    lot.approachLoop(true);
    lot.restart();
    placeFrees();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
    lot.sees(PLATE);
    expect(lot.barrier.told, 'read again: it is there').toEqual(['open']);
  });

  it('drove off, and the camera cannot read the one that came: that is another car', () => {
    const { lot, placeFrees } = waitingForAPlace();
    lot.approachLoop(false);
    lot.clock.advance(4000);
    lot.approachLoop(true);
    lot.sees('');
    expect([lot.state.phase, lot.arrival.plate]).toEqual(['asking', '']);
    placeFrees();
    expect(lot.barrier.told).toEqual([]);
  });

  it('is still there after a flicker of the loop', () => {
    const { lot, placeFrees } = waitingForAPlace();
    lot.clock.advance(MINUTE);
    lot.approachLoop(false);
    lot.clock.advance(3000);
    lot.approachLoop(true);
    placeFrees();
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('and was left to a person stays asked about, however often the lot fills', () => {
    const { lot, placeFrees } = waitingForAPlace();
    lot.approachLoop(false);
    placeFrees();
    lot.inside(THIRD);
    lot.lane.reconsider();
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', figures: { against: 'lot-full' } });
    expect(lot.facts()).toEqual([`held ${PLATE}`, `asked ${PLATE}`]);
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, once)).toThrow('rules');
  });
});

describe('a car that the camera cannot read', () => {
  it.each([3000, 3 * MINUTE])('is not the parked one that is read %i ms later', (ms) => {
    const lot = parkedAndBooked();
    lot.approachLoop(true);
    lot.sees('');
    lot.clock.advance(ms);
    lot.sees(PLATE);
    expect([lot.state.phase, lot.arrival.plate, lot.barrier.told]).toEqual(['asking', '', ['open', 'close']]);
  });

  it('stood there long before a plate is read: whose that is, a person says', () => {
    const lot = lotWith();
    lot.book('b1', BEHIND);
    lot.approachLoop(true);
    lot.sees('');
    lot.clock.advance(3 * MINUTE);
    lot.sees(BEHIND);
    lot.sees(BEHIND);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.arrival.plate, lot.barrier.told]).toEqual(['asking', BEHIND, []]);
    expect(lot.arrival.verdict).toMatchObject({
      action: 'ask',
      reason: 'booking-on-time',
      figures: { front: 'unsure' },
    });
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('is read at last within the time of one car: it is that car', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees('');
    lot.clock.advance(20_000);
    lot.sees(PLATE);
    expect(lot.barrier.told).toEqual(['open']);
  });
});

describe('a car behind the one in front', () => {
  it.each([
    ['refused', (lot: LotUnderTest) => lot.list(PLATE, 'no-entry')],
    ['held', () => undefined],
  ])('that is %s: the arm does not rise for it, however often it is read', (_, rule) => {
    const lot = lotWith({ lane: { others: 'hold' } });
    rule(lot);
    lot.book('b1', BEHIND);
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.clock.advance(5000);
    lot.sees(BEHIND);
    lot.clock.advance(MINUTE);
    lot.sees(BEHIND);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.arrival.plate, lot.barrier.told]).toEqual(['asking', BEHIND, []]);
  });

  it('goes by itself once the one in front has left', () => {
    const lot = lotWith();
    lot.list(PLATE, 'no-entry');
    lot.book('b1', BEHIND);
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.clock.advance(5000);
    lot.sees(BEHIND);
    lot.approachLoop(false);
    lot.clock.advance(4000);
    lot.approachLoop(true);
    lot.sees(BEHIND);
    expect([lot.arrival.plate, lot.barrier.told]).toEqual([BEHIND, ['open']]);
  });

  it('that left before it was read goes by itself, and so does one at a lane without that loop', () => {
    const lot = lotWith();
    lot.list(PLATE, 'no-entry');
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.approachLoop(false);
    lot.clock.advance(4000);
    lot.approachLoop(true);
    lot.sees(BEHIND);
    expect(lot.barrier.told).toEqual(['open']);
    const bare = lotWith({ withoutSensors: true });
    bare.list(PLATE, 'no-entry');
    bare.sees(PLATE);
    bare.sees(BEHIND);
    expect(bare.barrier.told).toEqual(['open']);
  });

  it('that did not use its right: the arm does not rise for the one behind', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.armOpens();
    lot.clock.advance(MINUTE + 1000);
    expect(lot.state.phase).toBe('unsure');
    lot.sees(BEHIND);
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', ['open', 'close']]);
  });

  it('that is read again and again between others stays in front for a third too', () => {
    const lot = lotWith();
    lot.list(PLATE, 'no-entry');
    lot.approachLoop(true);
    for (const plate of [PLATE, BEHIND, PLATE, BEHIND, PLATE, THIRD]) {
      lot.sees(plate);
      lot.clock.advance(3000);
    }
    expect([lot.arrival.plate, lot.barrier.told]).toEqual([THIRD, []]);
  });
});

describe('a parked car', () => {
  it('came back: read on its way to the loop and not since, it is asked about', () => {
    const lot = parkedAndBooked();
    lot.clock.advance(3 * MINUTE);
    lot.sees(PLATE);
    expect(lot.state.phase).toBe('idle');
    lot.clock.advance(2000);
    lot.approachLoop(true);
    expect([lot.state.phase, lot.arrival.plate]).toEqual(['asking', PLATE]);
    lot.sees(PLATE);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', ['open', 'close']]);
  });

  it('was read long before another came: nobody is asked about it, and the other goes by itself', () => {
    const lot = parkedAndBooked();
    lot.sees(PLATE);
    lot.clock.advance(10_001);
    lot.approachLoop(true);
    expect(lot.state.phase).toBe('idle');
    lot.sees(BEHIND);
    expect(lot.barrier.told).toEqual(['open', 'close', 'open']);
  });

  it('was read just before another came: the other goes by itself all the same', () => {
    const lot = parkedAndBooked();
    lot.sees(PLATE);
    lot.approachLoop(true);
    lot.sees(BEHIND);
    expect([lot.arrival.plate, lot.barrier.told]).toEqual([BEHIND, ['open', 'close', 'open']]);
  });
});
