import type { ReportFigures } from '../../contract/reports.ts';
import { carsOf, countCars, noFlows } from './flows.ts';
import { countMoney, noMoney } from './money.ts';
import { dayOfHour } from './period.ts';
import type { Tally } from './scope.ts';
import { at, byText } from './sums.ts';

/** A part of a report: its cars, its openings and its money. */
const noPart = () => ({
  ...noFlows(),
  openings: 0,
  passages: 0,
  overrides: 0,
  refusals: 0,
  corrections: 0,
  ...noMoney(),
});
type Part = ReturnType<typeof noPart>;

function countPart(part: Part, line: Tally): void {
  const { what, a, n } = line;
  countCars(part, line);
  countMoney(part, line);
  if (what === 'opening') {
    part.openings += n;
    if (a === 'override') part.overrides += n;
  } else if (what === 'passage') part.passages += n;
  else if (what === 'noted' && a === 'refused') part.refusals += n;
  else if (what === 'noted' && a === 'corrected') part.corrections += n;
}

/** Waits and lateness are kept by day, under its first hour: no part of a report is told by them. */
const isOfPart = ({ what }: Tally): boolean => what !== 'late' && !what.startsWith('wait-');

function partsOf<K>(tally: readonly Tally[], nameOf: (line: Tally) => K): [K, Part][] {
  const parts = new Map<K, Part>();
  for (const line of tally) if (isOfPart(line)) countPart(at(parts, nameOf(line), noPart), line);
  return [...parts];
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The same figures by day, lane, person and shift. */
export function breakdownOf(tally: readonly Tally[]): Pick<ReportFigures, 'days' | 'lanes' | 'people' | 'shifts'> {
  return {
    days: partsOf(tally, ({ hour }) => dayOfHour(hour))
      .map(([day, part]) => ({ day, in: part.in, out: part.out, ...moneyOf(part) }))
      .sort(byText(({ day }) => day)),
    lanes: partsOf(tally, ({ lane }) => orNull(lane))
      .map(([laneId, part]) => ({
        laneId,
        in: part.in,
        out: part.out,
        openings: part.openings,
        passages: part.passages,
        ...moneyOf(part),
      }))
      .sort(byText(({ laneId }) => laneId)),
    people: partsOf(tally, ({ who }) => orNull(who))
      .map(([person, part]) => ({
        person,
        in: carsOf(part.in),
        out: carsOf(part.out),
        openings: part.openings,
        overrides: part.overrides,
        refusals: part.refusals,
        corrections: part.corrections,
        ...moneyOf(part),
      }))
      .sort(byText(({ person }) => person)),
    shifts: partsOf(tally, ({ shift }) => shift)
      .sort(([one], [other]) => one - other)
      .map(([shift, part]) => ({
        shift: shift === 0 ? null : shift,
        in: part.in,
        out: part.out,
        openings: part.openings,
        ...moneyOf(part),
      })),
  };
}

const moneyOf = ({ received, refunded, cash }: Part) => ({ received, refunded, cash });
