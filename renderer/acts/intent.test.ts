import { describe, expect, it } from 'vitest';
import { commands } from '../../electron/contract/commands.ts';
import { laneAct } from '../../electron/contract/board.ts';
import type { LaneView } from '../../electron/contract/board.ts';
import { arrival, booking, candidate, lane } from '../preview/fixtures.ts';
import { asksConfirmation, correctPlate, intentOf, takeCandidate } from './intent.ts';

const at = Date.UTC(2024, 10, 21, 1, 41, 27);
const allActs = [...laneAct.options];
const withCar = (over: Parameters<typeof arrival>[1] = {}, more: Partial<LaneView> = {}): LaneView =>
  lane(at, 1, { attention: 'ask', phase: 'asking', acts: allActs, arrival: arrival(at, over), ...more });

describe('what a press leads to', () => {
  it('a car the machine asks about is let through with one press', () => {
    expect(intentOf(withCar(), 'release')).toEqual({
      kind: 'send',
      press: { command: 'lane.release', laneId: 'lane-1', input: { laneId: 'lane-1', arrivalId: 'arrival-粤B12345' } },
    });
  });

  it.each(['hold', 'refuse'] as const)('a car the rules %s needs a reason: an override', (action) => {
    const intent = intentOf(withCar({ decision: { action, reason: 'no-booking', figures: {} } }), 'release');
    expect(intent).toMatchObject({ kind: 'reason', optional: false });
  });

  it('a car the machine asks about while the lot is full needs a reason as well', () => {
    const figures = { exits: 2, against: 'flow-exits-needed' };
    const full = withCar({ decision: { action: 'ask', reason: 'no-booking', figures } });
    expect(intentOf(full, 'release')).toMatchObject({ kind: 'reason', optional: false });
  });

  it('a refusal may go without a reason, an arm by hand may not', () => {
    expect(intentOf(withCar(), 'refuse')).toMatchObject({ kind: 'reason', optional: true });
    expect(intentOf(withCar(), 'open-by-hand')).toMatchObject({ kind: 'reason', optional: false });
    expect(intentOf(withCar(), 'hold-open')).toMatchObject({ kind: 'reason', optional: false });
  });

  it('what voids an entry or gives a broken arm back is asked once more', () => {
    expect(intentOf(withCar(), 'turn-away')).toMatchObject({ kind: 'sure', sure: 'turn-away' });
    expect(intentOf(withCar({}, { direction: 'exit' }), 'turn-away')).toMatchObject({ sure: 'turn-away-exit' });
    expect(intentOf(withCar(), 'return-to-service')).toMatchObject({ kind: 'sure', sure: 'return-to-service' });
  });

  it('an act the lane does not offer does nothing', () => {
    expect(intentOf(lane(at, 1, { acts: [], arrival: arrival(at) }), 'release')).toEqual({ kind: 'nothing' });
    expect(intentOf(lane(at, 1, { acts: ['release'] }), 'release')).toEqual({ kind: 'nothing' });
  });

  it('after a restart an unknown car can be told passed or turned away', () => {
    const unsure = lane(at, 1, { phase: 'unsure', acts: ['passed', 'turn-away'] });
    expect(intentOf(unsure, 'passed')).toMatchObject({ press: { input: { arrivalId: null } } });
  });

  it('every press is what the station parses at its door', () => {
    const key = '7b0f1cbe-6f3e-4a34-9c5c-0d9c6f1c2b11';
    const confirm = withCar({ class: 'reserved', booking: booking(at) }, { kind: 'confirm' });
    for (const each of [withCar(), confirm]) {
      for (const act of allActs) {
        const intent = intentOf(each, act);
        if (!('press' in intent)) continue;
        const press = intent.kind === 'reason' ? intent.press('检修') : intent.press;
        expect(commands[press.command].input.safeParse({ ...press.input, key }).success, act).toBe(true);
      }
    }
  });
});

describe('manual confirmation (C.2.3.2 b)', () => {
  const booked = withCar({ class: 'reserved', booking: booking(at) }, { kind: 'confirm' });

  it('confirms as reserved, or lets in as another', () => {
    expect(asksConfirmation(booked)).toBe(true);
    expect(intentOf(booked, 'release')).toMatchObject({ press: { input: { as: 'reserved' } } });
    expect(intentOf(booked, 'release-as-other')).toMatchObject({ press: { input: { as: 'other' } } });
  });

  it('never confirms a booking that is not good for now', () => {
    const expired = withCar({ class: 'other', booking: booking(at, { state: 'expired' }) }, { kind: 'confirm' });
    expect(asksConfirmation(expired)).toBe(false);
    expect(intentOf(expired, 'release')).not.toMatchObject({ press: { input: { as: 'reserved' } } });
  });
});

describe('plates', () => {
  it('a correction and a candidate go with the car they were made for', () => {
    const seen = withCar({ id: 'a7', candidates: [candidate(at, '粤B12346', [6])] });
    expect(correctPlate(seen, '粤B12346')?.input).toEqual({ laneId: 'lane-1', arrivalId: 'a7', plate: '粤B12346' });
    expect(takeCandidate(seen, 'candidate-粤B12346')?.input).toMatchObject({ arrivalId: 'a7' });
    expect(takeCandidate(seen, 'candidate-of-the-car-before')).toBeNull();
    expect(correctPlate(lane(at, 1), '粤B12346')).toBeNull();
  });
});
