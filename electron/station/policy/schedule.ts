import type { Calendar, TimeRule } from '../../contract/site-registration.ts';

/** Windows of the day on kinds of days (table 43, 6.3.5), in Beijing time. Instants are UTC ms. */

/** `to` is not included. */
export interface Span {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Beijing is UTC+8 all year. */
const BEIJING_MS = 8 * 3_600_000;

/** The day of Beijing in which an instant lies, counted from 1970-01-01. */
export const beijingDay = (at: number): number => Math.floor((at + BEIJING_MS) / DAY_MS);

/** `yyyy-MM-dd HH:mm:ss` in Beijing, as a site file has it, to UTC ms. */
export const instantOf = (beijing: string): number => Date.parse(`${beijing.replace(' ', 'T')}+08:00`);

/** When a day of Beijing begins. */
export const startOfDay = (day: number): number => day * DAY_MS - BEIJING_MS;

/** The month of Beijing in which an instant lies. */
export function beijingMonth(at: number): Span {
  const there = new Date(at + BEIJING_MS);
  const startOf = (month: number): number => Date.UTC(there.getUTCFullYear(), month, 1) - BEIJING_MS;
  return { from: startOf(there.getUTCMonth()), to: startOf(there.getUTCMonth() + 1) };
}

/** `yyyy-MM-dd` of a day, as calendars name it. */
export const nameOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * A listed holiday is no workday, a listed workday no weekend. A holiday that falls on a weekend is both: either rule
 * lets the car stand.
 */
function isOn(rule: TimeRule, day: number, calendar: Calendar): boolean {
  const name = nameOfDay(day);
  const holiday = calendar.holidays.includes(name);
  const worked = calendar.workdays.includes(name);
  // Day 0 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  const saturdayOrSunday = weekday === 0 || weekday === 6;
  switch (rule.days) {
    case 'every-day':
      return true;
    case 'holidays':
      return holiday;
    case 'weekends':
      return saturdayOrSunday && !worked;
    case 'workdays':
      return worked || (!saturdayOrSunday && !holiday);
  }
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The window that a rule opens on a day. One that ends before it begins ends on the next day, whatever day that is. */
function windowOn(rule: TimeRule, day: number): Span {
  const start = minutesOf(rule.from);
  const end = minutesOf(rule.to);
  const from = startOfDay(day) + start * MINUTE_MS;
  return { from, to: from + (end > start ? end - start : end - start + 24 * 60) * MINUTE_MS };
}

/** The times inside `span` at which a car may be parked, in order; windows that touch are one. */
export function openTimes(rules: readonly TimeRule[], calendar: Calendar, span: Span): Span[] {
  const windows: Span[] = [];
  // A window of the day before may reach into the first.
  for (let day = beijingDay(span.from) - 1; day <= beijingDay(span.to); day += 1)
    for (const rule of rules) if (isOn(rule, day, calendar)) windows.push(windowOn(rule, day));
  windows.sort((a, b) => a.from - b.from);
  const open: Span[] = [];
  for (const window of windows) {
    const from = Math.max(window.from, span.from);
    const to = Math.min(window.to, span.to);
    if (from >= to) continue;
    const last = open.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else open.push({ from, to });
  }
  return open;
}

/** Whether a car may be parked at an instant. */
export const isOpenAt = (rules: readonly TimeRule[], calendar: Calendar, at: number): boolean =>
  openTimes(rules, calendar, { from: at, to: at + 1 }).length > 0;

/** How far ahead an opening is looked for: the longest run of workdays or holidays is shorter. */
const AHEAD_MS = 14 * DAY_MS;

/** Minutes until a car may be parked, rounded up; null when that is not within a fortnight. */
export function opensInMin(rules: readonly TimeRule[], calendar: Calendar, at: number): number | null {
  const [next] = openTimes(rules, calendar, { from: at, to: at + AHEAD_MS });
  return next ? Math.ceil((next.from - at) / MINUTE_MS) : null;
}
