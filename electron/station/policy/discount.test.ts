import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import { CALENDAR, RUNS, RUNS_TIMEOUT_MS, staysOf, tariffs } from '../site/tariff.fixture.ts';
import { claimOf, discountsOf } from './discount.ts';
import type { Claim, Offered } from './discount.ts';
import { instantOf } from './schedule.ts';
import { billOf } from './tariff.ts';

interface Coupon extends Offered {
  id: string;
}
let serial = 0;
const coupon = (type: Offered['type'], value: number, more: Partial<Coupon> = {}): Coupon => {
  serial += 1;
  return { id: `${type}-${value}`, type, value, madeOutAt: serial, ...more };
};

/** 5 yuan for each hour begun. */
const hourly = (hours: number, settledBefore = 0): Claim => ({
  total: hours * 500,
  totalShortenedBy: (less) => Math.max(0, Math.ceil(hours - less)) * 500,
  settledBefore,
});
const offBy = (claim: Claim, ...offered: Coupon[]) => {
  const { applied, due } = discountsOf(claim, offered);
  return [...applied.map(({ offer, amount }) => [offer.id, amount]), due];
};

describe('7.3.4.1.3, the hospital’s example', () => {
  const tariff = tariffSchema.parse({
    rates: [
      {
        name: '一般',
        bands: [
          { days: 'every-day', from: '00:00', to: '00:00', first: { min: 60, fen: 1500 }, then: { min: 60, fen: 300 } },
        ],
      },
    ],
  });
  const enteredAt = instantOf('2026-10-12 09:00:00');
  const stay = { enteredAt, until: enteredAt + 3 * 3_600_000, plateColour: null, carModel: null };

  it('3 hours are 21 yuan: a coupon of 11 yuan leaves 10, the children’s hospital’s own price; a larger one less', () => {
    const claim = claimOf(tariff, CALENDAR, stay, 0);
    if (!claim) throw new Error('no bill');
    expect(claim.bill.total).toBe(2100);
    const eleven = coupon('amount', 1100);
    expect(discountsOf(claim, [eleven])).toEqual({
      receivable: 2100,
      applied: [{ offer: eleven, amount: 1100 }],
      discount: 1100,
      due: 1000,
    });
    expect(discountsOf(claim, [coupon('amount', 1500)]).due).toBe(600);
  });

  it('an hour less is the bill of a stay of two hours, and three hours less are nothing', () => {
    const claim = claimOf(tariff, CALENDAR, stay, 0);
    expect([1, 1.5, 3, 4].map((hours) => claim?.totalShortenedBy(hours))).toEqual([1800, 1800, 0, 0]);
  });

  it('there is no claim on a stay that ends before it begins', () =>
    expect(claimOf(tariff, CALENDAR, { ...stay, until: enteredAt - 1 }, 0)).toBeNull());
});

describe('one discount', () => {
  it.each<[string, Coupon, unknown[]]>([
    ['an amount', coupon('amount', 700), [['amount-700', 700], 1300]],
    ['an amount larger than the fee: no more than is due', coupon('amount', 9900), [['amount-9900', 2000], 0]],
    ['hours', coupon('hours', 2), [['hours-2', 1000], 1000]],
    ['half an hour of an hour begun takes nothing, and is kept', coupon('hours', 0.5, { id: 'half' }), [2000]],
    ['hours longer than the stay', coupon('hours', 9), [['hours-9', 2000], 0]],
    ['30 %', coupon('fraction', 0.3), [['fraction-0.3', 600], 1400]],
    ['more than the whole', coupon('fraction', 1.5), [['fraction-1.5', 2000], 0]],
    ['free', coupon('free', 1), [['free-1', 2000], 0]],
    ['nothing', coupon('amount', 0), [2000]],
    ['a negative amount', coupon('amount', -500), [2000]],
    ['no number', coupon('hours', Number.NaN), [2000]],
  ])('%s', (_what, offer, expected) => {
    expect(offBy(hourly(4), offer)).toEqual(expected);
  });
});

describe('several at once', () => {
  it('free stands alone', () =>
    expect(offBy(hourly(4), coupon('amount', 500), coupon('hours', 1), coupon('free', 1), coupon('free', 1))).toEqual([
      ['free-1', 2000],
      0,
    ]));

  it('hours, then fractions of what is left, then amounts, in whatever order they are offered', () => {
    const offered = [coupon('amount', 300), coupon('fraction', 0.5), coupon('fraction', 0.1), coupon('hours', 1)];
    const expected = [['hours-1', 500], ['fraction-0.5', 750], ['fraction-0.1', 75], ['amount-300', 300], 375]; // prettier-ignore
    expect(offBy(hourly(4), ...offered)).toEqual(expected);
    expect(offBy(hourly(4), ...offered.reverse())).toEqual(expected);
  });

  it('the oldest first, so that the newest is kept when there is too much of it', () =>
    expect(
      offBy(hourly(2), coupon('amount', 600, { id: 'new', madeOutAt: 9 }), coupon('amount', 700, { id: 'old', madeOutAt: 1 }), coupon('amount', 1, { id: 'newest', madeOutAt: 10 })), // prettier-ignore
    ).toEqual([['old', 700], ['new', 300], 0]));

  it('hours add up, and one that makes no difference beside the others is kept', () => {
    expect(offBy(hourly(4), coupon('hours', 0.5, { id: 'a' }), coupon('hours', 0.5, { id: 'b' }))).toEqual([
      ['a', 0],
      ['b', 500],
      1500,
    ]);
    expect(offBy(hourly(4), coupon('hours', 1, { id: 'a' }), coupon('hours', 0.5, { id: 'b' }))).toEqual([
      ['a', 500],
      1500,
    ]);
  });

  it('hours under a cap may help only together, and are used up together', () => {
    const capped: Claim = { ...hourly(14), total: 6000, totalShortenedBy: (less) => Math.min(6000, (14 - less) * 500) };
    expect(offBy(capped, coupon('hours', 2))).toEqual([6000]);
    expect(offBy(capped, coupon('hours', 2, { id: 'a' }), coupon('hours', 2, { id: 'b' }))).toEqual([['a', 0], ['b', 1000], 5000]); // prettier-ignore
  });

  it('a share that binary fractions cannot hold is right to the fen', () => {
    const claim: Claim = { total: 100, totalShortenedBy: () => 100, settledBefore: 0 };
    expect(offBy(claim, coupon('fraction', 0.29))).toEqual([['fraction-0.29', 29], 71]);
  });
});

describe('what was settled before', () => {
  it('is not claimed again', () =>
    expect(discountsOf(hourly(6, 2000), [])).toEqual({ receivable: 1000, applied: [], discount: 0, due: 1000 }));

  it('leaves hours no more than what came after it', () => {
    expect(offBy(hourly(6, 2000), coupon('hours', 1))).toEqual([['hours-1', 500], 500]);
    expect(offBy(hourly(6, 2000), coupon('hours', 5))).toEqual([['hours-5', 1000], 0]);
  });

  it('can be more than the bill: then nothing is due, and no coupon is used up', () =>
    expect(discountsOf(hourly(1, 2000), [coupon('free', 1), coupon('hours', 1), coupon('amount', 500)])).toEqual({
      receivable: 0,
      applied: [],
      discount: 0,
      due: 0,
    }));
});

describe('whatever is offered against any bill', { timeout: RUNS_TIMEOUT_MS }, () => {
  const offers = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('amount' as const), value: fc.nat(9000), madeOutAt: fc.nat(5) }),
      fc.record({ type: fc.constant('hours' as const), value: fc.constantFrom(0.5, 1, 2, 24), madeOutAt: fc.nat(5) }),
      fc.record({ type: fc.constant('fraction' as const), value: fc.double({ min: 0, max: 1, noNaN: true }), madeOutAt: fc.nat(5) }), // prettier-ignore
      fc.record({ type: fc.constant('free' as const), value: fc.constant(1), madeOutAt: fc.nat(5) }),
    ),
    { maxLength: 5 },
  );
  const always = (check: (claim: Claim, offered: Offered[]) => void): void => {
    fc.assert(
      fc.property(tariffs, staysOf(3), fc.constantFrom(0, 0, 500, 2000), offers, (tariff, stay, settled, offered) => {
        const claim = claimOf(tariff, CALENDAR, stay, settled);
        if (!claim) throw new Error('no bill');
        check(claim, offered);
      }),
      { numRuns: RUNS.most },
    );
  };

  it('receivable = discount + due, in whole fen, none of it negative, and the discount is what was taken off', () => {
    always((claim, offered) => {
      const { receivable, applied, discount, due } = discountsOf(claim, offered);
      expect(receivable).toBe(discount + due);
      expect(receivable).toBe(Math.max(0, claim.total - claim.settledBefore));
      expect(applied.reduce((sum, { amount }) => sum + amount, 0)).toBe(discount);
      for (const each of [receivable, discount, due, ...applied.map(({ amount }) => amount)]) {
        expect(Number.isSafeInteger(each)).toBe(true);
        expect(each).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('each is used once, and none for nothing', () => {
    always((claim, offered) => {
      const { applied, due } = discountsOf(claim, offered);
      const used = applied.map(({ offer }) => offer);
      expect(new Set(used).size).toBe(used.length);
      expect(discountsOf(claim, used).due).toBe(due);
      for (const { offer, amount } of applied) if (offer.type !== 'hours') expect(amount).toBeGreaterThan(0);
      const hours = used.filter(({ type }) => type === 'hours');
      const { discount } = discountsOf(claim, hours);
      for (const each of hours)
        expect(discountsOf(claim, hours.filter((other) => other !== each)).discount).toBeLessThan(discount); // prettier-ignore
    });
  });

  it('hours alone leave the bill of a stay that much shorter', () => {
    fc.assert(
      fc.property(tariffs, staysOf(3), fc.constantFrom(1, 2, 5), (tariff, stay, hours) => {
        const claim = claimOf(tariff, CALENDAR, stay, 0);
        if (!claim) throw new Error('no bill');
        const shorter = billOf(tariff, CALENDAR, { ...stay, until: stay.until - hours * 3_600_000 });
        expect(discountsOf(claim, [coupon('hours', hours)]).due).toBe(shorter.ok ? shorter.total : 0);
      }),
      { numRuns: RUNS.most },
    );
  });
});
