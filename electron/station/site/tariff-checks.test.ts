import { describe, expect, it } from 'vitest';
import { crossChecks } from './cross-checks.ts';

const hour = (fen: number) => ({ min: 60, fen });
const band = (days: string, from: string, to: string, more: object = {}) => ({
  days,
  from,
  to,
  first: hour(1000),
  then: hour(500),
  ...more,
});
const tariff = (bands: object[], rate: object = {}, more: object = {}) => ({
  rates: [{ name: '一般', bands, ...rate }],
  ...more,
});
const allDay = [band('every-day', '00:00', '00:00')];
const lines = (made: unknown) => crossChecks({ tariff: made });

describe('bands that hold every minute of every day once', () => {
  it.each<[string, object[]]>([
    ['all day', allDay],
    ['from morning to morning', [band('every-day', '08:00', '08:00')]],
    ['day and night', [band('every-day', '08:00', '20:00'), band('every-day', '20:00', '08:00')]],
    [
      'kinds of days: a holiday on a weekend is a holiday only',
      [band('workdays', '00:00', '00:00'), band('weekends', '00:00', '00:00'), band('holidays', '00:00', '00:00')],
    ],
    [
      'nights of all kinds that reach as far into the next day',
      ['workdays', 'weekends', 'holidays'].flatMap((days) => [
        band(days, '08:00', '20:00'),
        band(days, '20:00', '08:00'),
      ]),
    ],
  ])('%s', (_what, bands) => {
    expect(lines(tariff(bands))).toEqual([]);
  });
});

describe('what is wrong with bands is said with its times', () => {
  it.each<[string, object[], string[]]>([
    ['an hour without a price', [band('every-day', '08:00', '07:00')], ['每天 07:00–08:00 没有价格']],
    [
      'two prices at a time',
      [band('every-day', '08:00', '21:00'), band('every-day', '20:00', '08:00')],
      ['每天 20:00–21:00 有几个价格：bands[0]、bands[1]'],
    ],
    [
      'a kind of day without a price',
      [band('workdays', '00:00', '00:00'), band('weekends', '00:00', '00:00')],
      ['节假日 00:00–24:00 没有价格'],
    ],
    [
      'the night of a workday reaches into the weekend, and the morning after a weekend has none',
      [
        band('workdays', '08:00', '20:00'),
        band('workdays', '20:00', '08:00'),
        band('weekends', '00:00', '00:00'),
        band('holidays', '00:00', '00:00'),
      ],
      [
        '工作日（前一天是周末或节假日） 00:00–08:00 没有价格',
        '周末（前一天是工作日） 00:00–08:00 有几个价格：bands[1]、bands[2]',
        '节假日（前一天是工作日） 00:00–08:00 有几个价格：bands[1]、bands[3]',
      ],
    ],
  ])('%s', (_what, bands, words) => {
    expect(lines(tariff(bands))).toEqual(words.map((each) => `tariff.rates[0].bands：${each}`));
  });
});

it('the last rate is for all others, and only the last', () => {
  const green = { plateColours: ['green'] };
  const rates = (...whom: (object | undefined)[]) => ({
    rates: whom.map((each, i) => ({ name: `第 ${i + 1} 类`, bands: allDay, ...(each && { for: each }) })),
  });
  expect(lines(rates(green, undefined))).toEqual([]);
  expect(lines(rates(undefined, undefined))).toEqual(['tariff.rates[0].for：缺少这一项，后面的收费规则永远用不上']);
  expect(lines(rates(green))).toEqual(['tariff.rates[0].for：最后一条是给其余所有车辆的，不能写 for']);
});

it('rates have names of their own', () => {
  const rates = [{ name: '车', for: { carModels: ['large'] }, bands: allDay }, { name: '车', bands: allDay }]; // prettier-ignore
  expect(lines({ rates })).toEqual(['tariff.rates[1].name：“车”与 tariff.rates[0].name 重复']);
});

it('a cap that rounding could lift is named', () => {
  const caps = tariff([band('every-day', '00:00', '00:00', { cap: 1050 })], { cap: { per: '24h', fen: 6050 } });
  const rounded = (way: string) => lines({ ...caps, rounding: { to: 100, way } });
  expect(rounded('down')).toEqual([]);
  expect(rounded('up')).toEqual([
    'tariff.rates[0].bands[0].cap：1050 不是 100 分的整数倍，取整后会超过封顶',
    'tariff.rates[0].cap.fen：6050 不是 100 分的整数倍，取整后会超过封顶',
  ]);
});

it('without a tariff the words for the platform are needed', () => {
  const registered = (registration: object) => ({ lot: { registration } });
  const missing = '缺少这一项（没有 tariff 时要自己写）';
  expect(crossChecks(registered({ chargeStandard: {} }))).toEqual([
    `lot.registration.chargeDescription：${missing}`,
    `lot.registration.chargeStandard.items：${missing}`,
  ]);
  expect(crossChecks(registered({ chargeDescription: '每小时 5 元', chargeStandard: { items: [] } }))).toEqual([]);
  expect(crossChecks({ ...registered({ chargeStandard: {} }), tariff: tariff(allDay) })).toEqual([]);
});

it.each([[null], ['5'], [[]], [{ rates: null }], [{ rates: [null, 7] }], [{ rates: [{ name: '车', bands: [{}] }] }]])(
  'what is no tariff at all is left to the schema: %j',
  (made) => {
    expect(lines(made)).toEqual([]);
  },
);
