import { describe, expect, it } from 'vitest';
import type { ControlStrategy } from '../../contract/vocabulary.ts';
import { controlOf } from './control.ts';
import { decideEntry, decideExit } from './decide.ts';
import type { EntryInput, ExitInput } from './decide.ts';
import type { EntitlementAt } from './entitlement.ts';
import { parsePlate } from './plate.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 4, 1, 1, 30);
const booking = { state: 'confirmed', from: NOW, to: NOW + 60 * MINUTE, keptMin: 0 } as const;
const ENTITLED: EntitlementAt = { usable: true };

const sighting = {
  plate: parsePlate('粤B12345'),
  noPlate: false,
  confidence: 98,
  minConfidence: 80,
  lookAlikes: 0,
  barrierAvailable: true,
  elsewhere: false,
  stale: false,
  control: null,
};
const enter = (change: Partial<EntryInput> = {}) =>
  decideEntry({
    ...sighting,
    lane: { kind: 'mixed', others: 'ask' },
    booking: null,
    entitlement: null,
    card: null,
    likeEntitlements: 0,
    likeCards: 0,
    noShows: 0,
    noShowLimit: null,
    insideSince: null,
    freeStalls: 20,
    heldStall: false,
    now: NOW,
    earlyMin: 15,
    ...change,
  });
const leave = (change: Partial<ExitInput> = {}) =>
  decideExit({ ...sighting, lane: { others: 'ask' }, stay: { id: 'a stay' }, fee: null, ...change });

const listed = (strategy: ControlStrategy, direction: 'entrance' | 'exit') => {
  const line = { id: 'a line', plateColour: null, strategy, from: null, to: NOW, source: 'police' };
  return { control: controlOf([line], direction, 'blue', NOW) };
};

describe('the control list', () => {
  it('keeps out whom it bars, a booked car too', () => {
    for (const strategy of ['no-entry', 'no-passage'] as const)
      expect(enter({ booking, ...listed(strategy, 'entrance') })).toMatchObject({
        action: 'refuse',
        reason: 'control-no-entry',
        figures: { control: strategy },
      });
  });

  it('keeps in whom it bars from leaving', () => {
    for (const strategy of ['no-exit', 'no-passage'] as const)
      expect(leave(listed(strategy, 'exit'))).toMatchObject({ action: 'refuse', reason: 'control-no-exit' });
    expect(leave(listed('no-entry', 'exit'))).toMatchObject({ action: 'open', figures: { control: 'no-entry' } });
  });

  it('turns nobody away on a doubtful reading: a person looks', () => {
    expect(enter({ confidence: 60, ...listed('no-entry', 'entrance') })).toMatchObject({ action: 'ask', reason: 'control-no-entry' }); // prettier-ignore
    expect(leave({ stale: true, ...listed('no-exit', 'exit') })).toMatchObject({
      action: 'ask',
      reason: 'capture-stale',
    });
  });

  it('that only warns changes nothing but what the attendant is told', () => {
    for (const strategy of ['warn', 'no-exit'] as const)
      expect(enter({ booking, ...listed(strategy, 'entrance') })).toMatchObject({
        action: 'open',
        reason: 'booking-on-time',
        figures: { control: strategy },
      });
  });

  it('lets whom it frees in and out by itself, wherever', () => {
    for (const kind of ['reserved', 'general', 'mixed', 'confirm'] as const)
      expect(enter({ lane: { kind, others: 'refuse' }, ...listed('free', 'entrance') })).toMatchObject({ action: 'open', reason: 'control-free', class: 'other' }); // prettier-ignore
    expect(leave({ stay: null, ...listed('free', 'exit') })).toMatchObject({ action: 'open', reason: 'control-free' });
    expect(leave(listed('free', 'exit'))).toMatchObject({ action: 'open', reason: 'stay-matched' });
  });

  it('frees nobody from safety: full, inside already, unsure', () => {
    const free = listed('free', 'entrance');
    expect(enter({ freeStalls: 0, ...free })).toMatchObject({ action: 'ask', reason: 'lot-full' });
    expect(enter({ insideSince: NOW, ...free })).toMatchObject({ action: 'ask', reason: 'already-inside' });
    expect(enter({ confidence: 60, ...free })).toMatchObject({ action: 'ask', reason: 'plate-unsure' });
    expect(enter({ elsewhere: true, ...free })).toMatchObject({ action: 'ask', reason: 'at-another-lane' });
  });
});

describe('a shared-parking entitlement', () => {
  it('opens like a confirmed booking, at a reserved lane too', () => {
    for (const kind of ['reserved', 'general', 'mixed'] as const)
      expect(enter({ lane: { kind, others: 'hold' }, entitlement: ENTITLED })).toEqual({
        action: 'open',
        reason: 'entitled',
        figures: {},
        class: 'reserved',
        on: 'entitlement',
      });
  });

  it('asks where an attendant confirms each car, in a full lot, and for a car that is inside', () => {
    const entitlement = ENTITLED;
    expect(enter({ lane: { kind: 'confirm', others: 'open' }, entitlement })).toMatchObject({ action: 'ask', reason: 'entitled' }); // prettier-ignore
    expect(enter({ freeStalls: 0, entitlement })).toMatchObject({ action: 'ask', reason: 'lot-full' });
    expect(enter({ insideSince: NOW, entitlement })).toMatchObject({ action: 'ask', reason: 'already-inside' });
    expect(enter({ confidence: 60, entitlement })).toMatchObject({ action: 'ask', reason: 'plate-unsure' });
  });

  it('comes after a confirmed booking, and before one that nobody confirmed', () => {
    expect(enter({ booking, entitlement: ENTITLED })).toMatchObject({ reason: 'booking-on-time', on: 'booking' });
    const locked = { ...booking, state: 'locked' } as const;
    expect(enter({ booking: locked, entitlement: ENTITLED })).toMatchObject({ action: 'open', on: 'entitlement' });
    expect(enter({ booking: locked })).toMatchObject({ reason: 'booking-unconfirmed', on: 'booking' });
  });

  it('comes after the list', () => {
    expect(enter({ entitlement: ENTITLED, ...listed('no-entry', 'entrance') }).reason).toBe('control-no-entry');
  });

  it.each([
    ['too-early', 'entitlement-too-early'],
    ['over', 'entitlement-over'],
    ['closed', 'entitlement-closed'],
    ['used-up', 'entitlement-used-up'],
    ['too-large', 'entitlement-too-large'],
    ['unpaid', 'entitlement-unpaid'],
  ] as const)('that is %s leaves the car one of any, and says so', (because, reason) => {
    const entitlement = { usable: false, because, minutes: 12 } as const;
    expect(enter({ entitlement, lane: { kind: 'mixed', others: 'hold' } })).toEqual({
      action: 'hold',
      reason,
      figures: { minutes: 12 },
      class: 'other',
      on: null,
    });
    expect(enter({ entitlement, lane: { kind: 'reserved', others: 'open' } })).toMatchObject({ action: 'ask', reason });
  });

  it("that cannot be used says less than the car's own booking", () => {
    const entitlement = { usable: false, because: 'closed' } as const;
    const tooEarly = { ...booking, from: NOW + 40 * MINUTE };
    expect(enter({ booking: tooEarly, entitlement }).reason).toBe('booking-too-early');
  });
});
