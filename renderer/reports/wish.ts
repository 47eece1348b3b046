import { MOST_DAYS } from '../../electron/contract/reports.ts';
import type { ReportWishInput } from '../../electron/contract/reports.ts';
import { dayBeside } from '../clock/days.ts';

/** What a report is to be of, as it is chosen: each kind of period keeps what was chosen for it. */
export interface Draft {
  by: 'shift' | 'day' | 'month' | 'span';
  /** Null: none is chosen. */
  shift: number | null;
  /** `yyyy-MM-dd`, `yyyy-MM`. */
  day: string;
  month: string;
  from: string;
  to: string;
  laneId: string | null;
  person: string | null;
}

/** Yesterday and its month: what is over, and whole. */
export function firstDraft(today: string): Draft {
  const yesterday = dayBeside(today, -1);
  return {
    by: 'day',
    shift: null,
    day: yesterday,
    month: yesterday.slice(0, 7),
    from: dayBeside(today, -7),
    to: yesterday,
    laneId: null,
    person: null,
  };
}

/** The wish that a draft stands for; null: it is of no period yet, or of too many days. */
export function wishOf({ by, shift, day, month, from, to, laneId, person }: Draft): ReportWishInput | null {
  const of = { laneId, person };
  switch (by) {
    case 'shift':
      return shift === null ? null : { period: { by, shift }, ...of };
    case 'day':
      return { period: { by, day }, ...of };
    case 'month':
      return { period: { by, month }, ...of };
    case 'span':
      return from <= to && to < dayBeside(from, MOST_DAYS) ? { period: { by, from, to }, ...of } : null;
  }
}

/** The day or month beside the one that is chosen; other periods have none. */
export function beside(draft: Draft, by: 1 | -1): Draft {
  switch (draft.by) {
    case 'day':
      return { ...draft, day: dayBeside(draft.day, by) };
    case 'month':
      return { ...draft, month: monthBeside(draft.month, by) };
    case 'shift':
    case 'span':
      return draft;
  }
}

function monthBeside(month: string, by: number): string {
  const [year = 0, no = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, no - 1 + by, 1)).toISOString().slice(0, 7);
}
