import { dateTime } from './beijing.ts';

/** Days of Beijing, `yyyy-MM-dd`. */

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const dayOf = (at: number): string => dateTime(at).slice(0, 10);

/** So many days later, or before. */
export const dayBeside = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);

/** UTC ms of an hour of the day; from 24 on those of the next. */
export const hourOf = (day: string, hour: number): number => Date.parse(`${day}T00:00:00+08:00`) + hour * HOUR_MS;
