import { tariff as tariffSchema } from '../../contract/site-tariff.ts';
import type { Tariff, TariffBand, TariffRate } from '../../contract/site-tariff.ts';
import { meansKind, minutesOfWindow, MINUTES_A_DAY } from '../policy/schedule.ts';
import type { DayKind } from '../policy/schedule.ts';

/** The parts of a site file about money that refer to one another. Any of it may be missing or wrong. */
export interface LooseTariff {
  tariff?: unknown;
  lot?: { registration?: { chargeDescription?: unknown; chargeStandard?: { items?: unknown } } };
}

/** What no schema of single values can say of a tariff. A line each; nothing of one that is no tariff: the schema says so. */
export function tariffChecks(site: LooseTariff): string[] {
  if (site.tariff === undefined) return missingWords(site);
  const { data: tariff } = tariffSchema.safeParse(site.tariff);
  if (!tariff) return [];
  return [
    ...wrongsOfWhom(tariff),
    ...tariff.rates.flatMap((rate, index) => [
      ...wrongsOfBands(rate.bands, `tariff.rates[${index}].bands`),
      ...oddCaps(rate, tariff.rounding, `tariff.rates[${index}]`),
    ]),
  ];
}

/** Without a tariff a person words the prices for the platform (tables 10 and 17). */
function missingWords({ lot }: LooseTariff): string[] {
  const registration: unknown = lot?.registration;
  if (!isObject(registration)) return [];
  const standard = registration.chargeStandard;
  const lines: string[] = [];
  const missing = '缺少这一项（没有 tariff 时要自己写）';
  if (registration.chargeDescription === undefined) lines.push(`lot.registration.chargeDescription：${missing}`);
  if (isObject(standard) && standard.items === undefined)
    lines.push(`lot.registration.chargeStandard.items：${missing}`);
  return lines;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The last rate is for all vehicles, no other one is: what stood behind it would never be used. */
function wrongsOfWhom({ rates }: Tariff): string[] {
  return rates.flatMap(({ for: whom }, index) => {
    const last = index === rates.length - 1;
    if (last && whom) return [`tariff.rates[${index}].for：最后一条是给其余所有车辆的，不能写 for`];
    if (!last && !whom) return [`tariff.rates[${index}].for：缺少这一项，后面的收费规则永远用不上`];
    return [];
  });
}

/** A sum rounded to whole yuan must not come to lie above a cap of 10.50. */
function oddCaps({ bands, cap }: TariffRate, { to, way }: Tariff['rounding'], path: string): string[] {
  if (way === 'down') return [];
  const caps: [string, number | undefined][] = [
    ...bands.map((band, index): [string, number | undefined] => [`${path}.bands[${index}].cap`, band.cap]),
    [`${path}.cap.fen`, cap?.fen],
  ];
  return caps.flatMap(([place, fen]) =>
    fen === undefined || fen % to === 0 ? [] : [`${place}：${fen} 不是 ${to} 分的整数倍，取整后会超过封顶`],
  );
}

const KINDS: readonly DayKind[] = ['workday', 'weekend', 'holiday'];
const KIND_WORDS: Readonly<Record<DayKind, string>> = { workday: '工作日', weekend: '周末', holiday: '节假日' };

/** Each kind of day after each kind of day: a band of the evening before may reach into it. */
const DAYS = KINDS.flatMap((today) => KINDS.map((before) => ({ today, before })));
type Days = (typeof DAYS)[number];

/** Every minute of every kind of day lies in exactly one band. */
function wrongsOfBands(bands: readonly TariffBand[], path: string): string[] {
  const found = new Map<string, Days[]>();
  for (const days of DAYS) {
    for (const { from, to, held } of unevenTimes(bands, days)) {
      const what = held.length === 0 ? '没有价格' : `有几个价格：${held.map((index) => `bands[${index}]`).join('、')}`;
      const text = `${clock(from)}–${clock(to)} ${what}`;
      found.set(text, [...(found.get(text) ?? []), days]);
    }
  }
  return [...found].map(([text, days]) => `${path}：${wordsFor(days)} ${text}`);
}

interface Stretch {
  from: number;
  to: number;
  /** The bands that hold, by index. */
  held: number[];
}

/** The times of a day that no band holds, or several. */
function unevenTimes(bands: readonly TariffBand[], { today, before }: Days): Stretch[] {
  const windows = bands.flatMap((band, index) => {
    const { from, to } = minutesOfWindow(band);
    return [
      ...(meansKind(band, today) ? [{ index, from, to: Math.min(to, MINUTES_A_DAY) }] : []),
      ...(meansKind(band, before) && to > MINUTES_A_DAY ? [{ index, from: 0, to: to - MINUTES_A_DAY }] : []),
    ];
  });
  const edges = [...new Set([0, MINUTES_A_DAY, ...windows.flatMap(({ from, to }) => [from, to])])];
  edges.sort((a, b) => a - b);
  const stretches = edges.slice(1).map((to, i): Stretch => {
    const from = edges[i] ?? 0;
    return { from, to, held: windows.filter((w) => w.from <= from && to <= w.to).map(({ index }) => index) };
  });
  return stretches.filter(({ held }) => held.length !== 1).reduce<Stretch[]>(joined, []);
}

/** Stretches that touch and are held alike are one. */
function joined(list: Stretch[], next: Stretch): Stretch[] {
  const last = list.at(-1);
  if (last?.to === next.from && last.held.join() === next.held.join())
    return [...list.slice(0, -1), { ...last, to: next.to }];
  return [...list, next];
}

/** 每天, 工作日, or 周末（前一天是工作日）: as few words as say it. */
function wordsFor(days: readonly Days[]): string {
  if (days.length === DAYS.length) return '每天';
  return KINDS.flatMap((kind) => {
    const after = days.filter(({ today }) => today === kind).map(({ before }) => KIND_WORDS[before]);
    if (after.length === 0) return [];
    return after.length === KINDS.length ? [KIND_WORDS[kind]] : [`${KIND_WORDS[kind]}（前一天是${after.join('或')}）`];
  }).join('、');
}

const two = (n: number): string => String(n).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
