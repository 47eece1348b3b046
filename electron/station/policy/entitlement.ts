import type { Calendar, SharePlan, TimeRule } from '../../contract/site-registration.ts';
import type { CarModel } from '../../contract/vocabulary.ts';
import { beijingDay, isOpenAt, openTimes, opensInMin, startOfDay } from './schedule.ts';

/** What a shared-parking order allows (tables 42, 43 and 53). Instants are UTC ms. */
export interface Terms {
  rules: readonly TimeRule[];
  /** The largest size of vehicle it is for. */
  carModel: CarModel;
  overdue: SharePlan['overdue'];
}

export interface Entitlement {
  terms: Terms;
  paid: boolean;
  /** From when to when it holds, both ends included. */
  from: number;
  to: number;
  /** Entries left; null: any number. */
  timesLeft: number | null;
  /** Days that it gives in all; null: each day of its time. */
  daysTotal: number | null;
  /** Days of Beijing on which it was used already. */
  daysUsed: readonly number[];
}

/** Whether a car may come in on it now. `minutes` are until that changes, or since it did. */
export type EntitlementAt =
  | { usable: true }
  | { usable: false; because: 'too-early' | 'over' | 'closed' | 'used-up' | 'too-large' | 'unpaid'; minutes?: number };

export type UnusableBecause = Extract<EntitlementAt, { usable: false }>['because'];

const MINUTE_MS = 60_000;
const minutesUp = (ms: number): number => Math.ceil(ms / MINUTE_MS);

const SIZES: readonly CarModel[] = ['small', 'medium', 'large'];

/** Whether a vehicle is within a size; one whose size nobody knows is. */
export const fits = (seen: CarModel | null, largest: CarModel): boolean =>
  seen === null || SIZES.indexOf(seen) <= SIZES.indexOf(largest);

/** Where now lies in an entitlement, for a vehicle of this size. */
export function entitlementAt(
  { terms, paid, from, to, timesLeft, daysTotal, daysUsed }: Entitlement,
  carModel: CarModel | null,
  calendar: Calendar,
  now: number,
): EntitlementAt {
  if (now > to) return { usable: false, because: 'over', minutes: minutesUp(now - to) };
  if (!paid) return { usable: false, because: 'unpaid' };
  if (now < from) return { usable: false, because: 'too-early', minutes: minutesUp(from - now) };
  const dayLeft = daysTotal === null || daysUsed.includes(beijingDay(now)) || daysUsed.length < daysTotal;
  if (timesLeft === 0 || !dayLeft) return { usable: false, because: 'used-up' };
  if (!fits(carModel, terms.carModel)) return { usable: false, because: 'too-large' };
  if (isOpenAt(terms.rules, calendar, now)) return { usable: true };
  const minutes = opensInMin(terms.rules, calendar, now);
  return { usable: false, because: 'closed', ...(minutes === null ? {} : { minutes }) };
}

/** What says most to a person, of several that cannot be used. */
const TELLING: readonly UnusableBecause[] = ['too-large', 'used-up', 'closed', 'unpaid', 'too-early', 'over'];

/** The entitlement that lets a car in now; failing that, the one that best explains why none does. */
export function bestOf<E extends { at: EntitlementAt }>(entitlements: readonly E[]): E | null {
  const rank = ({ at }: E): number => (at.usable ? -1 : TELLING.indexOf(at.because));
  return [...entitlements].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** The days of Beijing that a stay touches. */
export function daysOf(stay: { enteredAt: number; leftAt: number }): number[] {
  const first = beijingDay(stay.enteredAt);
  return Array.from({ length: beijingDay(Math.max(stay.enteredAt, stay.leftAt)) - first + 1 }, (_, i) => first + i);
}

/**
 * Whole minutes of a stay that its entitlement does not cover: before it begins, after it ends, outside its windows, and
 * on days beyond those that it gives. `daysUsed`: all that were counted so far, the day of this entry among them.
 */
export function uncoveredMinutes(
  entitlement: Pick<Entitlement, 'terms' | 'from' | 'to' | 'daysTotal' | 'daysUsed'>,
  calendar: Calendar,
  stay: { enteredAt: number; leftAt: number },
): number {
  const { terms, from, to } = entitlement;
  const span = {
    from: Math.max(stay.enteredAt, from),
    to: Math.min(stay.leftAt, to, endOfDays(entitlement, stay)),
  };
  const open = span.from < span.to ? openTimes(terms.rules, calendar, span) : [];
  const covered = open.reduce((sum, each) => sum + each.to - each.from, 0);
  return Math.floor(Math.max(0, stay.leftAt - stay.enteredAt - covered) / MINUTE_MS);
}

/** When the days run out during a stay: days are counted in order, those that were counted before cost nothing more. */
function endOfDays(
  { daysTotal, daysUsed }: Pick<Entitlement, 'daysTotal' | 'daysUsed'>,
  stay: { enteredAt: number; leftAt: number },
): number {
  if (daysTotal === null) return Infinity;
  let left = daysTotal - daysUsed.length;
  for (const day of daysOf(stay)) {
    if (daysUsed.includes(day)) continue;
    if (left <= 0) return startOfDay(day);
    left -= 1;
  }
  return Infinity;
}

/**
 * What uncovered minutes cost, fen: those beyond the grace, by the hour begun, at most the cap for each 24 hours. Never
 * less for more minutes.
 */
export function overdueAmount(minutes: number, { graceMin, perHour, capPerDay = Infinity }: Terms['overdue']): number {
  const charged = Math.max(0, minutes - graceMin);
  const hours = Math.ceil(charged / 60);
  const wholeDay = Math.min(capPerDay, 24 * perHour);
  return Math.floor(hours / 24) * wholeDay + Math.min(capPerDay, (hours % 24) * perHour);
}
