import { checkItem } from './check.ts';
import type { Violation } from './check.ts';
import { EVENT_TABLES } from './tables.ts';
import type { EventInterface } from './tables.ts';

/** One accepted report, in the order it came. `at` is UTC ms of its arrival here. */
export interface BookEntry {
  seq: number;
  at: number;
  interface: EventInterface;
  item: Record<string, unknown>;
}

/** A departure from the text, and the topic on which it came. */
export interface RecordedViolation extends Violation {
  at: number;
  topic: string;
}

/** Lawful by its table, yet telling a story that cannot be. */
export interface Anomaly {
  at: number;
  kind: 'leave-without-enter' | 'leave-before-enter-time' | 'inside-twice';
  id: string;
  carNo: string;
}

/** All that this platform has heard of the lot: what `GET /book` shows and what tests count. */
export interface Book {
  /** Every accepted report once, in order of arrival. */
  entries: BookEntry[];
  /** The same report again: answered 0, not entered again. */
  duplicates: BookEntry[];
  violations: RecordedViolation[];
  anomalies: Anomaly[];
  /** Answers of the lot that no open request waits for. */
  strayAnswers: { at: number; interface: string; payload: string }[];
}

export interface Verdict {
  code: number;
  message: string;
}

export const emptyBook = (): Book => ({
  entries: [],
  duplicates: [],
  violations: [],
  anomalies: [],
  strayAnswers: [],
});

/**
 * Takes one object of a report's `data` into the book. Answers as appendix A says: 0, the code of the first
 * violation with words that name its field, 1101 for another lot, 1200 for a known id with other content.
 */
export function enterIntoBook(
  book: Book,
  report: { interface: EventInterface; topic: string; parkCode: string; item: unknown; at: number },
): Verdict {
  const { at, topic } = report;
  const violations = checkItem(EVENT_TABLES[report.interface], report.item);
  book.violations.push(...violations.map((violation) => ({ ...violation, at, topic })));
  if (violations[0] !== undefined) {
    return { code: violations[0].code, message: violations.map(({ message }) => message).join('; ') };
  }
  const item = report.item as Record<string, unknown>;
  if (item['parkCode'] !== undefined && item['parkCode'] !== report.parkCode) {
    const message = 'parkCode: not this lot';
    book.violations.push({ at, topic, code: 1101, field: 'parkCode', message });
    return { code: 1101, message };
  }
  const entry: BookEntry = { seq: book.entries.length + 1, at, interface: report.interface, item };
  const known = knownEntry(book, entry);
  if (known !== undefined) {
    if (JSON.stringify(sorted(known.item)) !== JSON.stringify(sorted(item))) {
      const message = 'id: known with other content';
      book.violations.push({ at, topic, code: 1200, field: 'id', message });
      return { code: 1200, message };
    }
    book.duplicates.push(entry);
    return { code: 0, message: '成功' };
  }
  book.anomalies.push(...anomaliesOf(book, entry));
  book.entries.push(entry);
  return { code: 0, message: '成功' };
}

/** The accepted reports of one interface, oldest first. */
export function entriesOf(book: Book, code: EventInterface): BookEntry[] {
  return book.entries.filter((entry) => entry.interface === code);
}

/** Counts have no id: the same numbers again are news again. */
function knownEntry(book: Book, entry: BookEntry): BookEntry | undefined {
  const id = entry.item['id'];
  if (id === undefined) return undefined;
  return book.entries.find((other) => other.interface === entry.interface && other.item['id'] === id);
}

function anomaliesOf(book: Book, { interface: code, item, at }: BookEntry): Anomaly[] {
  const id = item['id'] as string;
  const carNo = item['carNo'] as string;
  const left = new Set(entriesOf(book, 'vehicleLeave').map((entry) => entry.item['id']));
  const enters = entriesOf(book, 'vehicleEnter');
  switch (code) {
    case 'vehicleEnter': {
      const inside = enters.some((entry) => entry.item['carNo'] === carNo && !left.has(entry.item['id']));
      return inside ? [{ at, kind: 'inside-twice', id, carNo }] : [];
    }
    case 'vehicleLeave': {
      const enter = enters.find((entry) => entry.item['id'] === id);
      if (enter === undefined) return [{ at, kind: 'leave-without-enter', id, carNo }];
      const leaveTime = item['leaveTime'] as string | undefined;
      const backwards = leaveTime !== undefined && leaveTime < (enter.item['enterTime'] as string);
      return backwards ? [{ at, kind: 'leave-before-enter-time', id, carNo }] : [];
    }
    case 'stallCount':
    case 'eventReport':
      return [];
  }
}

function sorted(item: Record<string, unknown>): [string, unknown][] {
  return Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
}
