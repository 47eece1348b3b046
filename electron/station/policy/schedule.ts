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
function isOn(rule: Pick<TimeRule, 'days'>, day: number, calendar: Calendar): boolean {
  // Asked for each picture of the board, and to name a day costs more than all the rest.
  if (rule.days === 'every-day') return true;
  const name = nameOfDay(day);
  const holiday = calendar.holidays.includes(name);
  const worked = calendar.workdays.includes(name);
  // Day 0 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  const saturdayOrSunday = weekday === 0 || weekday === 6;
  switch (rule.days) {
    case 'holidays':
      return holiday;
    case 'weekends':
      return saturdayOrSunday && !worked;
    case 'workdays':
      return worked || (!saturdayOrSunday && !holiday);
  }
}

/** What a day is when it is one thing only, as for prices: a holiday that falls on a weekend is a holiday. */
export type DayKind = 'workday' | 'weekend' | 'holiday';

export function kindOfDay(day: number, calendar: Calendar): DayKind {
  const are = (days: TimeRule['days']): boolean => isOn({ days }, day, calendar);
  if (are('holidays')) return 'holiday';
  return are('weekends') ? 'weekend' : 'workday';
}

const RULE_OF = { workday: 'workdays', weekend: 'weekends', holiday: 'holidays' } as const;

/** Whether a rule means days of a kind, where each day is of one kind only. */
export const meansKind = ({ days }: Pick<TimeRule, 'days'>, kind: DayKind): boolean =>
  days === 'every-day' || days === RULE_OF[kind];

export const MINUTES_A_DAY = 24 * 60;

/** The minute of Beijing in which an instant lies, counted from the beginning of day 0: minutes of `beijingDay`'s days. */
export const beijingMinute = (at: number): number => Math.floor((at + BEIJING_MS) / MINUTE_MS);

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/**
 * The window that a rule opens on its day, in minutes of that day, `to` not included. One that ends before it begins ends
 * on the next day, whatever day that is: `to` is then past the day's end.
 */
export function minutesOfWindow(rule: Pick<TimeRule, 'from' | 'to'>): { from: number; to: number } {
  const from = minutesOf(rule.from);
  const to = minutesOf(rule.to);
  return { from, to: to > from ? to : to + MINUTES_A_DAY };
}

/** The window that a rule opens on a day. */
function windowOn(rule: TimeRule, day: number): Span {
  const { from, to } = minutesOfWindow(rule);
  return { from: startOfDay(day) + from * MINUTE_MS, to: startOfDay(day) + to * MINUTE_MS };
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
