import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import { RUNS, RUNS_TIMEOUT_MS, tariffs } from '../site/tariff.fixture.ts';
import { describeRate, describeTariff } from './tariff-words.ts';

const ALL_DAY = { days: 'every-day', from: '00:00', to: '00:00' };
const prices = (first: number, then: number, min = 60) => ({ first: { min, fen: first }, then: { min, fen: then } });
const rateOf = (rate: object) => ({ name: '小型车', bands: [{ ...ALL_DAY, ...prices(1000, 500) }], ...rate });
const tariffOf = (...rates: object[]) => tariffSchema.parse({ rates });
const words = (rate: object, limit = 255) => describeTariff(tariffOf(rateOf(rate)), limit);

describe('a tariff in a driver’s words', () => {
  it('is the standard’s own example (tables 10 and 17)', () =>
    expect(words({ freeMin: 30, cap: { per: '24h', fen: 6000 } })).toBe(
      '免费时长 30 分钟，首小时 10 元，后每小时 5 元，每 24 小时封顶 60 元',
    ));

  it.each([
    ['one price throughout', { bands: [{ ...ALL_DAY, ...prices(500, 500) }] }, '每小时 5 元'],
    ['half hours', { bands: [{ ...ALL_DAY, ...prices(250, 125, 30) }] }, '首半小时 2.5 元，后每半小时 1.25 元'],
    ['quarters', { bands: [{ ...ALL_DAY, ...prices(100, 50, 15) }] }, '首 15 分钟 1 元，后每 15 分钟 0.5 元'],
    ['a first of two hours', { bands: [{ ...ALL_DAY, first: { min: 120, fen: 1000 }, then: { min: 60, fen: 300 } }] }, '首 2 小时 10 元，后每小时 3 元'], // prettier-ignore
    ['a first hour for nothing', { bands: [{ ...ALL_DAY, ...prices(0, 500) }] }, '首小时免费，后每小时 5 元'],
    [
      'what begins anew each day',
      { cap: { per: '24h', fen: 6000, firstAgain: true } },
      '首小时 10 元，后每小时 5 元，每 24 小时重新计费，封顶 60 元',
    ],
    ['a price per entry', { bands: [{ ...ALL_DAY, ...prices(800, 0) }] }, '每次 8 元'],
    [
      'a price per day',
      { bands: [{ ...ALL_DAY, ...prices(800, 0) }], cap: { per: 'calendar-day', fen: 800, firstAgain: true } },
      '每天 8 元',
    ],
    [
      'what free minutes do not count, and what comes off',
      { freeMin: 60, freeCounts: false, percentOff: 50 },
      '免费时长 60 分钟（不计入收费时长），首小时 10 元，后每小时 5 元，减免 50%',
    ],
    ['nothing at all', { percentOff: 100 }, '首小时 10 元，后每小时 5 元，全部减免'],
    [
      'day and night',
      {
        bands: [
          { days: 'every-day', from: '08:00', to: '20:00', ...prices(1000, 500) },
          { days: 'every-day', from: '20:00', to: '08:00', ...prices(200, 200), cap: 1000 },
        ],
      },
      '08:00–20:00 首小时 10 元，后每小时 5 元；20:00–08:00 每小时 2 元，该时段封顶 10 元',
    ],
    [
      'kinds of days',
      {
        bands: [
          { ...ALL_DAY, days: 'workdays', ...prices(1000, 500) },
          { days: 'weekends', from: '08:00', to: '00:00', ...prices(600, 300) },
          { days: 'weekends', from: '00:00', to: '08:00', ...prices(0, 0) },
          { days: 'holidays', from: '06:00', to: '06:00', ...prices(300, 300) },
        ],
      },
      '工作日 首小时 10 元，后每小时 5 元；周末 08:00–24:00 首小时 6 元，后每小时 3 元；周末 00:00–08:00 免费；节假日 06:00 起 24 小时 每小时 3 元',
    ],
  ])('%s', (_what, rate, text) => {
    expect(words(rate)).toBe(text);
  });

  it('says each rate by its name, the general one last', () =>
    expect(
      describeTariff(tariffOf(rateOf({ name: '新能源', for: { plateColours: ['green'] }, percentOff: 50 }), rateOf({})), 255), // prettier-ignore
    ).toBe('新能源：首小时 10 元，后每小时 5 元，减免 50%；小型车：首小时 10 元，后每小时 5 元'));
});

describe('a tariff too long for its field', () => {
  const bands = ['workdays', 'weekends', 'holidays'].flatMap((days) => [
    { days, from: '08:00', to: '00:00', ...prices(1000, 500), cap: 5000 },
    { days, from: '00:00', to: '08:00', ...prices(200, 100), cap: 1000 },
  ]);
  const long = { freeMin: 30, bands, cap: { per: '24h', fen: 6000 } };

  it('loses its spaces first', () => {
    const rate = { freeMin: 30, cap: { per: '24h', fen: 6000 } };
    expect(words(rate, 34)).toBe('免费时长30分钟，首小时10元，后每小时5元，每24小时封顶60元');
  });

  it('says what matters most, and where to read the rest', () =>
    expect(words(long, 100)).toBe('免费时长 30 分钟，分时段计费，每 24 小时封顶 60 元，详见收费标价牌'));

  it('of many rates says the general one', () =>
    expect(
      describeTariff(tariffOf(rateOf({ ...long, name: '新能源', for: { plateColours: ['green'] } }), rateOf({})), 60),
    ).toBe(
      // prettier-ignore
      '小型车：首小时 10 元，后每小时 5 元；其他车辆见收费标价牌',
    ));

  it('always fits, and is never empty', { timeout: RUNS_TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(tariffs, fc.integer({ min: 7, max: 300 }), (tariff, limit) => {
        for (const text of [describeTariff(tariff, limit), ...tariff.rates.map((rate) => describeRate(rate, limit))]) {
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text).not.toMatch(/^$|undefined|NaN/);
        }
      }),
      { numRuns: RUNS.most },
    );
  });
});
