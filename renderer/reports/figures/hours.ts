import type { ClassCounts, FlowClass, Flows, Report, ReportFigures } from '../../../electron/contract/reports.ts';
import { flowClass } from '../../../electron/contract/reports.ts';
import { beijingHour } from '../../clock/beijing.ts';
import { dayOf, hourOf } from '../../clock/days.ts';

/** Figures along time: each hour of a day or a shift, and longer periods by hour of the day and by day. */

const HOUR_MS = 3_600_000;
/** Up to so many hours each has its bar. */
const EACH_HOUR = 48;

export const NO_CARS: ClassCounts = { reserved: 0, other: 0, shared: 0, card: 0, free: 0, unseen: 0 };

export const carsOf = (counts: ClassCounts): number => flowClass.options.reduce((sum, each) => sum + counts[each], 0);

/** Classes of which a car came or went: an empty column is left out. */
export const classesIn = ({ in: came, out: left }: Flows): FlowClass[] =>
  flowClass.options.filter((each) => came[each] + left[each] > 0);

const plus = (one: ClassCounts, other: ClassCounts): ClassCounts =>
  Object.fromEntries(flowClass.options.map((each) => [each, one[each] + other[each]])) as ClassCounts;

/** The first instant of each hour that a period touches. */
export function hoursOf({ from, to }: Pick<ReportFigures['period'], 'from' | 'to'>): number[] {
  const first = Math.floor(from / HOUR_MS) * HOUR_MS;
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / HOUR_MS)) }, (_, n) => first + n * HOUR_MS);
}

export const isShort = (period: Pick<ReportFigures['period'], 'from' | 'to'>): boolean =>
  hoursOf(period).length <= EACH_HOUR;

export interface FlowLine extends Flows {
  /** `hour`: of the period, UTC ms; `of-day`: 0 to 23, all days together. */
  at: number;
}

/** Cars by hour, also of hours without one: each hour of a short period, else the hours of the day. Empty: not known by hour. */
export function flowsByHour({ period, flows }: ReportFigures): { of: 'period' | 'day'; lines: FlowLine[] } {
  if (isShort(period)) {
    const known = new Map(flows.hours.map((each) => [each.hour, each]));
    const lines = hoursOf(period).map((at) => ({
      at,
      in: known.get(at)?.in ?? NO_CARS,
      out: known.get(at)?.out ?? NO_CARS,
    }));
    return { of: 'period', lines };
  }
  if (flows.hours.length === 0) return { of: 'day', lines: [] };
  const lines = Array.from({ length: 24 }, (_, at): FlowLine => ({ at, in: NO_CARS, out: NO_CARS }));
  for (const each of flows.hours) {
    const line = lines[beijingHour(each.hour)];
    if (line !== undefined) Object.assign(line, { in: plus(line.in, each.in), out: plus(line.out, each.out) });
  }
  return { of: 'day', lines };
}

/** Cars inside at each hour: an hour in which nothing moved is as the one before. Null: before the first that is known. */
export function insideByHour(
  period: ReportFigures['period'],
  { hours }: NonNullable<ReportFigures['saturation']>,
): { hour: number; peak: number | null; last: number | null }[] {
  if (hours.length === 0) return [];
  const known = new Map(hours.map((each) => [each.hour, each]));
  let last: number | null = null;
  return hoursOf(period).map((hour) => {
    const here = known.get(hour);
    const line = { hour, peak: here?.peak ?? last, last: here?.last ?? last };
    last = line.last;
    return line;
  });
}

/** The fullest moment of each day, and what stood there at its end. */
export function insideByDay(
  hours: readonly { hour: number; peak: number | null; last: number | null }[],
): { day: string; peak: number | null; last: number | null }[] {
  const days = new Map<string, { day: string; peak: number | null; last: number | null }>();
  for (const { hour, peak, last } of hours) {
    const day = dayOf(hour);
    const before = days.get(day);
    const known = [before?.peak ?? null, peak].filter((each) => each !== null);
    days.set(day, { day, peak: known.length === 0 ? null : Math.max(...known), last });
  }
  return [...days.values()];
}

/** The days of a report, also those on which nothing happened. */
export function daysOf({ period, days }: ReportFigures): ReportFigures['days'] {
  const known = new Map(days.map((each) => [each.day, each]));
  const all: ReportFigures['days'] = [];
  const last = dayOf(period.to - 1);
  for (let day = dayOf(period.from); day <= last; day = dayOf(hourOf(day, 36))) {
    all.push(known.get(day) ?? { day, in: NO_CARS, out: NO_CARS, received: 0, refunded: 0, cash: 0 });
  }
  return all;
}

/** Days as months where they are too many to be told apart. */
export function monthsOf(days: ReportFigures['days']): ReportFigures['days'] {
  const months = new Map<string, ReportFigures['days'][number]>();
  for (const each of days) {
    const day = each.day.slice(0, 7);
    const sum = months.get(day) ?? { day, in: NO_CARS, out: NO_CARS, received: 0, refunded: 0, cash: 0 };
    months.set(day, {
      day,
      in: plus(sum.in, each.in),
      out: plus(sum.out, each.out),
      received: sum.received + each.received,
      refunded: sum.refunded + each.refunded,
      cash: sum.cash + each.cash,
    });
  }
  return [...months.values()];
}

/** What a report is of, in a form that names files: 2024-11-21, 2024-11, 2024-11-01_2024-11-07, and a shift with its number. */
export function periodName({ figures: { period } }: Pick<Report, 'figures'>): string {
  const first = dayOf(period.from);
  const last = dayOf(period.to - 1);
  const days = period.by === 'month' ? first.slice(0, 7) : first === last ? first : `${first}_${last}`;
  return period.shift === null ? days : `${period.shift}-${first}`;
}
