import type {
  ClassCounts,
  Report,
  ReportFigures,
  ReportLine,
  ReportWishInput,
} from '../../electron/contract/reports.ts';
import { dayBeside, dayOf, hourOf } from '../clock/days.ts';
import { PEOPLE, PLACES, PLATES } from './names.ts';

const HOUR = 3_600_000;
const STALLS = 300;

const NONE: ClassCounts = { reserved: 0, other: 0, shared: 0, card: 0, free: 0, unseen: 0 };

/** How busy an hour of the day is, 0 to 1: a hospital's morning and afternoon. */
const busy = (hour: number): number =>
  Math.exp(-((hour - 9) ** 2) / 6) + 0.7 * Math.exp(-((hour - 15) ** 2) / 8) + 0.04;

function cars(hour: number, swing: number): ClassCounts {
  const n = busy(hour) * 60 * (1 + 0.2 * Math.sin(swing));
  return {
    reserved: Math.round(n * 0.42),
    other: Math.round(n * 0.36),
    shared: Math.round(n * 0.06),
    card: Math.round(n * 0.12),
    free: Math.round(n * 0.03),
    unseen: hour === 9 ? 1 : 0,
  };
}

const plus = (one: ClassCounts, other: ClassCounts): ClassCounts => {
  const sum = { ...one };
  for (const each of Object.keys(sum) as (keyof ClassCounts)[]) sum[each] += other[each];
  return sum;
};

type Period = Pick<ReportFigures['period'], 'by' | 'from' | 'to' | 'shift'>;

/** The period that a wish means; shifts are of twelve hours, over midnight. */
export function periodOf(wish: ReportWishInput, at: number): Period {
  const { period } = wish;
  const days = (from: string, to: string) => ({ from: hourOf(from, 0), to: hourOf(to, 24), shift: null });
  switch (period.by) {
    case 'day':
      return { by: 'day', ...days(period.day, period.day) };
    case 'month': {
      const first = `${period.month}-01`;
      return { by: 'month', ...days(first, dayBeside(`${dayBeside(first, 31).slice(0, 7)}-01`, -1)) };
    }
    case 'span':
      return { by: 'span', ...days(period.from, period.to) };
    case 'shift':
      return { by: 'shift', from: hourOf(dayOf(at), -4), to: hourOf(dayOf(at), 8) - 143_000, shift: period.shift };
  }
}

/** A report with something of everything in it, and whatever does not come out even. */
export function reportOf(wish: ReportWishInput, at: number): Report {
  const { by, from, to, shift } = periodOf(wish, at);
  const first = Math.floor(from / HOUR) * HOUR;
  const hours = Array.from({ length: Math.ceil((to - first) / HOUR) }, (_, n) => {
    const hour = first + n * HOUR;
    const ofDay = (new Date(hour).getUTCHours() + 8) % 24;
    return { hour, in: cars(ofDay, n), out: cars(Math.max(0, ofDay - 1), n + 1) };
  });
  const all = hours.reduce((sum, each) => ({ in: plus(sum.in, each.in), out: plus(sum.out, each.out) }), {
    in: NONE,
    out: NONE,
  });
  const days = new Map<string, ReportFigures['days'][number]>();
  for (const each of hours) {
    const day = dayOf(each.hour);
    const sum = days.get(day) ?? { day, in: NONE, out: NONE, received: 0, refunded: 0, cash: 0 };
    days.set(day, { ...sum, in: plus(sum.in, each.in), out: plus(sum.out, each.out), received: sum.received + 31_400, cash: sum.cash + 5200 }); // prettier-ignore
  }
  const figures: ReportFigures = {
    period: { by, from, to, shift, laneId: wish.laneId ?? null, person: wish.person ?? null },
    flows: { ...all, hours },
    waits: [
      { way: 'in', class: 'other', cars: 214, p50S: 40, p95S: 330, maxS: 702 },
      { way: 'in', class: 'reserved', cars: 251, p50S: 10, p95S: 45, maxS: 121 },
      { way: 'out', class: 'other', cars: 209, p50S: 20, p95S: 90, maxS: 305 },
    ],
    saturation: {
      peak: 281,
      hours: hours.map(({ hour }, n) => {
        const last = Math.round(90 + 180 * Math.min(1, busy(((n % 24) + 22) % 24)));
        return { hour, peak: Math.min(281, last + 9), last };
      }),
    },
    bookings: {
      confirmed: 268,
      cancelled: 9,
      noShows: 8,
      early: 61,
      onTime: 143,
      late: 47,
      lateP50Min: 9,
      lateP95Min: 34,
    },
    income: {
      charges: [
        { payType: 'cash', n: 84, receivable: 140_350, discount: 16_000, received: 124_350 },
        { payType: 'wechat', n: 231, receivable: 402_100, discount: 61_900, received: 340_200 },
        { payType: 'alipay', n: 97, receivable: 166_800, discount: 20_300, received: 146_500 },
        { payType: 'etc', n: 41, receivable: 61_500, discount: 0, received: 61_500 },
      ],
      total: { n: 453, receivable: 770_750, discount: 98_200, received: 672_550 },
      cards: [{ payType: 'wechat', n: 3, amount: 90_000 }],
      refunds: [{ payType: 'cash', n: 1, amount: 1000 }],
      net: 761_550,
      cash: 123_350,
      discounts: [
        { name: PEOPLE.reason, type: 'hours', n: 12, amount: 14_400 },
        { name: '门诊两小时', type: 'hours', n: 118, amount: 70_800 },
        { name: '职工家属', type: 'fraction', n: 9, amount: 13_000 },
      ],
      debts: { owed: { n: 2, amount: 3500 }, paid: { n: 1, amount: 2000 }, waived: { n: 0, amount: 0 } },
      orders: { paid: { n: 18, amount: 36_000 }, refunded: { n: 1, amount: 2000 } },
      uncounted: { came: { n: 1, amount: 1500 }, returned: { n: 1, amount: 1500 } },
    },
    openings: {
      byCause: [
        { cause: 'automatic', openings: 812, passages: 811, again: 0, difference: 1 },
        { cause: 'confirmed', openings: 63, passages: 63, again: 0, difference: 0 },
        { cause: 'override', openings: 7, passages: 7, again: 0, difference: 0 },
        { cause: 'by-hand', openings: 5, passages: 5, again: 1, difference: 1 },
        { cause: 'hold', openings: 1, passages: 14, again: 13, difference: 0 },
      ],
      openings: 888,
      passages: 900,
      unopened: 1,
    },
    overrides: [
      { cause: 'override', reason: '急诊', n: 5 },
      { cause: 'override', reason: '领导要求', n: 2 },
      { cause: 'by-hand', reason: '救护车', n: 5 },
    ],
    noted: [
      { kind: 'refused', reason: 'lot-full', n: 6 },
      { kind: 'turned-away', reason: '', n: 2 },
      { kind: 'corrected', reason: '', n: 11 },
      { kind: 'charge-refunded', reason: '重复收费', n: 1 },
      { kind: 'unauthorised-passage', reason: '', n: 1 },
      { kind: 'barrier-fault', reason: 'arm-did-not-open', n: 1 },
      { kind: 'booking-confirmed', reason: '', n: 268 },
    ],
    days: [...days.values()],
    lanes: [
      { laneId: 'in-1', ...all, openings: 460, passages: 461, received: 0, refunded: 0, cash: 0 },
      { laneId: 'out-1', ...all, openings: 428, passages: 439, received: 672_550, refunded: 1000, cash: 123_350 },
    ],
    people: [
      { person: 'wang', in: 60, out: 80, openings: 68, overrides: 7, refusals: 6, corrections: 11, received: 124_350, refunded: 1000, cash: 123_350 }, // prettier-ignore
      { person: null, in: 400, out: 359, openings: 820, overrides: 0, refusals: 0, corrections: 0, received: 548_200, refunded: 0, cash: 0 }, // prettier-ignore
    ],
    shifts: [{ shift: shift ?? 41, ...all, openings: 888, received: 672_550, refunded: 1000, cash: 123_350 }],
    sync:
      by === 'shift'
        ? null
        : [
            { platform: 'city', interface: 'parking', taken: 453, measured: 453, late: 0, share: 1, p50Ms: 120, p99Ms: 870, maxMs: 1420 }, // prettier-ignore
            { platform: 'city', interface: 'away', taken: 450, measured: 449, late: 3, share: 0.9933, p50Ms: 130, p99Ms: 2900, maxMs: 4210 }, // prettier-ignore
          ],
    drawer:
      shift === null
        ? null
        : {
            till: 20_000,
            expected: 143_350,
            counts: [
              { at: to - 600_000, who: PEOPLE.attendant, counted: 140_350, expected: 143_350, difference: -3000 },
              { at: to - 120_000, who: PEOPLE.attendant, counted: 142_850, expected: 143_350, difference: -500 },
            ],
          },
  };
  return {
    askedAt: at,
    sha256: '3f9a1c07be5524d1'.repeat(4),
    lot: { name: PLACES.lot, desk: PLACES.desk, stalls: STALLS },
    shift:
      shift === null ? null : { id: shift, person: { id: 'wang', name: PEOPLE.attendant }, begunAt: from, endedAt: to },
    figures,
    names: {
      lanes: { 'in-1': PLACES.entrance(1), 'out-1': PLACES.exit(1) },
      people: { wang: PEOPLE.attendant },
    },
    overrides: { lines: lines(to, 12, { kind: 'override', reason: '急诊', detail: 'other' }), more: 0 },
    refusals: { lines: lines(to, 8, { kind: 'refused', reason: 'lot-full' }), more: 0 },
    corrections: {
      lines: [
        ...lines(to, 1, {
          kind: 'charge-refunded',
          reason: '重复收费',
          amount: 1000,
          of: { at: from - 5 * HOUR, shift: 40 },
        }),
        ...lines(to - HOUR, 11, { kind: 'corrected', detail: PLATES.alike }),
      ],
      more: 0,
    },
    alarms: {
      lines: [
        ...lines(to, 1, { kind: 'unauthorised-passage', who: null }),
        ...lines(to - 2 * HOUR, 1, { kind: 'barrier-fault', who: null, reason: 'arm-did-not-open' }),
      ],
      more: 340,
    },
  };
}

function lines(to: number, count: number, over: Partial<ReportLine>): ReportLine[] {
  return Array.from({ length: count }, (_, n) => ({
    at: to - (n + 1) * 1_700_000,
    kind: 'corrected',
    laneId: n % 3 === 2 ? 'out-1' : 'in-1',
    plate: n % 2 === 0 ? PLATES.blue : PLATES.green,
    who: 'wang',
    reason: null,
    detail: null,
    amount: null,
    image: n % 4 === 1 ? null : `2024/11/${n}.jpg`,
    of: null,
    ...over,
  }));
}

/** The same with nothing in it: a day on which nobody came. */
export function emptyReport(wish: ReportWishInput, at: number): Report {
  const report = reportOf(wish, at);
  const nothing = { n: 0, amount: 0 };
  const none = { lines: [], more: 0 };
  return {
    ...report,
    overrides: none,
    refusals: none,
    corrections: none,
    alarms: none,
    figures: {
      ...report.figures,
      flows: { in: NONE, out: NONE, hours: [] },
      waits: [],
      saturation: { peak: 0, hours: [] },
      bookings: { confirmed: 0, cancelled: 0, noShows: 0, early: 0, onTime: 0, late: 0, lateP50Min: 0, lateP95Min: 0 },
      income: {
        charges: [],
        total: { n: 0, receivable: 0, discount: 0, received: 0 },
        cards: [],
        refunds: [],
        net: 0,
        cash: 0,
        discounts: [],
        debts: { owed: nothing, paid: nothing, waived: nothing },
        orders: { paid: nothing, refunded: nothing },
        uncounted: { came: nothing, returned: nothing },
      },
      openings: { byCause: [], openings: 0, passages: 0, unopened: 0 },
      overrides: [],
      noted: [],
      days: [],
      lanes: [],
      people: [],
      shifts: [],
      sync: [],
    },
  };
}
