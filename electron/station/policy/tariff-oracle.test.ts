import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../contract/site-registration.ts';
import type { Tariff, TariffBand } from '../../contract/site-tariff.ts';
import { CALENDAR, RUNS, RUNS_TIMEOUT_MS, staysOf, tariffs } from '../site/tariff.fixture.ts';
import { billOf } from './tariff.ts';
import type { BilledStay } from './tariff.ts';

/**
 * The same bill by another way: a watchman who looks at his watch once a minute, writes a ticket whenever a period begins,
 * and at the end sorts the tickets by band and by day. Slow, and without any of the program's own code.
 */

/** Tickets written in one occurrence of a band, or on one day of the cap, bear its mark. */
interface Ticket {
  fen: number;
  bandCap: number | undefined;
  bandMark: string;
  dayMark: string;
}

/** What stands on a wall in Shenzhen. */
function wallOf(at: number): { date: string; time: string; weekday: number } {
  const there = new Date(at + 8 * 3_600_000);
  const [date = '', clock = ''] = there.toISOString().split('T');
  return { date, time: clock.slice(0, 5), weekday: there.getUTCDay() };
}

function isDayOf(band: TariffBand, at: number, calendar: Calendar): boolean {
  const { date, weekday } = wallOf(at);
  if (band.days === 'every-day') return true;
  if (calendar.holidays.includes(date)) return band.days === 'holidays';
  if (calendar.workdays.includes(date)) return band.days === 'workdays';
  return band.days === (weekday === 0 || weekday === 6 ? 'weekends' : 'workdays');
}

/** The band that holds, and the day on which it began. Times of one form compare as texts. */
function bandNow(bands: readonly TariffBand[], at: number, calendar: Calendar): { band: TariffBand; mark: string } {
  const now = wallOf(at);
  const yesterday = at - 86_400_000;
  for (const [index, band] of bands.entries()) {
    const beganToday = now.time >= band.from && (band.to <= band.from || now.time < band.to);
    if (beganToday && isDayOf(band, at, calendar)) return { band, mark: `${index} ${now.date}` };
    const reachesOver = band.to <= band.from && now.time < band.to;
    if (reachesOver && isDayOf(band, yesterday, calendar)) return { band, mark: `${index} ${wallOf(yesterday).date}` };
  }
  throw new Error(`no price at ${now.date} ${now.time}`);
}

function slowTotal(tariff: Tariff, calendar: Calendar, stay: BilledStay): number {
  const rate = tariff.rates.find(
    ({ for: whom }) =>
      whom === undefined ||
      ((whom.plateColours === undefined ||
        whom.plateColours.some((each) => each === (stay.plateColour ?? 'unknown'))) &&
        (whom.carModels === undefined || whom.carModels.some((each) => each === stay.carModel))),
  );
  if (rate === undefined) throw new Error('no rate');

  const tickets: Ticket[] = [];
  let paidFor = 0;
  let minute = 0;
  const whole: number[] = [];
  for (let at = stay.enteredAt; at + 60_000 <= stay.until; at += 60_000) whole.push(at);
  if (whole.length <= rate.freeMin) return 0;
  for (const at of whole) {
    minute += 1;
    if (!rate.freeCounts && minute <= rate.freeMin) continue;
    if (paidFor > 0) {
      paidFor -= 1;
      continue;
    }
    const { band, mark } = bandNow(rate.bands, at, calendar);
    const dayMark = rate.cap?.per === 'calendar-day' ? wallOf(at).date : `day ${Math.floor((minute - 1) / 1440)}`;
    const isFirst = tickets.length === 0 || (rate.cap?.firstAgain === true && tickets.at(-1)?.dayMark !== dayMark);
    const period = isFirst ? band.first : band.then;
    tickets.push({ fen: period.fen, bandCap: band.cap, bandMark: mark, dayMark });
    paidFor = period.min - 1;
  }

  // A cap is reached by the tickets in the order they were written: what is past it is torn off.
  for (const mark of new Set(tickets.map(({ bandMark }) => bandMark)))
    tearOff(
      tickets.filter(({ bandMark }) => bandMark === mark),
      (ticket) => ticket.bandCap,
    );
  for (const mark of new Set(tickets.map(({ dayMark }) => dayMark)))
    tearOff(
      tickets.filter(({ dayMark }) => dayMark === mark),
      () => rate.cap?.fen,
    );

  let total = 0;
  for (const { fen } of tickets) total += fen;
  // In hundredths of a fen, so that what is left of a fen falls away.
  total = (total * (100 - rate.percentOff) - ((total * (100 - rate.percentOff)) % 100)) / 100;
  const over = total % tariff.rounding.to;
  if (over === 0) return total;
  const up = tariff.rounding.way === 'up' || (tariff.rounding.way === 'nearest' && over * 2 >= tariff.rounding.to);
  return total - over + (up ? tariff.rounding.to : 0);
}

function tearOff(tickets: Ticket[], capOf: (ticket: Ticket) => number | undefined): void {
  let sum = 0;
  for (const ticket of tickets) {
    const room = (capOf(ticket) ?? Infinity) - sum;
    ticket.fen = Math.min(ticket.fen, room);
    sum += ticket.fen;
  }
}

describe('the fast bill and the slow one', { timeout: RUNS_TIMEOUT_MS }, () => {
  it('are the same of any stay under any tariff', () => {
    fc.assert(
      fc.property(tariffs, staysOf(5), (tariff, stay) => {
        const bill = billOf(tariff, CALENDAR, stay);
        expect(bill.ok && bill.total).toBe(slowTotal(tariff, CALENDAR, stay));
      }),
      { numRuns: RUNS.slow },
    );
  });
});
