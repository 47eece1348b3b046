import type { Calendar, TimeRule } from '../../contract/site-registration.ts';
import { openTimes } from './schedule.ts';

/** What a person said instead of the schedule (6.3.5). */
export interface PriorityOverride {
  on: boolean;
  /** UTC ms; null: until it is taken back. */
  until: number | null;
}

/** Whether reserved cars go first, since whom and how long. */
export interface Priority {
  on: boolean;
  by: 'schedule' | 'person';
  /** Since when the hours have lasted, UTC ms; null: longer than a day, or a person said so, or they do not go first. */
  since: number | null;
  /** When this changes by itself, UTC ms; null: not within a fortnight. */
  until: number | null;
}

/** What began longer ago is not told. */
const BACK_MS = 86_400_000;
/** Weekends and holidays repeat within a week or two; further ahead nobody asks. */
const AHEAD_MS = 14 * 86_400_000;

/**
 * Whether reserved cars go first at an instant (6.3.5, e.g. 07:30 to 19:30): what a person said while it holds, else the
 * hours of the site file. No hours: never.
 */
export function priorityAt(
  hours: readonly TimeRule[],
  calendar: Calendar,
  override: PriorityOverride | null,
  at: number,
): Priority {
  if (override !== null && (override.until === null || at < override.until)) {
    return { on: override.on, by: 'person', since: null, until: override.until };
  }
  const horizon = at + AHEAD_MS;
  const first = openTimes(hours, calendar, { from: at - BACK_MS, to: horizon }).find(({ to }) => to > at);
  if (first === undefined) return { on: false, by: 'schedule', since: null, until: null };
  const on = first.from <= at;
  const until = on ? first.to : first.from;
  const since = on && first.from > at - BACK_MS ? first.from : null;
  return { on, by: 'schedule', since, until: until < horizon ? until : null };
}
