import { describe, expect, it } from 'vitest';
import type { BillLine, StayBill } from '../../contract/bill.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import type { PlateColour, CarModel } from '../../contract/vocabulary.ts';
import { instantOf } from './schedule.ts';
import { billOf } from './tariff.ts';

/** 2026-10-01 was a Thursday, 10-03 a Saturday; Saturday 10-10 was worked. */
const CALENDAR: Calendar = { holidays: ['2026-10-01', '2026-10-03'], workdays: ['2026-10-10'] };

const ALL_DAY = { days: 'every-day', from: '00:00', to: '00:00' };
const prices = (first: number, then: number) => ({ first: { min: 60, fen: first }, then: { min: 60, fen: then } });
/** A site file's tariff of one rate. */
const tariffOf = (rate: object, more: object = {}) =>
  tariffSchema.parse({ rates: [{ name: '一般', bands: [{ ...ALL_DAY, ...prices(1000, 500) }], ...rate }], ...more });

interface Times {
  from: string;
  to: string;
  plateColour?: PlateColour;
  carModel?: CarModel;
}

/** The bill from one time of Beijing to another. */
function bill(tariff: ReturnType<typeof tariffOf>, { from, to, plateColour, carModel }: Times): StayBill {
  const [enteredAt, until] = [from, to].map((text) => instantOf(text.length === 16 ? `${text}:00` : text));
  if (enteredAt === undefined || until === undefined) throw new Error('no times');
  const made = billOf(tariff, CALENDAR, {
    enteredAt,
    until,
    plateColour: plateColour ?? null,
    carModel: carModel ?? null,
  });
  if (!made.ok) throw new Error(made.because);
  return made;
}

/** The bill of so many minutes from Monday noon on. */
function billFor(tariff: ReturnType<typeof tariffOf>, minutes: number): StayBill {
  const enteredAt = instantOf('2026-10-12 12:00:00');
  const made = billOf(tariff, CALENDAR, { enteredAt, until: enteredAt + minutes * 60_000, plateColour: null, carModel: null }); // prettier-ignore
  if (!made.ok) throw new Error(made.because);
  return made;
}
const totals = (tariff: ReturnType<typeof tariffOf>, minutes: readonly number[]): number[] =>
  minutes.map((each) => billFor(tariff, each).total);

const shortOf = (lines: readonly BillLine[]) =>
  lines.map((line) => [line.kind, ...('times' in line ? [line.times] : []), line.fen]);

describe('the standard’s own examples', () => {
  const table10 = tariffOf({ freeMin: 30, cap: { per: '24h', fen: 6000 } });

  it('tables 10 and 17: 30 minutes free, the first hour 10 yuan, then 5 an hour, at most 60 in 24 hours', () => {
    expect(totals(table10, [0, 30, 31, 60, 61, 120, 121, 660, 661, 1440])).toEqual([
      ...[0, 0, 1000, 1000, 1500, 1500, 2000, 6000, 6000, 6000],
    ]);
    expect(totals(table10, [1441, 1440 + 12 * 60, 2881])).toEqual([6500, 12_000, 12_500]);
  });

  it('its bill says each step', () => {
    const { rate, minutes, total, lines } = billFor(table10, 26 * 60);
    expect({ rate, minutes, total }).toEqual({ rate: '一般', minutes: 1560, total: 7000 });
    expect(lines).toEqual([
      { kind: 'first', band: ALL_DAY, minutes: 60, each: 1000, times: 1, fen: 1000 },
      { kind: 'then', band: ALL_DAY, minutes: 60, each: 500, times: 25, fen: 12_500 },
      { kind: 'cap', per: '24h', cap: 6000, times: 1, fen: -6500 },
    ]);
  });

  it('7.3.4.1.3: the first hour 15 yuan, then 3 an hour: 3 hours are 21 yuan', () => {
    const jiangsuBuilding = tariffOf({ bands: [{ ...ALL_DAY, ...prices(1500, 300) }] });
    expect(totals(jiangsuBuilding, [180])).toEqual([2100]);
  });
});

describe('time', () => {
  it('a minute that is not full is not charged', () => {
    const at = (to: string) => bill(tariffOf({ freeMin: 30 }), { from: '2026-10-12 08:00:30', to }).total;
    expect(['08:31:29', '08:31:30', '09:01:29', '09:01:30'].map((time) => at(`2026-10-12 ${time}`))).toEqual([
      ...[0, 1000, 1000, 1500],
    ]);
  });

  it('a stay without a full minute costs nothing, whatever is free', () =>
    expect(bill(tariffOf({}), { from: '2026-10-12 08:00:30', to: '2026-10-12 08:01:29' })).toMatchObject({
      minutes: 0,
      total: 0,
      lines: [],
    }));

  it('a clock set back during a stay gives no bill, and says why', () => {
    const enteredAt = instantOf('2026-10-12 08:00:00');
    const stay = { enteredAt, until: enteredAt - 1, plateColour: null, carModel: null };
    expect(billOf(tariffOf({}), CALENDAR, stay)).toEqual({ ok: false, because: 'left-before-entered' });
  });

  it('free minutes that do not count are not paid by a longer stay', () => {
    const tariff = tariffOf({ freeMin: 30, freeCounts: false });
    expect(totals(tariff, [30, 31, 90, 91])).toEqual([0, 1000, 1000, 1500]);
    expect(shortOf(billFor(tariff, 91).lines)).toEqual([['free', 0], ['first', 1, 1000], ['then', 1, 500]]); // prettier-ignore
  });
});

describe('bands', () => {
  const dayAndNight = tariffOf({
    bands: [
      { days: 'every-day', from: '08:00', to: '20:00', ...prices(1000, 500) },
      { days: 'every-day', from: '20:00', to: '08:00', ...prices(300, 100), cap: 500 },
    ],
  });

  it('a begun period counts whole, at the price of the band in which it begins', () =>
    expect(shortOf(bill(dayAndNight, { from: '2026-10-12 18:30', to: '2026-10-12 20:31' }).lines)).toEqual([
      ['first', 1, 1000],
      ['then', 1, 500],
      ['then', 1, 100],
    ]));

  it('the first period of a stay is the only one, whatever bands follow', () =>
    expect(bill(dayAndNight, { from: '2026-10-12 19:00', to: '2026-10-12 21:00' }).total).toBe(1000 + 100));

  it('a cap holds for one occurrence: two nights are two caps, on one line', () =>
    expect(shortOf(bill(dayAndNight, { from: '2026-10-12 20:00', to: '2026-10-14 08:00' }).lines)).toEqual([
      ['first', 1, 300],
      ['then', 23, 2300],
      ['band-cap', 2, -(300 + 1100 - 500) - (1200 - 500)],
      ['then', 12, 6000],
    ]));

  it('a night belongs to one occurrence on both sides of midnight', () => {
    expect(bill(dayAndNight, { from: '2026-10-12 22:00', to: '2026-10-13 06:00' }).total).toBe(500);
  });

  const byKind = tariffOf({
    bands: [
      { ...ALL_DAY, days: 'workdays', ...prices(1000, 500) },
      { ...ALL_DAY, days: 'weekends', ...prices(600, 300) },
      { ...ALL_DAY, days: 'holidays', ...prices(200, 100) },
    ],
  });

  it.each([
    ['a Monday is a workday', '2026-10-12', 1000],
    ['a Sunday is of the weekend', '2026-10-11', 600],
    ['a holiday that falls on a Thursday', '2026-10-01', 200],
    ['a holiday that falls on a Saturday is a holiday and nothing else', '2026-10-03', 200],
    ['a Saturday that is worked is a workday', '2026-10-10', 1000],
  ])('%s', (_what, day, fen) => {
    expect(bill(byKind, { from: `${day} 09:00`, to: `${day} 10:00` }).total).toBe(fen);
  });

  it('a day ends at midnight of Beijing', () =>
    expect(shortOf(bill(byKind, { from: '2026-10-11 22:30', to: '2026-10-12 01:00' }).lines)).toEqual([
      ['first', 1, 600],
      ['then', 1, 300],
      ['then', 1, 500],
    ]));
});

describe('caps of a day', () => {
  const per = (period: '24h' | 'calendar-day', firstAgain = false) =>
    tariffOf({ cap: { per: period, fen: 2000, firstAgain } });
  const lateEvening = { from: '2026-10-12 20:00', to: '2026-10-13 03:00' };

  it('24 hours are counted from the entry', () => expect(bill(per('24h'), lateEvening).total).toBe(2000));

  it('a day of the calendar ends at midnight', () =>
    expect(shortOf(bill(per('calendar-day'), lateEvening).lines)).toEqual([
      ['first', 1, 1000],
      ['then', 6, 3000],
      ['cap', 1, -500],
    ]));

  it('a period belongs to the day in which it begins, and is not cut at midnight', () => {
    const times = { from: '2026-10-12 20:30', to: '2026-10-13 00:31' };
    // 20:30 10 yuan, 21:30, 22:30 and 23:30 5 each, held at 20; 00:30 begins the new day.
    expect(bill(per('calendar-day'), times).total).toBe(2000 + 500);
  });

  it('what begins next in a new one is the first period again, where the tariff says so', () => {
    expect(bill(per('24h', true), { from: '2026-10-12 08:00', to: '2026-10-13 10:00' }).total).toBe(2000 + 1500);
    const overMidnight = { from: '2026-10-12 23:30', to: '2026-10-13 00:31' };
    expect(bill(per('calendar-day', true), overMidnight).total).toBe(1000 + 1000);
    expect(bill(per('calendar-day'), overMidnight).total).toBe(1000 + 500);
  });

  it('the band’s cap comes before it: what that took off does not fill it', () => {
    const tariff = tariffOf({
      bands: [{ ...ALL_DAY, ...prices(1000, 500), cap: 1200 }],
      cap: { per: '24h', fen: 2000 },
    });
    const { total, lines } = bill(tariff, { from: '2026-10-12 22:00', to: '2026-10-13 02:00' });
    expect(total).toBe(2000);
    expect(shortOf(lines)).toEqual([
      ['first', 1, 1000],
      ['then', 3, 1500],
      ['band-cap', 1, -300],
      ['cap', 1, -200],
    ]);
  });
});

describe('prices', () => {
  it('a price per entry is a first period after which nothing more is charged', () => {
    const perEntry = tariffOf({ bands: [{ ...ALL_DAY, ...prices(800, 0) }] });
    expect(totals(perEntry, [1, 60, 61, 100_000])).toEqual([800, 800, 800, 800]);
  });

  it('per cent come off what is left after caps, a fraction of a fen in the driver’s favour', () => {
    const third = tariffOf({ bands: [{ ...ALL_DAY, ...prices(1001, 0) }], percentOff: 33 });
    expect(shortOf(billFor(third, 10).lines)).toEqual([
      ['first', 1, 1001],
      ['percent-off', -331],
    ]);
    expect(totals(tariffOf({ percentOff: 100 }), [300])).toEqual([0]);
  });

  it.each([
    ['down', 100, 799, 700],
    ['up', 100, 701, 800],
    ['up', 100, 700, 700],
    ['nearest', 100, 750, 800],
    ['nearest', 100, 749, 700],
    ['down', 50, 749, 700],
    ['nearest', 10, 745, 750],
    ['up', 1, 745, 745],
  ])('is rounded %s to %i fen: %i is %i', (way, to, asked, rounded) => {
    const tariff = tariffOf({ bands: [{ ...ALL_DAY, ...prices(asked, 0) }] }, { rounding: { to, way } });
    const { total, lines } = billFor(tariff, 10);
    expect(total).toBe(rounded);
    expect(lines.slice(1)).toEqual(rounded === asked ? [] : [{ kind: 'rounding', to, way, fen: rounded - asked }]);
  });
});

describe('rates', () => {
  const tariff = tariffSchema.parse({
    rates: [
      { name: '大型新能源', for: { plateColours: ['green', 'yellow-green'], carModels: ['large'] }, bands: [{ ...ALL_DAY, ...prices(1600, 800) }] }, // prettier-ignore
      { name: '新能源', for: { plateColours: ['green', 'yellow-green'] }, bands: [{ ...ALL_DAY, ...prices(1000, 500) }], percentOff: 50 }, // prettier-ignore
      { name: '大型车', for: { carModels: ['large', 'medium'] }, bands: [{ ...ALL_DAY, ...prices(2000, 1000) }] },
      { name: '小型车', bands: [{ ...ALL_DAY, ...prices(1000, 500) }] },
    ],
  });

  it.each<[PlateColour | undefined, CarModel | undefined, string, number]>([
    ['yellow-green', 'large', '大型新能源', 1600],
    ['green', 'small', '新能源', 500],
    ['green', undefined, '新能源', 500],
    ['yellow', 'medium', '大型车', 2000],
    ['blue', 'small', '小型车', 1000],
    ['unknown', undefined, '小型车', 1000],
    [undefined, undefined, '小型车', 1000],
  ])('the first that fits counts: %s, %s pays as %s', (plateColour, carModel, rate, total) => {
    const times = { from: '2026-10-12 09:00', to: '2026-10-12 10:00' };
    const vehicle = { ...(plateColour && { plateColour }), ...(carModel && { carModel }) };
    expect(bill(tariff, { ...times, ...vehicle })).toMatchObject({ rate, total });
  });
});

it('a stay of two years in steps of 15 minutes is billed at once', () => {
  const quarter = { min: 15, fen: 100 };
  const tariff = tariffOf({
    bands: [
      { days: 'workdays', from: '08:00', to: '20:00', first: quarter, then: quarter, cap: 1500 },
      { days: 'workdays', from: '20:00', to: '00:00', first: quarter, then: quarter },
      { days: 'workdays', from: '00:00', to: '08:00', first: quarter, then: quarter },
      { ...ALL_DAY, days: 'weekends', first: quarter, then: quarter },
      { ...ALL_DAY, days: 'holidays', first: quarter, then: quarter },
    ],
    cap: { per: '24h', fen: 3000 },
  });
  const years = { from: '2025-01-01 08:00', to: '2027-01-01 08:00' };
  const took = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    expect(bill(tariff, years)).toMatchObject({ minutes: 730 * 1440, total: 730 * 3000 });
    return process.cpuUsage(before).user / 1000;
  });
  // The processor's own time, the best of a few: other tests share the machine.
  expect(Math.min(...took)).toBeLessThan(20);
});
