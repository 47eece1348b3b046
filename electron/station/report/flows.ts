import type { ClassCounts, FlowClass, Flows, FlowWay, ReportFigures } from '../../contract/reports.ts';
import { flowClass } from '../../contract/reports.ts';
import type { Db } from '../store/open.ts';
import { hourOf, startOfHour } from './period.ts';
import type { Scope, Tally } from './scope.ts';
import { at, byText, shareAt } from './sums.ts';
import type { Step } from './sums.ts';

const noCars = (): ClassCounts => ({ reserved: 0, other: 0, shared: 0, card: 0, free: 0, unseen: 0 });
export const noFlows = (): Flows => ({ in: noCars(), out: noCars() });

const isWay = (what: string): what is FlowWay => what === 'in' || what === 'out';
const classOf = (text: string): FlowClass => flowClass.parse(text);

/** Counts a line of cars; any other is left alone. */
export function countCars(flows: Flows, { what, a, n }: Tally): void {
  if (isWay(what)) flows[what][classOf(a)] += n;
}

export const carsOf = (counts: ClassCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Cars by hour (8.1.1 knows them as reserved, non-reserved, shared and free). `hourly`: each hour, not only their sum. */
export function flowsOf(tally: readonly Tally[], hourly: boolean): ReportFigures['flows'] {
  const total = noFlows();
  const hours = new Map<number, Flows>();
  for (const line of tally) {
    if (!isWay(line.what)) continue;
    countCars(total, line);
    if (hourly) countCars(at(hours, line.hour, noFlows), line);
  }
  return {
    ...total,
    hours: [...hours]
      .sort(([one], [other]) => one - other)
      .map(([hour, flows]) => ({ hour: startOfHour(hour), ...flows })),
  };
}

/** Where a step of waits ends, s: the tally has where it begins. */
const endOfStep = (from: number): number => from + (from < 60 ? 5 : from < 600 ? 30 : from < 3600 ? 300 : 1800);

export function waitsOf(tally: readonly Tally[]): ReportFigures['waits'] {
  const waits = new Map<string, { way: FlowWay; class: FlowClass; steps: Step[]; maxS: number }>();
  for (const { what, a, b, n, net } of tally) {
    const way = what.startsWith('wait-') ? what.slice('wait-'.length) : '';
    if (!isWay(way)) continue;
    const wait = at(waits, `${way} ${a}`, () => ({ way, class: classOf(a), steps: [], maxS: 0 }));
    wait.steps.push({ at: Number(b), n });
    wait.maxS = Math.max(wait.maxS, net);
  }
  return [...waits.values()]
    .map(({ steps, maxS, ...of }) => ({
      ...of,
      cars: steps.reduce((sum, { n }) => sum + n, 0),
      p50S: endOfStep(shareAt(steps, 0.5)),
      p95S: endOfStep(shareAt(steps, 0.95)),
      maxS,
    }))
    .sort(
      byText(
        ({ way }) => way,
        (wait) => wait.class,
      ),
    );
}

/** How full the lot was: it is the lot's, whosever shift it was. */
export function saturationOf(db: Db, { from, to, laneId, person }: Scope): ReportFigures['saturation'] {
  if (laneId !== null || person !== null) return null;
  const hours = db
    .prepare<[number, number], { hour: number; peak: number; last: number }>(
      'SELECT hour, peak, last FROM inside_hour WHERE hour >= ? AND hour <= ? ORDER BY hour',
    )
    .all(hourOf(from), hourOf(to - 1));
  return {
    peak: hours.reduce((most, { peak }) => Math.max(most, peak), 0),
    hours: hours.map(({ hour, ...inside }) => ({ hour: startOfHour(hour), ...inside })),
  };
}

/** What became of bookings, and when their cars came. */
export function bookingsOf(tally: readonly Tally[], { person }: Scope): ReportFigures['bookings'] {
  if (person !== null) return null;
  const sumOf = (wanted: (line: Tally) => boolean): number => tally.filter(wanted).reduce((sum, { n }) => sum + n, 0);
  const noted = (kind: string, reason?: string): number =>
    sumOf(({ what, a, b }) => what === 'noted' && a === kind && (reason === undefined || b === reason));
  const came = (when: string): number => sumOf(({ what, a }) => what === 'late' && a === when);
  const minutes = tally
    .filter(({ what, a }) => what === 'late' && a === 'late')
    .map(({ b, n }): Step => ({ at: Number(b), n }));
  return {
    confirmed: noted('booking-confirmed'),
    cancelled: noted('booking-cancelled'),
    noShows: noted('booking-released', 'booking-expired'),
    early: came('early'),
    onTime: came('on-time'),
    late: came('late'),
    lateP50Min: shareAt(minutes, 0.5),
    lateP95Min: shareAt(minutes, 0.95),
  };
}
