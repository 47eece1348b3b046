import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { LI, MINUTE, once, openLot } from './lane.fixture.ts';
import type { LotOptions, LotUnderTest } from './lane.fixture.ts';
import { LaneRefusal } from './parts.ts';

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

const ledgerOf = (lot: LotUnderTest) => lot.parts.openings.of({ from: 0, to: Infinity }, 1000);
/** Cause and passages of each opening, oldest first. */
const linesOf = (lot: LotUnderTest): string[] =>
  ledgerOf(lot)
    .openings.reverse()
    .map(({ cause, who, passages }) => `${cause} by ${who ?? 'nobody'}: ${passages}`);

describe('every opening is accounted for', () => {
  it('with its cause, who and why, the car, and the passage through it', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.lane.release(lot.arrival.id, LI, undefined, 'a guest', once);
    const { id } = lot.arrival;
    lot.armOpens();
    lot.drivesThrough();
    const { openings, totals } = ledgerOf(lot);
    expect(openings).toMatchObject([
      { laneId: 'east', cause: 'confirmed', who: 'li', because: 'a guest', arrivalId: id, plate: PLATE, class: 'other', passages: 1 }, // prettier-ignore
    ]);
    expect(totals).toEqual({ openings: 1, unused: 0, once: 1, more: 0, doubtful: 0, passages: 1, unopened: 0 });
    expect(lot.lastFact('authorised')?.data).toMatchObject({ opening: openings[0]?.id });
  });

  it('a driver let through who went back: opened, and nobody went through', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.armOpens();
    lot.approachLoop(false);
    lot.clock.advance(MINUTE);
    expect(lot.barrier.told).toEqual(['open', 'close']);
    expect([lot.state.phase, lot.facts(), linesOf(lot)]).toEqual([
      'idle',
      [`authorised ${PLATE}`, `grant-expired ${PLATE}`],
      ['automatic by nobody: 0'],
    ]);
    expect(lot.parts.stays.inside()).toBe(0);
  });

  it('by the button, by a fob, by hand: each under its own cause', () => {
    const lot = lotWith();
    for (const open of [
      () => lot.barrier.tells({ type: 'button' }),
      () => lot.barrier.tells({ type: 'remote' }),
      () => lot.lane.openByHand(LI, 'fire engine', once),
    ]) {
      open();
      lot.armOpens();
      lot.drivesThrough();
      lot.armCloses();
    }
    expect(linesOf(lot)).toEqual(['push-button by nobody: 1', 'remote by nobody: 1', 'by-hand by li: 1']);
    expect(lot.lastFact('entered')).toMatchObject({ data: { cause: 'by-hand' } });
  });

  it('a hold is one opening, however many cars go through, read or not', () => {
    const lot = lotWith();
    lot.lane.holdOpen(LI, 'fire', once);
    lot.armOpens();
    lot.sees(PLATE);
    lot.drivesThrough();
    lot.drivesThrough();
    lot.sees('粤C99999');
    lot.drivesThrough();
    lot.lane.endHold(LI, once);
    expect([linesOf(lot), ledgerOf(lot).totals.unopened]).toEqual([['hold by li: 3'], 0]);
  });

  it('a tailgater has no opening', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    lot.drivesThrough();
    expect(linesOf(lot)).toEqual(['automatic by nobody: 1']);
    expect(ledgerOf(lot).unopened).toMatchObject([{ laneId: 'east', plate: null, assumed: false, stayId: null }]);
  });
});

describe('an arm that goes up by no command of ours', () => {
  it('is told of once, is kept as an opening of unknown cause, and stops everybody until it is down', () => {
    const lot = lotWith({ lane: { others: 'refuse' } });
    lot.sees(PLATE);
    lot.armOpens();
    lot.barrier.tells({ type: 'opened' });
    expect(lot.lane.foundOpen).toBe(true);
    expect(lot.facts()).toEqual([`refused ${PLATE}`, `opened-unknown ${PLATE}`]);
    lot.drivesThrough();
    expect(linesOf(lot)).toEqual(['unknown by nobody: 1']);
    expect(lot.lastFact('unauthorised-passage')).toMatchObject({ plate: PLATE });
    lot.armCloses();
    expect(lot.lane.foundOpen).toBe(false);
    lot.armOpens();
    expect(linesOf(lot)).toEqual(['unknown by nobody: 1', 'unknown by nobody: 0']);
  });

  it('stays up for whoever raised it: the lane lowers it neither after the first car nor after the next', () => {
    const lot = lotWith({ lane: { others: 'ask' } });
    lot.armOpens();
    lot.drivesThrough();
    lot.sees(PLATE);
    lot.drivesThrough();
    expect([lot.barrier.told, lot.lane.foundOpen]).toEqual([[], true]);
    lot.lane.close(LI, once);
    expect(lot.barrier.told).toContain('close');
  });

  it('over a car that had not used its right: the car goes through that opening, and the arm is left alone', () => {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE);
    lot.armOpens();
    lot.barrier.senses({ arm: 'moving' });
    lot.armCloses();
    expect(lot.state.phase).toBe('unsure');
    lot.armOpens();
    expect([lot.lane.foundOpen, linesOf(lot)]).toEqual([true, ['automatic by nobody: 0', 'unknown by nobody: 0']]);
    lot.drivesThrough();
    expect(linesOf(lot)).toEqual(['automatic by nobody: 0', 'unknown by nobody: 1']);
    expect([lot.lastFact('entered')?.plate, lot.barrier.told]).toEqual([PLATE, ['open']]);
  });

  it('half-way down again is another opening', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    lot.barrier.senses({ arm: 'moving' });
    lot.armOpens();
    expect(linesOf(lot)).toEqual(['automatic by nobody: 1', 'unknown by nobody: 0']);
  });

  it('was cranked up after it failed', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.barrier.senses({ mode: 'out-of-service', fault: 'arm-did-not-open' });
    lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-open', detail: 'tried 3 times' });
    lot.armOpens();
    lot.lane.passed(lot.arrival.id, LI, once);
    expect(linesOf(lot)).toEqual(['automatic by nobody: 0', 'unknown by nobody: 1']);
  });

  it('is none: raised over a car on the loop, up late for a car that turned back, or found up at a start', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.lane.turnAway(lot.arrival.id, LI, once);
    lot.armOpens();
    lot.barrier.senses({ arm: 'moving' });
    lot.passageLoop(true);
    lot.barrier.tells({ type: 'frame', purpose: 'safety-open', attempt: 1, confirmed: false });
    lot.barrier.tells({ type: 'frame', purpose: 'safety-open', attempt: 1, confirmed: true });
    expect(lot.facts().filter((fact) => fact.startsWith('raised-again'))).toHaveLength(1);
    expect(lot.lastFact('raised-again')).toMatchObject({ laneId: 'east', reason: 'occupied' });
    lot.armOpens();
    lot.restart({ arm: 'moving' });
    lot.armOpens();
    expect(lot.facts().filter((fact) => fact.startsWith('opened-unknown'))).toEqual([]);
  });
});

describe('an arm that nobody could see come down', () => {
  it('is raised again, and the book says why', () => {
    const lot = lotWith();
    lot.sees(PLATE);
    lot.armOpens();
    lot.drivesThrough();
    lot.barrier.fallsSilent();
    lot.barrier.tells({ type: 'frame', purpose: 'safety-open', attempt: 1, confirmed: false });
    expect(lot.lastFact('raised-again')).toMatchObject({ reason: 'unseen' });
    expect(linesOf(lot)).toEqual(['automatic by nobody: 1']);
  });
});

describe('whatever happens at a lane', () => {
  const happening = fc.constantFrom(
    ...(['sees A', 'sees B', 'sees none', 'opens', 'closes', 'on', 'off', 'front', 'gone', 'waits', 'button', 'remote', 'by hand', 'release', 'hold', 'end hold', 'turn away', 'passed', 'fails', 'restart'] as const), // prettier-ignore
  );
  type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

  function happens(lot: LotUnderTest, what: Happening): void {
    const id = 'arrival' in lot.state && lot.state.arrival ? lot.state.arrival.id : null;
    switch (what) {
      case 'sees A':
        return void lot.sees(PLATE);
      case 'sees B':
        return void lot.sees('粤C99999');
      case 'sees none':
        return void lot.sees('');
      case 'opens':
        return lot.armOpens();
      case 'closes':
        return lot.armCloses();
      case 'on':
      case 'off':
        return lot.passageLoop(what === 'on');
      case 'front':
      case 'gone':
        return lot.approachLoop(what === 'front');
      case 'waits':
        return lot.clock.advance(MINUTE);
      case 'button':
      case 'remote':
        return lot.barrier.tells({ type: what });
      case 'by hand':
        return lot.lane.openByHand(LI, 'a reason', once);
      case 'release':
        return lot.lane.release(id ?? '', LI, undefined, 'a reason', once);
      case 'hold':
        return lot.lane.holdOpen(LI, 'a reason', once);
      case 'end hold':
        return lot.lane.endHold(LI, once);
      case 'turn away':
        return lot.lane.turnAway(id, LI, once);
      case 'passed':
        return lot.lane.passed(id, LI, once);
      case 'fails':
        return lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-open', detail: '' });
      case 'restart':
        return lot.restart();
    }
  }

  it('each raising of the arm has one opening, each passage one line, and both agree with the facts', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { minLength: 10, maxLength: 40 }),
        fc.constantFrom('open', 'ask'),
        (all, others) => {
          const lot = openLot({ lane: { others } });
          try {
            let raised = 0;
            for (const what of all) {
              const before = lot.barrier.told.length;
              try {
                happens(lot, what);
              } catch (error) {
                if (!(error instanceof LaneRefusal)) throw error;
              }
              const told = what === 'restart' ? lot.barrier.told : lot.barrier.told.slice(before);
              raised += told.filter((each) => each === 'open' || each === 'hold-open').length;
            }
            const { openings, unopened, totals } = ledgerOf(lot);
            const facts = lot.parts.ledger.recent(500);
            const toldOf = facts.flatMap(({ data }) => (typeof data.opening === 'string' ? [data.opening] : []));
            expect(openings.map(({ id }) => id).sort()).toEqual(toldOf.sort());
            expect(new Set(toldOf).size).toBe(toldOf.length);
            expect(openings.filter(({ cause }) => cause !== 'unknown')).toHaveLength(raised);
            const through = facts.filter(({ kind }) => PASSAGES.has(kind)).map(({ seq }) => seq);
            const lines = lot.parts.db.prepare<[], number>('SELECT id FROM passage ORDER BY id DESC').pluck().all();
            expect(lines).toEqual(through);
            expect(totals.passages + totals.unopened).toBe(through.length);
            expect(unopened).toHaveLength(totals.unopened);
            for (const { cause, passages } of openings)
              if (cause !== 'hold' && cause !== 'unknown') expect(passages).toBeLessThanOrEqual(1);
          } finally {
            lot.end();
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  const PASSAGES: ReadonlySet<string> = new Set(['entered', 'left', 'unauthorised-passage']);
});
