import type { TFunction } from 'i18next';
import type { Report, ReportFigures } from '../../../electron/contract/reports.ts';
import { dateTime } from '../../clock/beijing.ts';
import { dayOf } from '../../clock/days.ts';
import { yuan } from '../../exit/money.ts';
import { flowSections } from './flow-sections.ts';
import { gateSections, oddOf } from './gate-sections.ts';
import { carsOf } from './hours.ts';
import { moneySections } from './money-sections.ts';
import { namesOf } from './names.ts';
import type { Section } from './table.ts';

/** A report as it is read, on the screen and on paper: flows, waits, fullness, bookings, money, arms, hands, alarms, platforms. */
export function sectionsOf(t: TFunction, report: Report): Section[] {
  const names = namesOf(t, report);
  return [...flowSections(t, report), ...moneySections(t, report, names), ...gateSections(t, report, names)];
}

/** 8.1 asks for 3 s: a share under this one is more than a bad moment. */
const WELL_IN_TIME = 0.99;

/** A number at the top. `odd`: somebody should look. */
export interface KeyFigure {
  id: string;
  words: string;
  value: string;
  odd: boolean;
}

export function keyFigures(t: TFunction, { figures, lot }: Report): KeyFigure[] {
  const { flows, income, saturation, bookings, sync, drawer } = figures;
  const odd = oddOf(figures);
  const figure = (id: string, value: string, isOdd = false): KeyFigure => ({
    id,
    words: t(`reports.figure.${id}`),
    value,
    odd: isOdd,
  });
  const difference = drawer?.counts.at(-1)?.difference;
  const inTime = sync === null ? null : shareInTime(sync);
  const overrides = figures.overrides.reduce((sum, { n }) => sum + n, 0);
  return [
    figure('carsIn', String(carsOf(flows.in))),
    figure('carsOut', String(carsOf(flows.out))),
    figure('net', yuan(income.net)),
    figure('cash', yuan(income.cash)),
    ...(difference === undefined ? [] : [figure('difference', signed(difference), difference !== 0)]),
    ...(saturation === null
      ? []
      : [figure('peak', lot.stalls === null ? String(saturation.peak) : `${saturation.peak} / ${lot.stalls}`)]),
    ...(bookings === null ? [] : [figure('noShows', String(bookings.noShows))]),
    figure('odd', String(odd.unused + odd.unopened), odd.unused + odd.unopened > 0),
    figure('overrides', String(overrides)),
    ...(inTime === null ? [] : [figure('inTime', `${(inTime * 100).toFixed(1)}%`, inTime < WELL_IN_TIME)]),
  ];
}

/** Within 3 s of all that were measured; null: none was. */
function shareInTime(sync: NonNullable<ReportFigures['sync']>): number | null {
  const measured = sync.reduce((sum, each) => sum + each.measured, 0);
  return measured === 0 ? null : 1 - sync.reduce((sum, each) => sum + each.late, 0) / measured;
}

/** With its sign, also where it is more: +2.00. */
export const signed = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));

/** What a report is of, in words. */
export function periodWords(t: TFunction, { figures: { period }, names, shift }: Report): string {
  const only = [
    period.laneId === null ? null : (names.lanes[period.laneId] ?? period.laneId),
    period.person === null ? null : (names.people[period.person] ?? period.person),
  ].filter((each) => each !== null);
  return [spanWords(t, period, shift), ...only].join(' · ');
}

function spanWords(t: TFunction, period: ReportFigures['period'], shift: Report['shift']): string {
  const first = dayOf(period.from);
  const last = dayOf(period.to - 1);
  switch (period.by) {
    case 'shift':
      return t('reports.of.shift', {
        id: period.shift,
        name: shift?.person.name ?? '',
        from: dateTime(period.from).slice(0, 16),
        to: dateTime(period.to).slice(0, 16),
      });
    case 'day':
      return first;
    case 'month':
      return first.slice(0, 7);
    case 'span':
      return t('reports.of.span', { from: first, to: last });
  }
}
