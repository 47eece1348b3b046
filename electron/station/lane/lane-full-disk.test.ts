import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LI, once, openLot } from './lane.fixture.ts';
import type { LotUnderTest } from './lane.fixture.ts';

const PLATE = '粤B12345';
const NOT_WRITABLE = expect.objectContaining({ code: expect.stringMatching(/^(SQLITE_FULL|not-recorded)$/) as string }) as Error; // prettier-ignore

let lot: LotUnderTest;

beforeEach(() => {
  lot = openLot({ lane: { others: 'ask' } });
  lot.approachLoop(true);
});

afterEach(() => lot.end());

/** Long enough for what waits to be written. */
function diskIsFreed(): void {
  lot.freeDisk();
  lot.clock.advance(2000);
}

/** A car was let in and stands under the raised arm. */
function letIn(): void {
  lot.sees(PLATE);
  lot.lane.release(lot.arrival.id, LI, undefined, null, once);
  lot.armOpens();
}

describe('the disk is full', () => {
  it('captures are refused, for the camera to send again, and nothing is opened', () => {
    lot.book('b1', PLATE);
    lot.fillDisk();
    expect(() => lot.sees(PLATE)).toThrow(NOT_WRITABLE);
    expect([lot.barrier.told, lot.state.phase, lot.captures()]).toEqual([[], 'idle', []]);
    diskIsFreed();
    expect(lot.barrier.told).toEqual([]);
    lot.sees(PLATE);
    expect(lot.barrier.told).toEqual(['open']);
  });

  it('a command is answered with an error and has changed nothing', () => {
    lot.sees(PLATE);
    lot.fillDisk();
    expect(() => lot.lane.release(lot.arrival.id, LI, undefined, null, once)).toThrow(NOT_WRITABLE);
    expect(() => lot.lane.openByHand(LI, 'fire engine', once)).toThrow(NOT_WRITABLE);
    expect([lot.barrier.told, lot.state.phase]).toEqual([[], 'asking']);
    diskIsFreed();
    expect([lot.barrier.told, lot.state.phase]).toEqual([[], 'asking']);
  });

  it('a passage is kept and written once there is room, with the time at which it happened', () => {
    letIn();
    lot.fillDisk();
    lot.drivesThrough();
    const at = lot.clock.now();
    lot.clock.advance(3_600_000);
    expect([lot.parts.stays.inside(), lot.facts().at(-1)]).toEqual([0, `authorised ${PLATE}`]);
    expect(lot.troubles.at(-1)).toMatch(/full/);
    diskIsFreed();
    expect([lot.parts.stays.inside(), lot.reports()]).toEqual([1, ['vehicleEnter']]);
    expect(lot.troubles.at(-1)).toBeNull();
    const enteredAt = lot.lastFact('entered')?.at ?? 0;
    expect(Math.abs(enteredAt - at)).toBeLessThanOrEqual(1000);
  });

  it('what comes after a passage that is not written down yet is refused', () => {
    letIn();
    lot.fillDisk();
    lot.drivesThrough();
    expect(() => lot.sees('粤C99999')).toThrow(NOT_WRITABLE);
    expect(() => lot.lane.openByHand(LI, 'fire engine', once)).toThrow(NOT_WRITABLE);
    lot.freeDisk();
    lot.sees('粤C99999');
    expect([lot.parts.stays.inside(), lot.arrival.plate]).toEqual([1, '粤C99999']);
  });

  it('cars under the arm held up by hand are each counted, with their own times', () => {
    lot.lane.holdOpen(LI, 'fire', once);
    lot.armOpens();
    lot.fillDisk();
    const times: number[] = [];
    for (let car = 0; car < 5; car++) {
      lot.clock.advance(60_000);
      lot.drivesThrough();
      times.push(lot.clock.now());
    }
    diskIsFreed();
    const passages = lot.parts.ledger.recent(500).filter((fact) => fact.kind === 'entered');
    expect(passages.map((fact) => fact.at).reverse()).toEqual(times.map((at) => at - 100));
  });

  it('the push-button pressed meanwhile does not raise the arm when there is room again', () => {
    lot.sees(PLATE);
    lot.fillDisk();
    lot.barrier.tells({ type: 'button' });
    lot.clock.advance(600_000);
    diskIsFreed();
    expect([lot.barrier.told, lot.state.phase]).toEqual([[], 'asking']);
  });

  it('the car behind, let in by the rules, waits for a person: it may be gone by then', () => {
    lot.book('b1', '粤C99999');
    letIn();
    lot.passageLoop(true);
    lot.sees('粤C99999');
    lot.fillDisk();
    lot.passageLoop(false);
    lot.clock.advance(600_000);
    diskIsFreed();
    expect(lot.barrier.told.filter((told) => told === 'open')).toEqual(['open']);
    expect(lot.state).toMatchObject({ phase: 'asking', arrival: { plate: '粤C99999' } });
    expect(lot.parts.stays.inside()).toBe(1);
  });

  it('a fault of the arm is reported once there is room: event 1002 is not lost', () => {
    lot.fillDisk();
    lot.barrier.tells({ type: 'fault', fault: 'arm-did-not-open', detail: 'tried 3 times' });
    const at = lot.clock.now();
    lot.clock.advance(60_000);
    diskIsFreed();
    expect(lot.reports()).toEqual(['eventReport']);
    expect(lot.lastFact('barrier-fault')?.at).toBe(at);
  });
});
