import fc from 'fast-check';
import type { Calendar, TimeRule } from '../../contract/site-registration.ts';
import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import type { Tariff, TariffBand, TariffRate } from '../../contract/site-tariff.ts';
import { carModel, plateColour } from '../../contract/vocabulary.ts';
import { instantOf } from '../policy/schedule.ts';
import type { BilledStay } from '../policy/tariff.ts';

/** Tariffs and stays of every make, for properties. How many are tried: TARIFF_RUNS, e.g. 100000. */

const asked = process.env.TARIFF_RUNS;
export const RUNS = {
  most: asked === undefined ? 1000 : Number(asked),
  slow: asked === undefined ? 300 : Number(asked) / 10,
};
/** A long trial takes its time, ms. */
export const RUNS_TIMEOUT_MS = asked === undefined ? 20_000 : 30 * 60_000;

/** 2026-10-01 to 03 are holidays, the third a Saturday; Saturday the tenth is worked. */
export const CALENDAR: Calendar = {
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03'],
  workdays: ['2026-10-10'],
};

const two = (n: number): string => String(n).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;

const price = fc.constantFrom(0, 100, 250, 300, 500, 1000, 1500, 333);
const periodMin = fc.constantFrom(1, 15, 20, 30, 60, 60, 90, 120, 720, 1440, 2000);
const capOr = (cap: fc.Arbitrary<number>) => fc.option(cap, { nil: undefined });
const pricing = fc.record({
  first: fc.record({ min: periodMin, fen: price }),
  then: fc.record({ min: periodMin, fen: price }),
  cap: capOr(fc.constantFrom(0, 500, 1500, 3000)),
});

/** Minutes of a day at which one band gives way to the next. */
const cuts = fc.uniqueArray(fc.oneof(fc.nat(1439), fc.constantFrom(420, 480, 1170, 1200)), {
  minLength: 1,
  maxLength: 3,
});

/** Bands from cut to cut, the last over midnight to the first. */
const bandsFrom = (days: TimeRule['days'], at: readonly number[]): fc.Arbitrary<TariffBand[]> => {
  const sorted = [...at].sort((a, b) => a - b);
  return fc.tuple(...sorted.map(() => pricing)).map((prices) =>
    prices.map((each, i) => {
      const [from, to] = [sorted[i] ?? 0, sorted[i + 1] ?? sorted[0] ?? 0];
      return { days, from: clock(from), to: clock(to), ...each };
    }),
  );
};

const KINDS = ['workdays', 'weekends', 'holidays'] as const;
const joined = (...bands: readonly fc.Arbitrary<TariffBand[]>[]): fc.Arbitrary<TariffBand[]> =>
  fc.tuple(...bands).map((lists) => lists.flat());

/** Alike on all days; cut alike with prices by kind of day; each kind of day from midnight to midnight as it likes. */
const bands = fc.oneof(
  cuts.chain((at) => bandsFrom('every-day', at)),
  cuts.chain((at) => joined(...KINDS.map((kind) => bandsFrom(kind, at)))),
  fc.tuple(cuts, cuts, cuts).chain((each) => joined(...KINDS.map((kind, i) => bandsFrom(kind, [0, ...(each[i] ?? [])].filter((at, index) => index === 0 || at !== 0))))), // prettier-ignore
);

const rate = (name: string, whom: fc.Arbitrary<TariffRate['for']>): fc.Arbitrary<TariffRate> =>
  fc.record({
    name: fc.constant(name),
    for: whom,
    freeMin: fc.constantFrom(0, 15, 30, 60),
    freeCounts: fc.boolean(),
    bands,
    cap: fc.option(
      fc.record({
        per: fc.constantFrom('24h', 'calendar-day'),
        fen: fc.constantFrom(0, 1000, 2000, 6000),
        firstAgain: fc.boolean(),
      }),
      { nil: undefined },
    ),
    percentOff: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(10, 33, 50, 100)),
  });

const some = <T>(list: readonly T[]) => fc.option(fc.subarray([...list], { minLength: 1 }), { nil: undefined });
const whom = fc
  .record({ plateColours: some(plateColour.options), carModels: some(carModel.options) })
  .filter(({ plateColours, carModels }) => plateColours !== undefined || carModels !== undefined);

/** Tariffs that a site file may have: `tariffChecks` finds nothing in them. */
export const tariffs: fc.Arbitrary<Tariff> = fc
  .record({
    rates: fc
      .tuple(fc.array(rate('其他', whom), { maxLength: 2 }), rate('一般', fc.constant(undefined)))
      .map(([some, last]) => [...some.map((each, i) => ({ ...each, name: `第 ${i + 1} 类` })), last]),
    rounding: fc.record({ to: fc.constantFrom(1, 10, 50, 100), way: fc.constantFrom('down', 'up', 'nearest') }),
  })
  .map((made) => tariffSchema.parse(made));

const START = instantOf('2026-09-29 00:00:00');

/** Stays of at most so many days, to the second. */
export const staysOf = (days: number): fc.Arbitrary<BilledStay> =>
  fc
    .record({
      entered: fc.oneof(
        fc.nat(14 * 86_400),
        fc.nat(14 * 1440).map((minute) => minute * 60),
      ),
      lasts: fc.oneof(
        fc.nat(days * 86_400),
        fc.nat(days * 1440).map((minute) => minute * 60),
        fc.nat(3 * 3600),
      ),
      plateColour: fc.option(fc.constantFrom(...plateColour.options)),
      carModel: fc.option(fc.constantFrom(...carModel.options)),
    })
    .map(({ entered, lasts, ...vehicle }) => ({
      enteredAt: START + entered * 1000,
      until: START + (entered + lasts) * 1000,
      ...vehicle,
    }));
