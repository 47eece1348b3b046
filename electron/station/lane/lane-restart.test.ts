import { afterEach, describe, expect, it } from 'vitest';
import type { BarrierState } from '../../../native/barrier/contract.ts';
import { LI, once, OPEN_TIMEOUT_MS, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const opened: LotUnderTest[] = [];

/** A lane with a car before its arm. */
function lotWith(options: LotOptions = {}): LotUnderTest {
  const lot = openLot(options);
  opened.push(lot);
  lot.approachLoop(true);
  return lot;
}

/** The arm was told to rise for `PLATE`. */
function opening(): LotUnderTest {
  const lot = lotWith();
  lot.sees(PLATE);
  return lot;
}

afterEach(() => {
  for (const lot of opened.splice(0)) lot.end();
});

const RECHECK_MS = OPEN_TIMEOUT_MS + 1000;

describe('a restart of the program', () => {
  it.each([
    ['nobody is there', () => lotWith()],
    ['a car is asked about', () => lotSeeing('ask')],
    ['a car is held', () => lotSeeing('hold')],
    ['a car is refused', () => lotSeeing('refuse')],
    ['the arm opens', opening],
    ['a car passes', () => passing()],
  ])('while %s sends nothing to the arm: the state is read, not replayed', (_when, prepare) => {
    const lot = prepare();
    lot.restart();
    lot.lane.reconsider();
    lot.clock.advance(5 * RECHECK_MS);
    expect(lot.barrier.told).toEqual([]);
  });

  it.each(['ask', 'hold', 'refuse'] as const)('keeps the car that waits under the rule %s, and its line', (others) => {
    const lot = lotSeeing(others);
    const { state } = lot;
    const facts = lot.facts();
    lot.restart();
    expect([lot.state, lot.facts()]).toEqual([state, facts]);
    lot.sees(PLATE);
    expect(lot.facts()).toEqual(facts);
  });

  it('while the arm opened and did not move: a person is asked, and may open', () => {
    const lot = opening();
    lot.restart();
    expect(lot.state.phase).toBe('opening');
    lot.clock.advance(RECHECK_MS);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'program-restarted' });
    lot.sees(PLATE);
    lot.lane.reconsider();
    expect(lot.barrier.told).toEqual([]);
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('while the arm rose: the car drives, and is counted once', () => {
    const lot = opening();
    lot.restart({ arm: 'moving' });
    lot.armOpens();
    lot.drivesThrough();
    expect([lot.facts(), lot.parts.stays.inside()]).toEqual([[`authorised ${PLATE}`, `entered ${PLATE}`], 1]);
  });

  it('while a car was on the loop: its passage is still to come', () => {
    const lot = passing();
    lot.restart();
    expect(lot.state).toMatchObject({ phase: 'passing', onLoop: true });
    lot.passageLoop(false);
    lot.clock.advance(500);
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([1, ['vehicleEnter']]);
  });

  it('after a car left the loop: it is in, once, however often the program dies', () => {
    const lot = passing();
    lot.passageLoop(false);
    for (let i = 0; i < 3; i++) lot.restart();
    lot.clock.advance(60_000);
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([1, ['vehicleEnter']]);
  });

  it('while a car drove through unseen under the raised arm: assumed, marked so', () => {
    const lot = opening();
    lot.armOpens();
    lot.restart({ approachLoop: 'clear' });
    expect(lot.lastFact('entered')).toMatchObject({ plate: PLATE, data: { assumed: true } });
  });

  it('when nothing tells whether the car went: a person says that it did', () => {
    const lot = opening();
    lot.armOpens();
    lot.restart({ arm: 'closed', approachLoop: 'clear' });
    expect(lot.state.phase).toBe('unsure');
    lot.lane.passed(lot.arrival.id, LI, once);
    expect([lot.parts.stays.inside(), lot.lastFact('entered')?.data]).toMatchObject([1, { assumed: true }]);
  });

  it('while a tailgater was between loop and lane: it is recorded', () => {
    const lot = lotWith();
    lot.barrier.senses({ arm: 'open' });
    lot.passageLoop(true);
    lot.passageLoop(false);
    lot.restart();
    expect(lot.facts()).toEqual(['unauthorised-passage']);
  });

  it('a hold by hand stays until a hand ends it', () => {
    const lot = lotWith();
    lot.lane.holdOpen(LI, 'fire', once);
    lot.armOpens();
    lot.restart();
    expect(lot.lane.held).toBe(true);
    lot.sees(PLATE);
    lot.drivesThrough();
    expect(lot.barrier.told.filter((told) => told !== 'close')).toEqual([]);
    expect(lot.lastFact('entered')).toMatchObject({ data: { cause: 'hold' }, who: 'li' });
    lot.lane.endHold(LI, once);
    lot.restart();
    expect(lot.lane.held).toBe(false);
  });

  it('remembers the last passage: a capture of it that is told late opens nothing', () => {
    const lot = opening();
    const capturedAt = lot.clock.now();
    lot.armOpens();
    lot.drivesThrough();
    lot.restart();
    lot.sees(PLATE, { capturedAt });
    expect([lot.barrier.told, lot.state.phase]).toEqual([[], 'idle']);
  });
});

describe('the line to the board comes back', () => {
  it('while the arm opened: the car is not let in twice', () => {
    const lot = opening();
    lot.barrier.fallsSilent();
    lot.barrier.answersAgain({ arm: 'closed' });
    lot.clock.advance(RECHECK_MS);
    expect([lot.barrier.told, lot.state.phase]).toEqual([['open'], 'asking']);
  });
});

describe('the board was silent while a car was let through', () => {
  /** The arm is up for the car that stands before it; then nobody sees anything for so long. */
  const silentFor = (ms: number, found: Partial<BarrierState>): LotUnderTest => {
    const lot = opening();
    lot.armOpens();
    lot.barrier.fallsSilent();
    lot.clock.advance(ms);
    lot.barrier.answersAgain({ arm: 'open', ...found });
    return lot;
  };

  it.each([100, 1000, 5000])(
    'for %i ms, and nobody stands there any more: it went, assumed, and the arm stays',
    (ms) => {
      const lot = silentFor(ms, { approachLoop: 'clear' });
      expect(lot.lastFact('entered')).toBeUndefined();
      lot.clock.advance(8_000);
      expect(lot.lastFact('entered')).toMatchObject({ plate: PLATE, data: { assumed: true } });
      expect([lot.parts.stays.inside(), lot.reports(), lot.barrier.told]).toEqual([1, ['vehicleEnter'], ['open']]);
      expect(lot.lane.lastPassage).toMatchObject({ plate: PLATE, assumed: true });
    },
  );

  it('again and again: what was known after the first time is not forgotten', () => {
    const lot = silentFor(1000, { approachLoop: 'clear' });
    for (let blink = 0; blink < 3; blink += 1) {
      lot.clock.advance(7_000);
      lot.barrier.fallsSilent();
      lot.clock.advance(2_000);
      lot.barrier.answersAgain({ arm: 'open', approachLoop: 'clear' });
    }
    lot.clock.advance(8_000);
    expect(lot.lastFact('entered')).toMatchObject({ plate: PLATE, data: { assumed: true } });
  });

  it('again and again while it stands there: a person is asked after its minute, not ever later', () => {
    const lot = silentFor(500, { approachLoop: 'occupied' });
    for (let blink = 0; blink < 6; blink += 1) {
      lot.clock.advance(8_000);
      lot.barrier.fallsSilent();
      lot.clock.advance(500);
      lot.barrier.answersAgain({ arm: 'open', approachLoop: 'occupied' });
    }
    expect(lot.state.phase).toBe('passing');
    lot.clock.advance(9_000);
    expect(lot.state).toMatchObject({ phase: 'unsure', unseen: true });
  });

  it('and it was just moving off: its passage is seen, once', () => {
    const lot = silentFor(1000, { approachLoop: 'clear' });
    lot.drivesThrough();
    lot.clock.advance(60_000);
    expect(lot.lastFact('entered')).toMatchObject({ data: { assumed: false } });
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([1, ['vehicleEnter']]);
  });

  it('and it stands there yet: it goes later, as any other', () => {
    const lot = silentFor(1000, { approachLoop: 'occupied' });
    lot.clock.advance(20_000);
    expect(lot.facts()).toEqual([`authorised ${PLATE}`]);
    lot.drivesThrough();
    expect(lot.lastFact('entered')).toMatchObject({ data: { assumed: false } });
  });

  it('and another is read where it stood: it went, and the other is judged', () => {
    const lot = silentFor(3000, { approachLoop: 'occupied' });
    lot.sees('粤C99999');
    expect(lot.lastFact('entered')).toMatchObject({ plate: PLATE, data: { assumed: true } });
    expect(lot.state).toMatchObject({ phase: 'opening', arrival: { plate: '粤C99999' } });
  });

  it('and nothing tells whether it had come up to the arm: a person is asked, its right does not lapse in silence', () => {
    const lot = lotWith();
    lot.approachLoop(false);
    lot.sees(PLATE);
    lot.armOpens();
    lot.barrier.fallsSilent();
    lot.clock.advance(1000);
    lot.barrier.answersAgain({ arm: 'open' });
    lot.clock.advance(60_000);
    expect([lot.state, lot.facts()]).toMatchObject([{ phase: 'unsure', unseen: true }, [`authorised ${PLATE}`]]);
    lot.lane.passed(lot.arrival.id, LI, once);
    expect(lot.lastFact('entered')).toMatchObject({ plate: PLATE, who: 'li', data: { assumed: true } });
  });
});

function lotSeeing(others: 'ask' | 'hold' | 'refuse'): LotUnderTest {
  const lot = lotWith({ lane: { others } });
  lot.sees(PLATE);
  return lot;
}

function passing(): LotUnderTest {
  const lot = opening();
  lot.armOpens();
  lot.passageLoop(true);
  return lot;
}
