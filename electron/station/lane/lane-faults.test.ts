import { afterEach, describe, expect, it } from 'vitest';
import { LI, once, openLot } from './lane.fixture.ts';
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

const refusedAs = (code: string): Error => expect.objectContaining({ name: 'LaneRefusal', code }) as Error;

describe('an arm that does not reach its limit', () => {
  /** The driver has tried it twice more and gives up. */
  function fails(lot: LotUnderTest): void {
    lot.barrier.senses({ mode: 'out-of-service', fault: 'arm-did-not-open' });
    lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-open', detail: 'tried 3 times' });
  }

  function stuck(): LotUnderTest {
    const lot = lotWith();
    lot.approachLoop(true);
    lot.sees(PLATE);
    fails(lot);
    return lot;
  }

  it('is reported as event 1002, and the car is asked about', () => {
    const lot = stuck();
    const payload = lot.parts.db.prepare(`SELECT payload FROM outbox WHERE interface = 'eventReport'`).pluck().all();
    expect(payload.map((text) => JSON.parse(text as string) as unknown)).toMatchObject([{ eventType: 1002, position: 'East gate', remark: 'tried 3 times' }]); // prettier-ignore
    expect(lot.state).toMatchObject({ phase: 'asking', arrival: { verdict: { reason: 'arm-did-not-open' } } });
    expect(lot.lane.faultSince()).toBe(lot.clock.now());
  });

  it('is retried neither by the camera, nor by the lot, nor by the attendant until a person was there', () => {
    const lot = stuck();
    lot.sees(PLATE);
    lot.lane.reconsider();
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, once)).toThrow(
      refusedAs('barrier-not-available'),
    );
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('returned to service does not open by itself; the attendant does', () => {
    const lot = stuck();
    lot.lane.returnToService(LI, once);
    lot.barrier.tells({ type: 'fault-cleared', fault: 'arm-did-not-open' });
    expect(lot.lane.faultSince()).toBeNull();
    lot.sees(PLATE);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', ['open', 'return-to-service']]);
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect(lot.barrier.told.at(-1)).toBe('open');
    expect(lot.facts()).toContain('returned-to-service');
  });

  it('was cranked up: the attendant says that the car is in, and it is counted', () => {
    const lot = stuck();
    lot.lane.passed(lot.arrival.id, LI, once);
    expect([lot.parts.stays.inside(), lot.lastFact('entered')?.data]).toMatchObject([1, { cause: 'by-hand', assumed: true }]); // prettier-ignore
  });

  it('coming down is reported as well, and leaves the next car to the rules', () => {
    const lot = lotWith();
    lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-close', detail: 'still up' });
    expect(lot.reports()).toEqual(['eventReport']);
  });

  it('a board that does not answer is a line in the list and no event 1002', () => {
    const lot = lotWith();
    lot.barrier.tells({ type: 'fault', fault: 'no-answer', detail: 'timeout' });
    lot.barrier.tells({ type: 'fault-cleared', fault: 'no-answer' });
    expect([lot.reports(), lot.facts()]).toEqual([[], ['barrier-fault', 'barrier-recovered']]);
  });
});

describe('the barrier line', () => {
  it('unplugged: the car waits for a person; plugged in again, the arm does not rise by itself', () => {
    const lot = lotWith();
    lot.barrier.senses({ mode: 'offline', arm: 'unknown', passageLoop: 'unknown', approachLoop: 'unknown' });
    lot.sees(PLATE);
    expect(lot.arrival.verdict).toMatchObject({ action: 'ask', reason: 'barrier-not-available' });
    lot.barrier.senses({ mode: 'automatic', arm: 'closed', passageLoop: 'clear', approachLoop: 'occupied' });
    lot.barrier.tells({ type: 'first-reading', state: lot.barrier.state });
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
    lot.lane.reconsider();
    expect([lot.state.phase, lot.barrier.told]).toEqual(['asking', []]);
    lot.lane.release(lot.arrival.id, LI, undefined, null, once);
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('goes between the decision and the frame: the car is asked about, under the reason', () => {
    const lot = lotWith();
    lot.barrier.open = () => false;
    lot.sees(PLATE);
    expect(lot.state).toMatchObject({ phase: 'asking', arrival: { verdict: { reason: 'barrier-not-available' } } });
    expect(lot.facts()).toEqual([`authorised ${PLATE}`, `asked ${PLATE}`]);
  });
});
