import type { Queue } from './queue.ts';

/** When the items that wait for a time fall due; remembered, as mostly none does. */
export interface Calendar {
  /** Whether any item may be due. */
  anyDue(now: number): boolean;
  /** When the next item falls due after `now`, null when none waits for a time. */
  next(now: number): number | null;
  /** Items were put off, or released. */
  changed(): void;
}

export function createCalendar(queue: Queue): Calendar {
  let first: number | null | 'unknown' = 'unknown';
  const earliest = (): number | null => (first === 'unknown' ? (first = queue.nextDue(0)) : first);
  const anyDue = (now: number): boolean => (earliest() ?? Infinity) <= now;
  return {
    anyDue,
    next(now) {
      // What was due may be gone meanwhile.
      if (anyDue(now)) first = 'unknown';
      return anyDue(now) ? queue.nextDue(now) : earliest();
    },
    changed: () => void (first = 'unknown'),
  };
}
