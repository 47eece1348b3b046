import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf, daysOf, entitlementAt, fits, overdueAmount, uncoveredMinutes } from './entitlement.ts';
import type { Entitlement } from './entitlement.ts';
import { beijingDay, instantOf } from './schedule.ts';

const MINUTE = 60_000;
const NO_CALENDAR = { holidays: [], workdays: [] };
const at = (text: string): number => instantOf(`${text}:00`);

/** Nights of a month, for medium cars. */
const nights = (change: Partial<Entitlement> = {}): Entitlement => ({
  terms: {
    rules: [{ days: 'every-day', from: '19:00', to: '08:00' }],
    carModel: 'medium',
    overdue: { graceMin: 0, perHour: 500 },
  },
  paid: true,
  from: at('2026-05-01 00:00'),
  to: at('2026-05-31 00:00'),
  timesLeft: null,
  daysTotal: null,
  daysUsed: [],
  ...change,
});
const usable = (entitlement: Entitlement, text: string, model: 'small' | 'large' | null = null) =>
  entitlementAt(entitlement, model, NO_CALENDAR, at(text));
const today = beijingDay(at('2026-05-04 20:00'));

describe('an entitlement', () => {
  it('lets a car in inside its time and its windows', () => {
    expect(usable(nights(), '2026-05-04 20:00')).toEqual({ usable: true });
    expect(usable(nights({ timesLeft: 1 }), '2026-05-05 07:59', 'small')).toEqual({ usable: true });
  });

  it.each<[string, Partial<Entitlement>, string, object]>([
    ['before it begins', {}, '2026-04-30 23:30', { because: 'too-early', minutes: 30 }],
    ['after it ended', {}, '2026-05-31 01:30', { because: 'over', minutes: 90 }],
    ['between its windows', {}, '2026-05-04 12:00', { because: 'closed', minutes: 420 }],
    ['without entries left', { timesLeft: 0 }, '2026-05-04 20:00', { because: 'used-up' }],
    ['without days left', { daysTotal: 1, daysUsed: [today - 1] }, '2026-05-04 20:00', { because: 'used-up' }],
    ['that nobody has paid', { paid: false }, '2026-05-04 20:00', { because: 'unpaid' }],
  ])('%s does not, and says why', (_what, change, text, why) => {
    expect(usable(nights(change), text)).toEqual({ usable: false, ...why });
  });

  it('costs one day however often it is used on it', () => {
    expect(usable(nights({ daysTotal: 1, daysUsed: [today] }), '2026-05-04 20:00')).toEqual({ usable: true });
  });

  it('is for vehicles up to its size; one whose size nobody knows is let in', () => {
    expect(usable(nights(), '2026-05-04 20:00', 'large')).toEqual({ usable: false, because: 'too-large' });
    expect([fits('medium', 'small'), fits('small', 'large'), fits(null, 'small')]).toEqual([false, true, true]);
  });

  it('of several the usable one counts, or else the one that says most', () => {
    const over = { at: { usable: false, because: 'over' } } as const;
    const closed = { at: { usable: false, because: 'closed' } } as const;
    const good = { at: { usable: true } } as const;
    expect([bestOf([over, good, closed]), bestOf([over, closed]), bestOf([])]).toEqual([good, closed, null]);
  });
});

describe('the time of a stay that is not covered', () => {
  const stay = (from: string, to: string) => ({ enteredAt: at(from), leftAt: at(to) });
  const minutes = (entitlement: Entitlement, from: string, to: string) =>
    uncoveredMinutes(entitlement, NO_CALENDAR, stay(from, to));

  it('is nothing inside the windows', () => {
    expect(minutes(nights(), '2026-05-04 19:00', '2026-05-05 08:00')).toBe(0);
  });

  it('is what lies between the windows, and before and after the dates', () => {
    expect(minutes(nights(), '2026-05-04 20:00', '2026-05-05 08:45')).toBe(45);
    expect(minutes(nights(), '2026-05-04 20:00', '2026-05-05 20:00')).toBe(11 * 60);
    expect(minutes(nights(), '2026-05-30 20:00', '2026-05-31 02:00')).toBe(120);
  });

  it('of a minute that is not full is not counted', () => {
    const end = at('2026-05-05 08:00') + MINUTE - 1;
    expect(uncoveredMinutes(nights(), NO_CALENDAR, { enteredAt: at('2026-05-05 07:00'), leftAt: end })).toBe(0);
  });

  it('is all of the days beyond those that were bought', () => {
    const twoDays = nights({
      terms: { ...nights().terms, rules: [{ days: 'every-day', from: '00:00', to: '00:00' }] },
      daysTotal: 2,
      daysUsed: [today],
    });
    expect(minutes(twoDays, '2026-05-04 20:00', '2026-05-05 23:00')).toBe(0);
    expect(minutes(twoDays, '2026-05-04 20:00', '2026-05-06 10:00')).toBe(10 * 60);
  });

  it('never is less for a longer stay, nor longer than the stay', () => {
    const instant = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((each) => at('2026-04-28 00:00') + each * MINUTE);
    const days = fc.option(fc.nat(4));
    fc.assert(
      fc.property(instant, instant, fc.nat(3000), days, (a, b, more, daysTotal) => {
        const [enteredAt, leftAt] = a < b ? [a, b] : [b, a];
        const entitlement = nights({ daysTotal, daysUsed: daysTotal ? [beijingDay(enteredAt)] : [] });
        const short = uncoveredMinutes(entitlement, NO_CALENDAR, { enteredAt, leftAt });
        const long = uncoveredMinutes(entitlement, NO_CALENDAR, { enteredAt, leftAt: leftAt + more * MINUTE });
        expect(long).toBeGreaterThanOrEqual(short);
        expect(long - short).toBeLessThanOrEqual(more);
        expect(short).toBeLessThanOrEqual((leftAt - enteredAt) / MINUTE);
      }),
    );
  });

  it('counts the days that a stay touches', () => {
    expect(daysOf(stay('2026-05-04 23:59', '2026-05-06 00:00'))).toEqual([today, today + 1, today + 2]);
    expect(daysOf(stay('2026-05-04 10:00', '2026-05-04 09:00'))).toEqual([today]);
  });
});

describe('what it costs', () => {
  const terms = { graceMin: 10, perHour: 500, capPerDay: 3000 };
  it.each([
    [0, 0],
    [10, 0],
    [11, 500],
    [70, 500],
    [71, 1000],
    [6 * 60 + 10, 3000],
    [20 * 60, 3000],
    [24 * 60 + 10, 3000],
    [24 * 60 + 11, 3500],
  ])('%i minutes cost %i fen', (minutes, fen) => expect(overdueAmount(minutes, terms)).toBe(fen));

  it('never falls with more minutes, and never passes the cap of its days', () => {
    const fen = fc.nat(10_000);
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(500),
        fen,
        fc.option(fen, { nil: undefined }),
        (minutes, more, perHour, cap) => {
          const overdue = { graceMin: 5, perHour, ...(cap === undefined ? {} : { capPerDay: cap }) };
          const cost = overdueAmount(minutes, overdue);
          expect(overdueAmount(minutes + more, overdue)).toBeGreaterThanOrEqual(cost);
          expect(Number.isInteger(cost)).toBe(true);
          if (cap !== undefined) expect(cost).toBeLessThanOrEqual(cap * Math.ceil(minutes / (24 * 60)));
          expect(cost).toBeLessThanOrEqual(Math.ceil(minutes / 60) * perHour);
        },
      ),
    );
  });
});
