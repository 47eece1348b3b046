import { afterEach, describe, expect, it } from 'vitest';
import { actsOf } from '../access/acts.fixture.ts';
import type { Once } from './parts.ts';
import { LI, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const opened: LotUnderTest[] = [];

function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  return lot;
}

/** A lane where `PLATE` stands and its attendant is asked (or it is held, or refused). */
function standing(others: 'ask' | 'hold' | 'refuse' = 'ask'): LotUnderTest {
  const lot = lotWith({ lane: { others } });
  lot.approachLoop(true);
  lot.sees(PLATE);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

const refusedAs = (code: string): Error => expect.objectContaining({ name: 'LaneRefusal', code }) as Error;

describe('release', () => {
  it('one key per car: the attendant confirms, and the opening keeps who it was', () => {
    const lot = standing();
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect([lot.barrier.told, lot.facts().at(-1)]).toEqual([['open'], `authorised ${PLATE}`]);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.lastFact('entered')).toMatchObject({ who: 'li', data: { cause: 'confirmed' } });
  });

  it.each(['hold', 'refuse'] as const)('of a car under the rule %s needs a reason, and is an override', (others) => {
    const lot = standing(others);
    const release = (because: string | null): void => lot.lane.release(lot.arrival.id, LI, undefined, because, once);
    expect(() => release(null)).toThrow(refusedAs('reason-needed'));
    expect([lot.barrier.told, lot.facts()]).toEqual([[], [`${others === 'hold' ? 'held' : 'refused'} ${PLATE}`]]);
    release('ambulance');
    expect(lot.barrier.told).toEqual(['open']);
    expect(lot.lastFact('authorised')).toMatchObject({ who: 'li', reason: 'ambulance' });
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.lastFact('entered')).toMatchObject({ reason: 'ambulance', data: { cause: 'override' } });
  });

  it('as another kind of car leaves its booking to itself', () => {
    const lot = lotWith({ lane: { kind: 'confirm' } });
    lot.book('b1', PLATE);
    lot.sees(PLATE);
    expect(lot.arrival).toMatchObject({ class: 'reserved', verdict: { reason: 'booking-needs-confirmation' } });
    lot.lane.release(lot.arrival.id, LI, 'other', null, once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.parts.bookings.byCode('b1')?.state).toBe('confirmed');
  });

  it('cannot make a reserved car of one without a booking', () => {
    const lot = standing();
    lot.lane.release(lot.arrival.id, LI, 'reserved', null, once);
    expect(lot.arrival.class).toBe('other');
  });

  it('of a car that is no longer there changes nothing', () => {
    const lot = standing();
    const { id } = lot.arrival;
    lot.sees('粤C99999');
    expect(() => lot.lane.release(id, LI, undefined, null, once)).toThrow(refusedAs('gone'));
    expect(lot.barrier.told).toEqual([]);
  });

  it('twice opens once', () => {
    const lot = standing();
    const { id } = lot.arrival;
    lot.lane.release(id, LI, undefined, null, once);
    expect(() => lot.lane.release(id, LI, undefined, null, once)).toThrow(refusedAs('not-now'));
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('with a key that was used already, or that cannot be written, does nothing at all', () => {
    const lot = standing();
    const taken: Once = actsOf(lot.parts.db).once('key', 'lane.release', 'li');
    lot.parts.ledger.record(taken);
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, taken)).toThrow('UNIQUE');
    expect([lot.state.phase, lot.barrier.told, lot.facts()]).toEqual(['asking', [], [`asked ${PLATE}`]]);
  });

  it('while the barrier is out of reach is refused, and the car still waits', () => {
    const lot = standing();
    lot.barrier.senses({ mode: 'offline' });
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, once)).toThrow(
      refusedAs('barrier-not-available'),
    );
    expect(lot.state.phase).toBe('asking');
  });
});

describe('refuse', () => {
  it('and read again by the camera: the arm stays down', () => {
    const lot = lotWith();
    lot.book('b1', PLATE, { confirmed: false });
    lot.sees(PLATE);
    lot.lane.refuse(lot.arrival.id, LI, 'wrong lot', once);
    lot.parts.ledger.record((tx) => lot.parts.bookings.confirm(tx, 'b1'));
    lot.clock.advance(5000);
    lot.sees(PLATE, { confidence: 99 });
    lot.lane.reconsider();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['refused', []]);
    expect(lot.lastFact('refused')).toMatchObject({ who: 'li', reason: 'wrong lot' });
  });
});

describe('the plate as the attendant reads it', () => {
  it('finds the booking, and lets the car in', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.book('b1', PLATE);
    lot.sees('TOYOTA');
    lot.lane.correct(lot.arrival.id, '粤b 12345', LI, once);
    expect(lot.barrier.told).toEqual(['open']);
    expect(lot.facts()).toEqual(['asked TOYOTA', `corrected ${PLATE}`, `authorised ${PLATE}`]);
    expect(lot.lastFact('corrected')).toMatchObject({ who: 'li', data: { from: 'TOYOTA', read: 'TOYOTA' } });
    expect(lot.lastFact('authorised')).toMatchObject({ bookingCode: 'b1' });
  });

  it('stands, whatever the camera reads next', () => {
    const lot = standing();
    lot.lane.correct(lot.arrival.id, '粤B1234S', LI, once);
    lot.sees(PLATE, { confidence: 100 });
    expect(lot.arrival).toMatchObject({ plate: '粤B1234S', byHand: true });
  });

  it('that is none is refused', () => {
    const lot = standing();
    expect(() => lot.lane.correct(lot.arrival.id, ' - ', LI, once)).toThrow(refusedAs('bad-input'));
  });

  it("is a candidate's, when the attendant says that it is this car's", () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.book('b1', PLATE);
    lot.sees('粤B1234S');
    expect(lot.arrival).toMatchObject({ verdict: { action: 'ask', reason: 'look-alike-booking' } });
    expect(lot.barrier.told).toEqual([]);
    lot.lane.takeCandidate(lot.arrival.id, 'b1', LI, once);
    expect([lot.barrier.told, lot.arrival.plate, lot.arrival.bookingCode]).toEqual([['open'], PLATE, 'b1']);
  });

  it('at the exit a look-alike is proposed, never taken by the machine', () => {
    const lot = lotWith({ lane: { direction: 'exit' } });
    const stayId = lot.inside(PLATE);
    lot.sees('粤B1234S');
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
    lot.lane.takeCandidate(lot.arrival.id, stayId, LI, once);
    expect([lot.arrival.stayId, lot.barrier.told]).toEqual([stayId, ['open']]);
  });

  it('of a candidate that is none is refused', () => {
    const lot = standing();
    expect(() => lot.lane.takeCandidate(lot.arrival.id, 'b9', LI, once)).toThrow(refusedAs('gone'));
  });
});

describe('turned away', () => {
  it('the camera opened for a car that went back: no stay, and its booking is still good', () => {
    const lot = lotWith();
    lot.book('b1', PLATE);
    lot.sees(PLATE);
    lot.armOpens();
    lot.lane.turnAway(lot.arrival.id, LI, once);
    lot.armCloses();
    lot.clock.advance(120_000);
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([0, []]);
    expect(lot.parts.bookings.byCode('b1')?.state).toBe('confirmed');
    expect([lot.barrier.told, lot.facts()]).toEqual([
      ['open', 'close'],
      [`authorised ${PLATE}`, `turned-away ${PLATE}`],
    ]);
  });

  it('cannot be said of a car on the loop', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.passageLoop(true);
    expect(() => lot.lane.turnAway(lot.arrival.id, LI, once)).toThrow(refusedAs('not-now'));
  });

  it('is the answer too when a driver let in does not move', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.armOpens();
    lot.clock.advance(60_000);
    expect(lot.state.phase).toBe('unsure');
    lot.lane.turnAway(lot.arrival.id, LI, once);
    expect([lot.state.phase, lot.parts.stays.inside()]).toEqual(['idle', 0]);
  });
});

describe('said to be in', () => {
  it('a passage that nobody could have missed cannot be said by hand', () => {
    const lot = standing();
    expect(() => lot.lane.passed(lot.arrival.id, LI, once)).toThrow(refusedAs('not-now'));
    expect([lot.parts.stays.inside(), lot.state.phase]).toEqual([0, 'asking']);
  });
});

describe('opening by hand', () => {
  it('has a cause on record: who, and why', () => {
    const lot = lotWith();
    lot.lane.openByHand(LI, 'fire engine', once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.facts()).toEqual(['opened-by-hand', 'entered']);
    expect(lot.lastFact('opened-by-hand')).toMatchObject({ who: 'li', reason: 'fire engine' });
    expect(lot.lastFact('entered')).toMatchObject({ who: 'li', data: { cause: 'by-hand' } });
  });

  it('by the push-button is one, for the car that stands there', () => {
    const lot = standing();
    lot.barrier.tells({ type: 'button' });
    lot.barrier.tells({ type: 'button' });
    lot.armOpens();
    lot.drivesThrough();
    expect([lot.barrier.told, lot.facts().slice(1)]).toEqual([['open', 'close'], [`opened-by-hand ${PLATE}`, `entered ${PLATE}`]]); // prettier-ignore
    expect(lot.lastFact('entered')).toMatchObject({ who: null, data: { cause: 'push-button' } });
  });

  it('by the push-button of a barrier out of service does nothing', () => {
    const lot = lotWith();
    lot.barrier.senses({ mode: 'out-of-service' });
    lot.barrier.tells({ type: 'button' });
    expect([lot.state.phase, lot.facts()]).toEqual(['idle', []]);
  });
});

describe('an emergency opening by hand', () => {
  it('was closed by the program: here it holds, every car counts, and only a hand ends it', () => {
    const lot = lotWith({ lane: { others: 'refuse' } });
    lot.lane.holdOpen(LI, 'fire', once);
    lot.armOpens();
    for (const plate of [PLATE, '粤C99999']) {
      lot.sees(plate);
      lot.drivesThrough();
    }
    expect(lot.barrier.told.filter((told) => told !== 'close')).toEqual(['hold-open']);
    expect(lot.facts()).toEqual(['held-open', `authorised ${PLATE}`, `entered ${PLATE}`, 'authorised 粤C99999', 'entered 粤C99999']); // prettier-ignore
    expect(lot.lastFact('entered')).toMatchObject({ who: 'li', reason: 'fire', data: { cause: 'hold' } });
    expect(lot.lane.held).toBe(true);
    lot.lane.endHold(LI, once);
    expect([lot.lane.held, lot.barrier.told.slice(-2)]).toEqual([false, ['end-hold', 'close']]);
  });

  it('lets the car that waits go', () => {
    const lot = standing('hold');
    lot.lane.holdOpen(LI, 'fire', once);
    expect(lot.state).toMatchObject({ phase: 'passing', authorisation: { cause: 'hold', who: 'li' } });
  });

  it('ends by closing too, and cannot end twice', () => {
    const lot = lotWith();
    lot.lane.holdOpen(LI, 'fire', once);
    lot.lane.close(LI, once);
    expect([lot.lane.held, lot.lastFact('closed-by-hand')?.who]).toEqual([false, 'li']);
    expect(() => lot.lane.endHold(LI, once)).toThrow(refusedAs('not-now'));
  });

  it('cars that no camera saw are counted as under the hold, not as tailgaters', () => {
    const lot = lotWith();
    lot.lane.holdOpen(LI, 'fire', once);
    lot.armOpens();
    lot.drivesThrough();
    expect(lot.lastFact('entered')).toMatchObject({ data: { cause: 'hold' } });
    expect(lot.lane.lastPassage).toMatchObject({ authorised: true });
  });

  it('is refused while the barrier is out of reach, and nothing is held', () => {
    const lot = lotWith();
    lot.barrier.senses({ mode: 'out-of-service' });
    expect(() => lot.lane.holdOpen(LI, 'fire', once)).toThrow(refusedAs('barrier-not-available'));
    expect([lot.lane.held, lot.facts()]).toEqual([false, []]);
  });
});
