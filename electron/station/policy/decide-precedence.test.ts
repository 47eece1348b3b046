import { describe, expect, it } from 'vitest';
import { controlOf } from './control.ts';
import { decideEntry, decideExit } from './decide.ts';
import type { EntryInput } from './decide.ts';
import { parsePlate } from './plate.ts';

/** The lines of docs/decisions/0020-who-rules-for-a-car.md that no other file here tests: each with all that it goes before. */

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 4, 1, 1, 30);
const booking = { state: 'confirmed', from: NOW, to: NOW + 60 * MINUTE, keptMin: 30 } as const;
const ENTITLED = { usable: true } as const;
const CARD = { usable: true, no: 'K1', kind: 'month' } as const;
const NO_ENTRY = listed('no-entry');
const FREE = listed('free');

function listed(strategy: 'no-entry' | 'free') {
  const line = { id: 'a line', plateColour: null, strategy, from: null, to: NOW, source: 'police' };
  return { control: controlOf([line], 'entrance', 'blue', NOW) };
}

const enter = (change: Partial<EntryInput> = {}) =>
  decideEntry({
    plate: parsePlate('粤B12345'),
    noPlate: false,
    confidence: 98,
    minConfidence: 80,
    lookAlikes: 0,
    likeEntitlements: 0,
    likeCards: 0,
    barrierAvailable: true,
    elsewhere: false,
    stale: false,
    control: null,
    lane: { kind: 'mixed', others: 'hold' },
    booking: null,
    entitlement: null,
    card: null,
    noShows: 0,
    noShowLimit: null,
    insideSince: null,
    freeStalls: 20,
    heldStall: false,
    now: NOW,
    earlyMin: 15,
    ...change,
  });

describe('of several rules for one car', () => {
  it('1: a doubt about what was seen goes before all', () => {
    const all = { booking, entitlement: ENTITLED, ...NO_ENTRY };
    expect(enter({ stale: true, ...all }).reason).toBe('capture-stale');
    expect(enter({ barrierAvailable: false, ...all }).reason).toBe('barrier-not-available');
    expect(enter({ plate: parsePlate('TOYOTA'), ...all }).reason).toBe('plate-unreadable');
    expect(enter({ elsewhere: true, ...all }).reason).toBe('at-another-lane');
  });

  it('2: whom the list keeps out stays out, whatever was booked or paid', () => {
    expect(enter({ booking, entitlement: ENTITLED, ...NO_ENTRY })).toMatchObject({
      action: 'refuse',
      reason: 'control-no-entry',
    });
  });

  it('3: whom the list lets in free comes in as that; a booking is used with it', () => {
    expect(enter({ booking, entitlement: ENTITLED, ...FREE })).toMatchObject({
      action: 'open',
      reason: 'control-free',
      class: 'reserved',
      on: 'booking',
    });
  });

  it.each([
    ['early', { from: NOW + 10 * MINUTE, to: NOW + 70 * MINUTE }, 'booking-early'],
    ['on time', {}, 'booking-on-time'],
    ['late within the time it is kept', { from: NOW - 90 * MINUTE, to: NOW - 10 * MINUTE }, 'booking-held'],
  ])('4: a confirmed booking %s goes before an order', (_when, times, reason) => {
    expect(enter({ booking: { ...booking, ...times }, entitlement: ENTITLED })).toMatchObject({
      action: 'open',
      reason,
      on: 'booking',
    });
  });

  it.each([
    ['that begins too late', { from: NOW + 40 * MINUTE, to: NOW + 90 * MINUTE }],
    ['that is over', { from: NOW - 180 * MINUTE, to: NOW - 60 * MINUTE }],
  ])('5: an order lets in a car with a booking %s', (_what, times) => {
    expect(enter({ booking: { ...booking, ...times }, entitlement: ENTITLED })).toMatchObject({
      action: 'open',
      reason: 'entitled',
      on: 'entitlement',
    });
  });

  it('6: a month card lets a car in that only has a booking that nobody confirmed, or one that is no use', () => {
    const locked = { ...booking, state: 'locked' } as const;
    const over = { ...booking, from: NOW - 180 * MINUTE, to: NOW - 60 * MINUTE };
    for (const other of [locked, over])
      expect(enter({ booking: other, card: CARD })).toMatchObject({
        action: 'open',
        reason: 'card',
        class: 'other',
        on: 'card',
      });
    expect(enter({ booking, card: CARD })).toMatchObject({ on: 'booking' });
    expect(enter({ entitlement: ENTITLED, card: CARD })).toMatchObject({ on: 'entitlement' });
    expect(enter({ card: CARD, ...FREE })).toMatchObject({ reason: 'control-free', on: 'card' });
    expect(enter({ card: { ...CARD, kind: 'free' } })).toMatchObject({ reason: 'card-free', class: 'other' });
  });

  it.each(['hold', 'ask', 'refuse', 'open'] as const)(
    '6: nor does the rule for all others (%s) keep its car out',
    (others) => {
      expect(enter({ card: CARD, lane: { kind: 'general', others } })).toMatchObject({
        action: 'open',
        reason: 'card',
      });
    },
  );

  it('6: but a lane for reserved cars only stays theirs, and one where each car is confirmed asks', () => {
    const card = CARD;
    expect(enter({ card, lane: { kind: 'reserved', others: 'open' } })).toMatchObject({
      action: 'ask',
      reason: 'lane-is-reserved-only',
      on: 'card',
    });
    expect(enter({ card, lane: { kind: 'confirm', others: 'hold' } })).toMatchObject({ action: 'ask', reason: 'card' });
  });

  it('7: a booking that nobody confirmed asks, where no order lets the car in', () => {
    const locked = { ...booking, state: 'locked' } as const;
    expect(enter({ booking: locked })).toMatchObject({ action: 'ask', reason: 'booking-unconfirmed', on: 'booking' });
    expect(enter({ booking: locked, entitlement: ENTITLED })).toMatchObject({ reason: 'entitled' });
  });

  it.each(['hold', 'ask', 'refuse'] as const)("8: any other car is under the lane's rule: %s", (others) => {
    expect(enter({ lane: { kind: 'mixed', others } })).toMatchObject({
      action: others,
      reason: 'no-booking',
      on: null,
    });
  });

  it('inside already asks, whatever lets the car in, and says since when', () => {
    const insideSince = NOW - 90 * MINUTE;
    for (const right of [{}, { booking }, { entitlement: ENTITLED }, { card: CARD }, FREE])
      expect(enter({ insideSince, ...right })).toMatchObject({
        action: 'ask',
        reason: 'already-inside',
        figures: { since: insideSince },
      });
  });
});

describe('a plate that was booked and did not come too often', () => {
  const often = { noShows: 3, noShowLimit: 3 };

  it('is a car like any other, and the screen says why', () => {
    expect(enter({ booking, ...often })).toEqual({
      action: 'hold',
      reason: 'booking-no-shows',
      figures: { noShows: 3, limit: 3 },
      class: 'other',
      on: null,
    });
    expect(enter({ booking, ...often, lane: { kind: 'reserved', others: 'open' } })).toMatchObject({
      action: 'ask',
      reason: 'booking-no-shows',
    });
  });

  it('is let in on what it has paid for', () => {
    expect(enter({ booking, ...often, entitlement: ENTITLED })).toMatchObject({ action: 'open', on: 'entitlement' });
  });

  it('below the limit, or without one, or with a booking that is over, is judged by its booking', () => {
    expect(enter({ booking, noShows: 2, noShowLimit: 3 }).reason).toBe('booking-on-time');
    expect(enter({ booking, noShows: 99 }).reason).toBe('booking-on-time');
    const over = { ...booking, from: NOW - 180 * MINUTE, to: NOW - 60 * MINUTE };
    expect(enter({ booking: over, ...often }).reason).toBe('booking-expired');
  });
});

describe('a card that is no use', () => {
  it.each([
    [{ because: 'over', days: 3 }, 'card-over', { days: 3 }],
    [{ because: 'too-early', days: 2 }, 'card-too-early', { days: 2 }],
    [{ because: 'ended' }, 'card-ended', {}],
    [{ because: 'other-inside' }, 'card-other-inside', {}],
  ] as const)('leaves a car like any other, and the screen says why: %j', (at, reason, figures) => {
    const card = { usable: false, no: 'K1', ...at } as const;
    expect(enter({ card })).toEqual({
      action: 'hold',
      reason,
      figures: { card: 'K1', ...figures },
      class: 'other',
      on: null,
    });
    expect(enter({ card, booking }).reason).toBe('booking-on-time');
  });
});

describe('a plate like another', () => {
  it('names what it is like: a booking before an order', () => {
    expect(enter({ lookAlikes: 2, likeEntitlements: 2 })).toMatchObject({
      action: 'ask',
      reason: 'look-alike-entitlement',
    });
    expect(enter({ lookAlikes: 2, likeEntitlements: 1 })).toMatchObject({
      action: 'ask',
      reason: 'look-alike-booking',
    });
  });
});

describe('a car of which a person says that it has no plate', () => {
  const without = { plate: parsePlate('无牌0001'), noPlate: true };

  it('is under the same rules as any other car without a booking', () => {
    expect(enter({ ...without, lane: { kind: 'mixed', others: 'open' } })).toMatchObject({
      action: 'open',
      class: 'other',
    });
    expect(enter({ ...without, lane: { kind: 'reserved', others: 'open' } })).toMatchObject({ action: 'ask' });
    expect(enter({ ...without, lane: { kind: 'confirm', others: 'open' } })).toMatchObject({ action: 'ask' });
  });

  it('comes in on no booking of such a text, and a camera that reads one opens nothing', () => {
    expect(enter({ ...without, booking })).toMatchObject({ class: 'other', on: null });
    expect(enter({ ...without, noPlate: false }).reason).toBe('plate-unreadable');
    const exit = { ...without, confidence: null, minConfidence: 80, stale: false, barrierAvailable: true };
    const known = {
      elsewhere: false,
      control: null,
      lane: { others: 'ask' },
      stay: {},
      fee: null,
      lookAlikes: 0,
    } as const;
    expect(decideExit({ ...exit, ...known })).toMatchObject({ action: 'open', reason: 'stay-matched' });
    expect(decideExit({ ...exit, ...known, noPlate: false }).reason).toBe('plate-unreadable');
  });
});
