import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { action, cardKind, controlStrategy, laneKind, reason } from '../../contract/vocabulary.ts';
import type { Control } from './control.ts';
import { decideEntry, decideExit } from './decide.ts';
import type { EntryInput, ExitInput } from './decide.ts';
import { parsePlate } from './plate.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 4, 1, 1, 30);
const confirmed = { state: 'confirmed', from: NOW - 10 * MINUTE, to: NOW + 50 * MINUTE, keptMin: 30 } as const;

const entry = (change: Partial<EntryInput> = {}): EntryInput => ({
  lane: { kind: 'mixed', others: 'open' },
  plate: parsePlate('粤B12345'),
  noPlate: false,
  confidence: 98,
  minConfidence: 80,
  booking: null,
  entitlement: null,
  card: null,
  control: null,
  lookAlikes: 0,
  likeEntitlements: 0,
  likeCards: 0,
  noShows: 0,
  noShowLimit: null,
  insideSince: null,
  freeStalls: 20,
  heldStall: false,
  barrierAvailable: true,
  elsewhere: false,
  stale: false,
  now: NOW,
  earlyMin: 15,
  ...change,
});
const exit = (change: Partial<ExitInput> = {}): ExitInput => ({
  lane: { others: 'ask' },
  plate: parsePlate('粤B12345'),
  noPlate: false,
  confidence: 98,
  minConfidence: 80,
  stay: { id: 'a stay' },
  fee: null,
  control: null,
  lookAlikes: 0,
  barrierAvailable: true,
  elsewhere: false,
  stale: false,
  ...change,
});

describe('a reserved car', () => {
  it.each(['reserved', 'mixed', 'general'] as const)('in its time is let in at a %s lane', (kind) => {
    expect(decideEntry(entry({ booking: confirmed, lane: { kind, others: 'hold' } }))).toEqual({
      action: 'open',
      reason: 'booking-on-time',
      figures: { booking: 'on-time' },
      class: 'reserved',
      on: 'booking',
    });
  });

  it('inside the early allowance is let in, and how early is told', () => {
    const booking = { ...confirmed, from: NOW + 12 * MINUTE };
    expect(decideEntry(entry({ booking }))).toMatchObject({
      action: 'open',
      reason: 'booking-early',
      figures: { minutes: 12 },
    });
  });

  it('after its time is let in while the stall is kept', () => {
    const booking = { ...confirmed, to: NOW - 5 * MINUTE };
    expect(decideEntry(entry({ booking }))).toMatchObject({
      action: 'open',
      reason: 'booking-held',
      figures: { minutes: 5, keptLeftMin: 25 },
    });
  });

  it('too early or too late is treated as any other, and the screen says why', () => {
    const tooEarly = { ...confirmed, from: NOW + 40 * MINUTE };
    expect(decideEntry(entry({ booking: tooEarly, lane: { kind: 'mixed', others: 'hold' } }))).toEqual({
      action: 'hold',
      reason: 'booking-too-early',
      figures: { booking: 'too-early', minutes: 40, usableInMin: 25 },
      class: 'other',
      on: null,
    });
    const expired = { ...confirmed, to: NOW - 45 * MINUTE };
    expect(decideEntry(entry({ booking: expired }))).toMatchObject({
      action: 'open',
      reason: 'booking-expired',
      figures: { minutes: 15 },
      class: 'other',
      on: null,
    });
    expect(decideEntry(entry({ booking: expired, lane: { kind: 'reserved', others: 'open' } }))).toMatchObject({
      action: 'ask',
      reason: 'booking-expired',
    });
  });

  it('whose booking the platform ended early counts as expired', () => {
    expect(decideEntry(entry({ booking: { ...confirmed, state: 'expired' } }))).toMatchObject({
      reason: 'booking-expired',
      class: 'other',
      on: null,
    });
  });

  it.each(['used', 'finished', 'cancelled'] as const)('whose booking is %s is any other car', (state) => {
    expect(decideEntry(entry({ booking: { ...confirmed, state } }))).toMatchObject({
      reason: 'no-booking',
      class: 'other',
      on: null,
    });
  });

  it('had booked and the attendant did not know: at a confirming lane the booking is put before the attendant', () => {
    expect(decideEntry(entry({ booking: confirmed, lane: { kind: 'confirm', others: 'open' } }))).toMatchObject({
      action: 'ask',
      reason: 'booking-needs-confirmation',
      class: 'reserved',
    });
  });

  it('whose lock was never confirmed asks', () => {
    expect(decideEntry(entry({ booking: { ...confirmed, state: 'locked' } }))).toMatchObject({
      action: 'ask',
      reason: 'booking-unconfirmed',
      class: 'reserved',
    });
  });

  it('at a lot without a free stall gets in only to a stall held for it', () => {
    expect(decideEntry(entry({ booking: confirmed, freeStalls: 0 }))).toMatchObject({
      action: 'ask',
      reason: 'lot-full',
      class: 'reserved',
    });
    expect(decideEntry(entry({ booking: confirmed, freeStalls: 0, heldStall: true }))).toMatchObject({
      action: 'open',
      reason: 'booking-on-time',
    });
  });

  it('read with little confidence asks', () => {
    expect(decideEntry(entry({ booking: confirmed, confidence: 79 }))).toMatchObject({
      action: 'ask',
      reason: 'plate-unsure',
      figures: { confidence: 79, minConfidence: 80 },
      class: 'reserved',
    });
    expect(decideEntry(entry({ booking: confirmed, confidence: 80 })).action).toBe('open');
    expect(decideEntry(entry({ booking: confirmed, confidence: null })).action).toBe('open');
  });

  it('that is already inside asks', () => {
    expect(decideEntry(entry({ booking: confirmed, insideSince: NOW }))).toMatchObject({
      action: 'ask',
      reason: 'already-inside',
      class: 'reserved',
    });
  });
});

describe('a car without a booking', () => {
  it.each(action.options)('gets what the lane says for others: %s', (others) => {
    for (const kind of ['general', 'mixed'] as const) {
      expect(decideEntry(entry({ lane: { kind, others } }))).toEqual({
        action: others,
        reason: 'no-booking',
        figures: {},
        class: 'other',
        on: null,
      });
    }
  });

  it.each([
    ['open', 'ask'],
    ['hold', 'hold'],
    ['ask', 'ask'],
    ['refuse', 'refuse'],
  ] as const)('at a reserved-only lane: %s means %s (C.2.3.2 a)', (others, expected) => {
    expect(decideEntry(entry({ lane: { kind: 'reserved', others } }))).toMatchObject({
      action: expected,
      reason: 'lane-is-reserved-only',
    });
  });

  it('at a confirming lane asks', () => {
    expect(decideEntry(entry({ lane: { kind: 'confirm', others: 'open' } }))).toMatchObject({
      action: 'ask',
      reason: 'no-booking',
    });
  });

  it.each([
    ['hold', 'hold'],
    ['ask', 'hold'],
    ['refuse', 'refuse'],
  ] as const)('at a full lot: %s becomes %s', (others, expected) => {
    expect(decideEntry(entry({ freeStalls: 0, lane: { kind: 'general', others } }))).toMatchObject({
      action: expected,
      reason: 'lot-full',
      figures: { freeStalls: 0 },
    });
  });

  it('whose plate looks like a booked one asks, and is not taken for it', () => {
    expect(decideEntry(entry({ lookAlikes: 2 }))).toEqual({
      action: 'ask',
      reason: 'look-alike-booking',
      figures: { lookAlikes: 2 },
      class: 'other',
      on: null,
    });
  });

  it('read with little confidence asks instead of getting in, and is still held or refused where the lane says so', () => {
    const unsure = (others: 'open' | 'hold' | 'refuse') =>
      decideEntry(entry({ confidence: 10, lane: { kind: 'mixed', others } }));
    expect(unsure('open')).toMatchObject({ action: 'ask', reason: 'plate-unsure' });
    expect(unsure('hold').action).toBe('hold');
    expect(unsure('refuse').action).toBe('refuse');
  });
});

describe('whatever the car', () => {
  it('a bumper badge was read as a plate: it asks', () => {
    expect(decideEntry(entry({ plate: parsePlate('宝马4S店') }))).toMatchObject({
      action: 'ask',
      reason: 'plate-unreadable',
    });
    expect(decideEntry(entry({ plate: parsePlate('_无_') })).reason).toBe('plate-unreadable');
    expect(decideExit(exit({ plate: parsePlate('宝马4S店') })).reason).toBe('plate-unreadable');
  });

  it('an offline camera sent its stored captures after hours: recorded, they open nothing', () => {
    expect(decideEntry(entry({ booking: confirmed, stale: true }))).toMatchObject({
      action: 'ask',
      reason: 'capture-stale',
    });
    expect(decideExit(exit({ stale: true }))).toMatchObject({ action: 'ask', reason: 'capture-stale' });
  });

  it('an arm that cannot be moved asks', () => {
    const change = { barrierAvailable: false };
    expect(decideEntry(entry({ booking: confirmed, ...change })).reason).toBe('barrier-not-available');
    expect(decideExit(exit(change)).reason).toBe('barrier-not-available');
  });
});

describe('an exit', () => {
  it('opens for the stay of exactly this plate', () => {
    expect(decideExit(exit())).toEqual({ action: 'open', reason: 'stay-matched', figures: {} });
  });

  it('asks when the plate was read with little confidence', () => {
    expect(decideExit(exit({ confidence: 50 }))).toMatchObject({ action: 'ask', reason: 'plate-unsure' });
  });

  it('proposes look-alikes and takes none', () => {
    expect(decideExit(exit({ stay: null, lookAlikes: 1 }))).toEqual({
      action: 'ask',
      reason: 'look-alike-stay',
      figures: { lookAlikes: 1 },
    });
  });

  it.each([
    ['open', 'ask'],
    ['ask', 'ask'],
    ['hold', 'hold'],
    ['refuse', 'refuse'],
  ] as const)('without an entry record: %s means %s', (others, expected) => {
    expect(decideExit(exit({ stay: null, lane: { others } }))).toEqual({
      action: expected,
      reason: 'no-entry-record',
      figures: {},
    });
  });

  const unknown = { stay: null, fee: { due: 0, paid: false, unclear: false } };
  it.each([
    ['no entry is on record', {}, 'no-entry-record', 'no-entry-record'],
    ['it looks like others', { lookAlikes: 2 }, 'look-alike-stay', 'no-entry-record'],
    ['its plate cannot be read', { plate: parsePlate('宝马') }, 'plate-unreadable', 'plate-unreadable'],
    ['another car is under its plate', { elsewhere: true }, 'at-another-lane', 'at-another-lane'],
  ])('where money is taken, nobody lets a car out for nothing without a reason: %s', (_, change, reason, against) => {
    expect(decideExit(exit({ ...unknown, ...change }))).toMatchObject({ action: 'ask', reason, figures: { against } });
  });
});

describe('for every car there can be', () => {
  const plate = fc.constantFrom('粤B12345', '粤BD08888', '粤O12345', '宝马', '', '粤BI2345').map(parsePlate);
  const offset = fc.integer({ min: -200, max: 200 });
  const booking = fc.option(
    fc.record({
      state: fc.constantFrom('locked', 'confirmed', 'used', 'finished', 'cancelled', 'expired'),
      from: offset.map((minutes) => NOW + minutes * MINUTE),
      to: offset.map((minutes) => NOW + minutes * MINUTE),
      keptMin: fc.nat(60),
    }),
  );
  const sighting = {
    plate,
    confidence: fc.option(fc.nat(100)),
    minConfidence: fc.constantFrom(0, 80, 100),
    stale: fc.boolean(),
    barrierAvailable: fc.boolean(),
    elsewhere: fc.boolean(),
    noPlate: fc.constant(false),
    lookAlikes: fc.nat(3),
    control: fc.option(
      fc.record({
        entry: fc.record({
          id: fc.constant('a line'),
          plateColour: fc.constant(null),
          strategy: fc.constantFrom(...controlStrategy.options),
          from: fc.constant(null),
          to: fc.constant(NOW),
          source: fc.constant('police'),
        }),
        effect: fc.constantFrom('refuse', 'warn', 'free'),
      }),
    ),
  };
  const others = fc.constantFrom(...action.options);
  const anyEntry: fc.Arbitrary<EntryInput> = fc.record({
    ...sighting,
    lane: fc.record({ kind: fc.constantFrom(...laneKind.options), others }),
    booking,
    entitlement: fc.option(
      fc.oneof(
        fc.constant({ usable: true } as const),
        fc.record({
          usable: fc.constant(false),
          because: fc.constantFrom('too-early', 'over', 'closed', 'used-up', 'too-large', 'unpaid'),
          minutes: fc.nat(90),
        }),
      ),
    ),
    card: fc.option(
      fc.oneof(
        fc.record({ usable: fc.constant(true), no: fc.constant('K1'), kind: fc.constantFrom(...cardKind.options) }),
        fc.record({
          usable: fc.constant(false),
          no: fc.constant('K1'),
          because: fc.constantFrom('ended', 'other-inside'),
        }),
      ),
    ),
    likeEntitlements: fc.constantFrom(0, 1),
    likeCards: fc.constantFrom(0, 1),
    noShows: fc.nat({ max: 5 }),
    noShowLimit: fc.option(fc.integer({ min: 1, max: 5 })),
    insideSince: fc.option(fc.constant(NOW)),
    freeStalls: fc.integer({ min: -2, max: 3 }),
    heldStall: fc.boolean(),
    now: fc.constant(NOW),
    earlyMin: fc.nat(30),
  });
  const anyExit: fc.Arbitrary<ExitInput> = fc.record({
    ...sighting,
    lane: fc.record({ others }),
    stay: fc.option(fc.constant({})),
    fee: fc.option(fc.record({ due: fc.nat(100_000), paid: fc.boolean(), unclear: fc.boolean() })),
  });
  /** Cars that the rules would let in but for the one thing under test. */
  const letIn = entry({ booking: confirmed, heldStall: true });
  const always = <T>(cars: fc.Arbitrary<T>, check: (car: T) => void) =>
    fc.assert(
      fc.property(cars, (car) => {
        check(car);
      }),
      { numRuns: 3000 },
    );

  /** Strategy 5 of the control list is the one rule that lets a car through without anything else. */
  const unlessFree = <T extends { control: Control | null }>(car: T): T =>
    car.control?.effect === 'free' ? { ...car, control: null } : car;

  it('the same car gets the same answer, in words of the vocabulary', () => {
    always(anyEntry, (car) => {
      const decision = decideEntry(car);
      expect(decideEntry(structuredClone(car))).toEqual(decision);
      expect(reason.options).toContain(decision.reason);
      expect(action.options).toContain(decision.action);
    });
    always(anyExit, (car) => {
      const decision = decideExit(car);
      expect(decideExit(structuredClone(car))).toEqual(decision);
      expect(reason.options).toContain(decision.reason);
      expect(action.options).toContain(decision.action);
    });
  });

  it('a stale capture never opens', () => {
    always(anyEntry, (car) => expect(decideEntry({ ...car, stale: true }).action).toBe('ask'));
    always(anyExit, (car) => expect(decideExit({ ...car, stale: true }).action).toBe('ask'));
  });

  it('what is no plate never opens', () => {
    always(anyEntry, (car) => {
      if (!car.plate.valid) expect(decideEntry(car)).toMatchObject({ action: 'ask', class: 'other' });
    });
    always(anyExit, (car) => {
      if (!car.plate.valid) expect(decideExit(car).action).toBe('ask');
    });
    expect(decideEntry(letIn).action).toBe('open');
    expect(decideEntry({ ...letIn, plate: parsePlate('粤BI2345') }).action).toBe('ask');
  });

  it('a look-alike never opens by itself', () => {
    always(anyEntry, (car) => {
      expect(
        decideEntry({ ...unlessFree(car), booking: null, entitlement: null, card: null, lookAlikes: 1 }).action,
      ).not.toBe('open');
    });
    always(anyExit, (car) =>
      expect(decideExit({ ...unlessFree(car), stay: null, lookAlikes: 1 }).action).not.toBe('open'),
    );
  });

  it('a reserved-only lane never opens for a car without a usable booking or order, unless the list says so', () => {
    always(anyEntry, (car) => {
      const decision = decideEntry({ ...unlessFree(car), lane: { ...car.lane, kind: 'reserved' } });
      if (decision.action === 'open') expect(decision.class).toBe('reserved');
    });
  });

  it('a confirming lane never opens by itself, unless the list says so', () => {
    always(anyEntry, (car) => {
      expect(decideEntry({ ...unlessFree(car), lane: { ...car.lane, kind: 'confirm' } }).action).not.toBe('open');
    });
  });

  it('a lot without a free stall opens for no reserved car without a stall held for it: of others flow control says', () => {
    always(anyEntry, (car) => {
      const decision = decideEntry({ ...car, freeStalls: Math.min(car.freeStalls, 0) });
      if (decision.action !== 'open') return;
      if (decision.class === 'reserved') expect(car.heldStall).toBe(true);
      // A card spares its car the lane's rule for others, not their queue.
      else if (decision.on !== 'card')
        expect([car.lane.others, car.control?.effect === 'free']).toEqual(['open', false]);
    });
  });

  it('the list has the last word but one: whom it turns away is never let in, nor out', () => {
    always(anyEntry, (car) => {
      if (car.control?.effect === 'refuse') expect(['ask', 'refuse']).toContain(decideEntry(car).action);
    });
    always(anyExit, (car) => {
      if (car.control?.effect === 'refuse') expect(['ask', 'refuse']).toContain(decideExit(car).action);
    });
  });

  it('whatever is decided about a listed car, the attendant is told how it is listed', () => {
    always(anyEntry, (car) => expect(decideEntry(car).figures['control']).toBe(car.control?.entry.strategy));
    always(anyExit, (car) => expect(decideExit(car).figures['control']).toBe(car.control?.entry.strategy));
  });

  it('a car that is inside never gets in again by itself, nor one read with little confidence, nor past a dead arm', () => {
    always(anyEntry, (car) => {
      expect(decideEntry({ ...car, insideSince: NOW }).action).not.toBe('open');
      expect(decideEntry({ ...car, confidence: 79, minConfidence: 80 }).action).not.toBe('open');
      expect(decideEntry({ ...car, barrierAvailable: false }).action).not.toBe('open');
      expect(decideEntry({ ...car, elsewhere: true }).action).not.toBe('open');
    });
  });

  it('an exit without an entry record never opens by itself, unless the list says so', () => {
    always(anyExit, (car) => expect(decideExit({ ...unlessFree(car), stay: null }).action).not.toBe('open'));
  });
});
