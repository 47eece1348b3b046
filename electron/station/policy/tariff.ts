import type { Bill, BillLine } from '../../contract/bill.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import type { Tariff, TariffBand, TariffRate } from '../../contract/site-tariff.ts';
import type { CarModel, PlateColour } from '../../contract/vocabulary.ts';
import { beijingMinute, kindOfDay, meansKind, minutesOfWindow, MINUTES_A_DAY } from './schedule.ts';
import type { DayKind } from './schedule.ts';

/** A stay up to an instant; UTC ms. What is not known of the vehicle is null. */
export interface BilledStay {
  enteredAt: number;
  until: number;
  plateColour: PlateColour | null;
  carModel: CarModel | null;
}

/**
 * What a stay costs, in fen, line by line; the lines add up to the total, which never falls as the stay goes on.
 *
 * A minute that is not full is not charged. A stay that is not longer than the free minutes costs nothing. A period that
 * has begun counts whole, at the price of the band in which it begins, and in that occurrence of the band, that 24 hours
 * (from the entry) or that day of Beijing alone it counts towards a cap: it is not cut where they end. Of a band cap and a
 * cap the band's comes first. Per cent and rounding are of the whole.
 */
export function billOf(tariff: Tariff, calendar: Calendar, stay: BilledStay): Bill {
  if (stay.until < stay.enteredAt) return { ok: false, because: 'left-before-entered' };
  const rate = rateFor(tariff, stay);
  const minutes = Math.floor((stay.until - stay.enteredAt) / 60_000);
  const charged = minutes > rate.freeMin ? periodsOf(rate, calendar, stay.enteredAt, minutes) : [];
  const free = minutes > rate.freeMin ? (rate.freeCounts ? 0 : rate.freeMin) : minutes;
  const lines: BillLine[] = [...(free > 0 ? [{ kind: 'free', minutes: free, fen: 0 } as const] : []), ...charged];
  const off = Math.ceil((sum(lines) * rate.percentOff) / 100);
  if (off > 0) lines.push({ kind: 'percent-off', percent: rate.percentOff, fen: -off });
  const { to, way } = tariff.rounding;
  const rounding = rounded(sum(lines), to, way) - sum(lines);
  if (rounding !== 0) lines.push({ kind: 'rounding', to, way, fen: rounding });
  return { ok: true, rate: rate.name, minutes, total: sum(lines), lines };
}

const sum = (lines: readonly BillLine[]): number => lines.reduce((total, { fen }) => total + fen, 0);

/** The first rate that fits. A size or colour that is not known fits no list that does not name it. */
function rateFor({ rates }: Tariff, { plateColour, carModel }: BilledStay): TariffRate {
  const fits = ({ for: whom }: TariffRate): boolean =>
    (whom?.plateColours?.includes(plateColour ?? 'unknown') ?? true) &&
    (whom?.carModels === undefined || (carModel !== null && whom.carModels.includes(carModel)));
  const rate = rates.find(fits);
  if (!rate) throw new Error('the last rate of a tariff is for every vehicle');
  return rate;
}

function rounded(fen: number, to: number, way: Tariff['rounding']['way']): number {
  switch (way) {
    case 'down':
      return Math.floor(fen / to) * to;
    case 'up':
      return Math.ceil(fen / to) * to;
    case 'nearest':
      return Math.floor((fen + to / 2) / to) * to;
  }
}

/** One occurrence of a band, in minutes of Beijing; `to` is not included. */
interface Occurrence {
  index: number;
  band: TariffBand;
  from: number;
  to: number;
}

/** What has been charged against a limit since `from`, and what the limit took off in all. */
interface Limit {
  from: number;
  charged: number;
  /** Whether this occurrence has reached it. */
  reached: boolean;
  times: number;
  off: number;
}

/** What the periods of one band come to. */
interface Tally {
  band: TariffBand;
  firsts: number;
  thens: number;
  limit: Limit;
}

const unlimited = (): Limit => ({ from: -Infinity, charged: 0, reached: false, times: 0, off: 0 });

/** Begins a limit anew where another occurrence begins. */
function renew(limit: Limit, from: number): void {
  if (limit.from === from) return;
  Object.assign(limit, { from, charged: 0, reached: false });
}

/** Counts a charge against a limit: what is left of it. */
function hold(limit: Limit, cap: number | undefined, fen: number): number {
  const allowed = cap === undefined ? fen : Math.min(fen, cap - limit.charged);
  limit.charged += allowed;
  if (allowed < fen) {
    limit.off += fen - allowed;
    if (!limit.reached) limit.times += 1;
    limit.reached = true;
  }
  return allowed;
}

/**
 * The periods of a stay and their caps. The walk goes from one end of an occurrence to the next, not from period to period:
 * between them all periods are alike, and a cap over their sum is the sum of the caps over each.
 */
function periodsOf(rate: TariffRate, calendar: Calendar, enteredAt: number, minutes: number): BillLine[] {
  const entered = beijingMinute(enteredAt);
  const end = entered + minutes;
  const occurrenceAt = occurrences(rate.bands, calendar);
  const tallies = new Map<number, Tally>();
  const day = unlimited();
  let first = true;
  for (let at = rate.freeCounts ? entered : entered + rate.freeMin; at < end;) {
    const { index, band, from, to } = occurrenceAt(at);
    const tally = tallies.get(index) ?? { band, firsts: 0, thens: 0, limit: unlimited() };
    tallies.set(index, tally);
    renew(tally.limit, from);
    const capDay = rate.cap ? capDayAt(rate.cap.per, entered, at) : { from: entered, to: Infinity };
    if (rate.cap?.firstAgain && capDay.from !== day.from) first = true;
    renew(day, capDay.from);
    const period = first ? band.first : band.then;
    const times = first ? 1 : Math.ceil((Math.min(to, capDay.to, end) - at) / period.min);
    if (first) tally.firsts += 1;
    else tally.thens += times;
    hold(day, rate.cap?.fen, hold(tally.limit, band.cap, times * period.fen));
    at += times * period.min;
    first = false;
  }
  return [...[...tallies.values()].flatMap(linesOf), ...capLine(rate, day)];
}

function linesOf({ band, firsts, thens, limit }: Tally): BillLine[] {
  const { days, from, to, first, then, cap } = band;
  const hours = { days, from, to };
  const lines: BillLine[] = [];
  if (firsts > 0)
    lines.push({ kind: 'first', band: hours, minutes: first.min, each: first.fen, times: firsts, fen: firsts * first.fen }); // prettier-ignore
  if (thens > 0)
    lines.push({ kind: 'then', band: hours, minutes: then.min, each: then.fen, times: thens, fen: thens * then.fen });
  if (cap !== undefined && limit.off > 0)
    lines.push({ kind: 'band-cap', band: hours, cap, times: limit.times, fen: -limit.off });
  return lines;
}

const capLine = ({ cap }: TariffRate, { off, times }: Limit): BillLine[] =>
  cap && off > 0 ? [{ kind: 'cap', per: cap.per, cap: cap.fen, times, fen: -off }] : [];

/** The 24 hours or the day to whose cap a period that begins at `at` belongs. */
function capDayAt(per: '24h' | 'calendar-day', entered: number, at: number): { from: number; to: number } {
  const offset = per === '24h' ? entered : 0;
  const from = offset + Math.floor((at - offset) / MINUTES_A_DAY) * MINUTES_A_DAY;
  return { from, to: from + MINUTES_A_DAY };
}

/** Which band holds at a minute: one that began on its day, or the day before. */
function occurrences(bands: readonly TariffBand[], calendar: Calendar): (at: number) => Occurrence {
  const windows = bands.map((band, index) => ({ band, index, ...minutesOfWindow(band) }));
  const kinds = new Map<number, DayKind>();
  const kindOf = (day: number): DayKind => {
    const kind = kinds.get(day) ?? kindOfDay(day, calendar);
    kinds.set(day, kind);
    return kind;
  };
  return (at) => {
    const today = Math.floor(at / MINUTES_A_DAY);
    for (const day of [today, today - 1]) {
      const kind = kindOf(day);
      const midnight = day * MINUTES_A_DAY;
      for (const { band, index, from, to } of windows)
        if (meansKind(band, kind) && midnight + from <= at && at < midnight + to)
          return { band, index, from: midnight + from, to: midnight + to };
    }
    throw new Error(`no band of the tariff holds at minute ${at} of Beijing`);
  };
}
