import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StayBill } from '../../contract/bill.ts';
import { bill as billSchema } from '../../contract/bill.ts';
import type { Tariff } from '../../contract/site-tariff.ts';
import { CALENDAR, RUNS, RUNS_TIMEOUT_MS, staysOf, tariffs } from '../site/tariff.fixture.ts';
import { tariffChecks } from '../site/tariff-checks.ts';
import { beijingDay } from './schedule.ts';
import { billOf } from './tariff.ts';
import type { BilledStay } from './tariff.ts';

function billed(tariff: Tariff, stay: BilledStay): StayBill {
  const bill = billOf(tariff, CALENDAR, stay);
  if (!bill.ok) throw new Error(bill.because);
  return bill;
}

const rateOf = (tariff: Tariff, { rate }: StayBill) => {
  const found = tariff.rates.find(({ name }) => name === rate);
  if (!found) throw new Error(`no rate ${rate}`);
  return found;
};

/** Holds for any tariff of a site file and any stay. */
function always(claim: (tariff: Tariff, stay: BilledStay, bill: StayBill) => void): void {
  fc.assert(
    fc.property(tariffs, staysOf(6), (tariff, stay) => {
      claim(tariff, stay, billed(tariff, stay));
    }),
    { numRuns: RUNS.most },
  );
}

describe('any bill of any tariff', { timeout: RUNS_TIMEOUT_MS }, () => {
  it('is of a tariff in which the site file’s checks find nothing', () => {
    always((tariff) => {
      expect(tariffChecks({ tariff })).toEqual([]);
    });
  });

  it('has lines that add up to its total, each periods times price, none of nothing', () => {
    always((_, __, bill) => {
      billSchema.parse(bill);
      expect(bill.lines.reduce((sum, { fen }) => sum + fen, 0)).toBe(bill.total);
      for (const line of bill.lines) {
        if (line.kind === 'first' || line.kind === 'then') expect(line.fen).toBe(line.times * line.each);
        else if (line.kind === 'free') expect(line.minutes).toBeGreaterThan(0);
        else if (line.kind !== 'rounding') expect(line.fen).toBeLessThan(0);
        else expect(Math.abs(line.fen)).toBeLessThan(line.to);
      }
    });
  });

  it('has one line for equal steps', () => {
    always((_, __, { lines }) => {
      const what = lines.map((line) => JSON.stringify([line.kind, 'band' in line && line.band]));
      expect(new Set(what).size).toBe(what.length);
    });
  });

  it('never falls as the stay goes on', () => {
    fc.assert(
      fc.property(
        tariffs,
        staysOf(4),
        fc.array(fc.nat(3000), { minLength: 1, maxLength: 6 }),
        (tariff, stay, waits) => {
          let { until } = stay;
          let before = billed(tariff, stay).total;
          for (const minutes of waits) {
            until += minutes * 60_000;
            const { total } = billed(tariff, { ...stay, until });
            expect(total).toBeGreaterThanOrEqual(before);
            before = total;
          }
        },
      ),
      { numRuns: RUNS.most },
    );
  });

  it('is never above its cap for each 24 hours, or each day, in which the car stood', () => {
    always((tariff, stay, bill) => {
      const { cap } = rateOf(tariff, bill);
      if (!cap) return;
      const days =
        cap.per === '24h' ? Math.ceil(bill.minutes / 1440) : beijingDay(stay.until) - beijingDay(stay.enteredAt) + 1;
      expect(bill.total).toBeLessThanOrEqual(days * cap.fen);
    });
  });

  it('is never above the cap of its only band, for each day on which that may have begun', () => {
    always((tariff, stay, bill) => {
      const rate = rateOf(tariff, bill);
      const [band] = rate.bands;
      if (rate.bands.length > 1 || band?.cap === undefined) return;
      const days = beijingDay(stay.until) - beijingDay(stay.enteredAt) + 2;
      expect(bill.total).toBeLessThanOrEqual(days * band.cap);
    });
  });

  it('is nothing for a stay within the free minutes, and for one that is not a minute long', () => {
    always((tariff, stay, bill) => {
      const { freeMin } = rateOf(tariff, bill);
      const until = stay.enteredAt + freeMin * 60_000 + 59_999;
      expect(billed(tariff, { ...stay, until })).toMatchObject({ total: 0 });
    });
  });

  it('is of whole minutes: seconds change nothing', () => {
    always((tariff, stay, bill) => {
      const whole = Math.floor(stay.enteredAt / 60_000) * 60_000;
      const same = billed(tariff, { ...stay, enteredAt: whole, until: whole + bill.minutes * 60_000 });
      expect(same).toEqual(bill);
    });
  });

  it('is a multiple of what the tariff rounds to', () => {
    always((tariff, _, { total }) => {
      expect(total % tariff.rounding.to).toBe(0);
    });
  });
});
