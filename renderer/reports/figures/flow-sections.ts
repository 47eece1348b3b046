import type { TFunction } from 'i18next';
import type { FlowClass, Flows, FlowWay, Report } from '../../../electron/contract/reports.ts';
import type { StackedBars } from '../../charts/spec.ts';
import { dateTime } from '../../clock/beijing.ts';
import { carsOf, classesIn, daysOf, flowsByHour, insideByDay, insideByHour, isShort, monthsOf } from './hours.ts';
import { section, totalOf } from './table.ts';
import type { Cell, Column, FigureTable, Row, Section } from './table.ts';

const WAYS: readonly FlowWay[] = ['in', 'out'];
/** So many days have a bar each; more of them are shown by month. */
const MOST_BARS = 62;

/** Cars that came and went, how long they waited, how full the lot was, and what became of bookings. */
export function flowSections(t: TFunction, report: Report): Section[] {
  return [hoursSection(t, report), ...daysSection(t, report), waitsSection(t, report), ...saturationSection(t, report), ...bookingsSection(t, report)]; // prettier-ignore
}

const hourWord = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function flowColumns(t: TFunction, classes: readonly FlowClass[]): Column[] {
  return WAYS.flatMap((way): Column[] => [
    { title: t(`reports.way.${way}`), kind: 'count' },
    ...classes.map((each): Column => ({ title: t(`reports.wayOf.${way}`, { class: t(`reports.class.${each}`) }), kind: 'count' })), // prettier-ignore
  ]);
}

const flowCells = (flows: Flows, classes: readonly FlowClass[]): number[] =>
  WAYS.flatMap((way) => [carsOf(flows[way]), ...classes.map((each) => flows[way][each])]);

/** Two bars for each line, in and out, of classes one over the other. */
function flowChart(
  t: TFunction,
  label: string,
  lines: readonly Flows[],
  categories: string[],
  classes: readonly FlowClass[],
): StackedBars {
  return {
    kind: 'stacked-bars',
    label,
    categories,
    series: WAYS.flatMap((way) =>
      classes.map((each) => ({
        name: t(`reports.class.${each}`),
        stack: t(`reports.way.${way}`),
        values: lines.map((line) => line[way][each]),
      })),
    ),
  };
}

function hoursSection(t: TFunction, { figures }: Report): Section {
  const classes = classesIn(figures.flows);
  const { of, lines } = flowsByHour(figures);
  const columns: Column[] = [
    { title: t('reports.column.hour'), kind: of === 'day' ? 'text' : 'hour' },
    ...flowColumns(t, classes),
  ];
  const rows = lines
    .filter((line) => carsOf(line.in) + carsOf(line.out) > 0)
    .map((line): Row => ({ cells: [of === 'day' ? hourWord(line.at) : line.at, ...flowCells(line, classes)] }));
  const title = t(of === 'day' ? 'reports.section.hoursOfDay' : 'reports.section.hours');
  const short = (at: number): string => (of === 'day' ? hourWord(at) : dateTime(at).slice(11, 16));
  const chart = flowChart(t, title, lines, lines.map(({ at }) => short(at)), classes); // prettier-ignore
  return section('hours', title, {
    charts: [chart],
    tables: [{ id: 'hours', title: null, columns, rows, total: totalOf(columns, rows, t('reports.total')) }],
    note: t('reports.note.flows'),
  });
}

function daysSection(t: TFunction, { figures }: Report): Section[] {
  const all = daysOf(figures);
  // A shift over midnight is no two days.
  if (all.length < 2 || figures.period.by === 'shift') return [];
  const many = all.length > MOST_BARS;
  const lines = many ? monthsOf(all) : all;
  const short = (day: string): string => (many ? day : day.slice(5));
  const classes = classesIn(figures.flows);
  const title = t(many ? 'reports.section.months' : 'reports.section.days');
  const columns: Column[] = [
    { title: t(many ? 'reports.column.month' : 'reports.column.day'), kind: 'hour' },
    ...flowColumns(t, classes),
    ...moneyColumns(t),
  ];
  const rows = lines.map((each): Row => ({
    cells: [short(each.day), ...flowCells(each, classes), ...moneyCells(each)],
  }));
  return [
    section('days', title, {
      charts: [
        flowChart(
          t,
          title,
          lines,
          lines.map(({ day }) => short(day)),
          classes,
        ),
      ],
      tables: [{ id: 'days', title: null, columns, rows, total: totalOf(columns, rows, t('reports.total')) }],
    }),
  ];
}

export const moneyColumns = (t: TFunction): Column[] =>
  ['received', 'refunded', 'cash'].map((name) => ({ title: t(`reports.column.${name}`), kind: 'money' }));

export const moneyCells = (of: { received: number; refunded: number; cash: number }): Cell[] => [
  of.received,
  of.refunded,
  of.cash,
];

function waitsSection(t: TFunction, { figures }: Report): Section {
  const columns: Column[] = [
    { title: t('reports.column.way'), kind: 'text' },
    { title: t('reports.column.class'), kind: 'text' },
    { title: t('reports.column.cars'), kind: 'count' },
    ...['p50', 'p95', 'longest'].map((name): Column => ({ title: t(`reports.column.${name}`), kind: 'seconds' })),
  ];
  const rows = figures.waits.map(
    (each): Row => ({
      cells: [t(`reports.way.${each.way}`), t(`reports.class.${each.class}`), each.cars, each.p50S, each.p95S, each.maxS],
    }),
  ); // prettier-ignore
  return section('waits', t('reports.section.waits'), {
    tables: [{ id: 'waits', title: null, columns, rows, total: null }],
    note: t('reports.note.waits'),
  });
}

function saturationSection(t: TFunction, { figures, lot }: Report): Section[] {
  const { saturation, period } = figures;
  if (saturation === null) return [];
  const { stalls } = lot;
  const hours = insideByHour(period, saturation);
  const short = isShort(period);
  const share = (peak: number | null): number | null =>
    peak === null || stalls === null || stalls === 0 ? null : peak / stalls;
  const columns: Column[] = [
    { title: t(short ? 'reports.column.hour' : 'reports.column.day'), kind: short ? 'hour' : 'text' },
    { title: t('reports.column.peak'), kind: 'count' },
    { title: t('reports.column.last'), kind: 'count' },
    { title: t('reports.column.share'), kind: 'share' },
  ];
  const rows = short
    ? hours.map(({ hour, peak, last }): Row => ({ cells: [hour, peak, last, share(peak)] }))
    : insideByDay(hours).map(({ day, peak, last }): Row => ({ cells: [day, peak, last, share(peak)] }));
  const title = t('reports.section.saturation');
  return [
    section('saturation', title, {
      charts: [
        {
          kind: 'line',
          label: title,
          categories: hours.map(({ hour }) => dateTime(hour).slice(short ? 11 : 5, 16)),
          series: [{ name: t('reports.column.peak'), values: hours.map(({ peak }) => peak) }],
          levels: stalls === null ? [] : [{ name: t('reports.stalls', { count: stalls }), value: stalls }],
        },
      ],
      tables: [{ id: 'saturation', title: null, columns, rows, total: null }],
    }),
  ];
}

function bookingsSection(t: TFunction, { figures: { bookings } }: Report): Section[] {
  if (bookings === null) return [];
  const came = bookings.early + bookings.onTime + bookings.late;
  const due = came + bookings.noShows;
  const part = (n: number, of: number): number | null => (of === 0 ? null : n / of);
  const line = (name: string, n: number, of: number | null): Row => ({
    cells: [t(`reports.booking.${name}`), n, of === null ? null : part(n, of)],
  });
  const columns: Column[] = [
    { title: t('reports.column.item'), kind: 'text' },
    { title: t('reports.column.times'), kind: 'count' },
    { title: t('reports.column.share'), kind: 'share' },
  ];
  const rows = [
    line('confirmed', bookings.confirmed, null),
    line('cancelled', bookings.cancelled, null),
    line('noShows', bookings.noShows, due),
    line('early', bookings.early, due),
    line('onTime', bookings.onTime, due),
    line('late', bookings.late, due),
  ];
  const none = bookings.confirmed + bookings.cancelled + due === 0;
  const table: FigureTable = { id: 'bookings', title: null, columns, rows: none ? [] : rows, total: null };
  return [
    section('bookings', t('reports.section.bookings'), {
      tables: [table],
      note: bookings.late === 0 ? null : t('reports.note.late', { p50: bookings.lateP50Min, p95: bookings.lateP95Min }),
    }),
  ];
}
