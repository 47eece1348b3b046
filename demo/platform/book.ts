import { checkItem } from './check.ts';
import type { Violation } from './check.ts';
import { asMessage } from './codes.ts';
import type { Issued } from './issued.ts';
import { keyOf, nameOf, repeatOf } from './repeats.ts';
import type { ReportInterface } from './repeats.ts';
import type { TokenStyle } from './accounts.ts';
import { hearStories } from './stories/stories.ts';
import { remember, textOf } from './stories/tale.ts';
import type { Item, Tale } from './stories/tale.ts';
import { EVENTS } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** One accepted report, in the order it came. `at` is UTC ms of its arrival here. */
export interface BookEntry {
  seq: number;
  at: number;
  interface: ReportInterface;
  item: Record<string, unknown>;
}

/** A departure from the text, and the topic or path on which it came. */
export interface RecordedViolation extends Violation {
  at: number;
  topic: string;
}

/** Lawful by its table, yet telling a story that cannot be. */
export interface Anomaly extends Tale {
  at: number;
  interface: ReportInterface | 'payReturn';
  /** What names the object: an id, a stall or order number. */
  id: string;
  carNo: string | null;
}

/** A use of the account (tables 4 to 9), or a report turned away for its token; `code` is what was answered. */
export interface Session {
  at: number;
  interface: 'login' | 'refreshToken' | 'logout' | 'token';
  code: number;
}

/** A driver's browser on the page of 7.4.1, with what the lot's payment page gave it (table 67). */
export interface PayReturn {
  at: number;
  orderNo: string;
  timestamp: number;
  payResult: number;
}

export interface StrayAnswer {
  at: number;
  interface: string;
  payload: string;
}

/** All that this platform has heard of the lot: what `GET /book` shows and what tests count. */
export interface Book {
  /** Every accepted report once, in order of arrival; the last `keep` of them. */
  entries: BookEntry[];
  /** The same report again: answered 0, not entered again. */
  duplicates: BookEntry[];
  violations: RecordedViolation[];
  anomalies: Anomaly[];
  /** Answers of the lot that no open request waits for. */
  strayAnswers: StrayAnswer[];
  sessions: Session[];
  payReturns: PayReturn[];
  /** How often each way of writing the token was seen. */
  tokenStyles: Record<TokenStyle, number>;
}

/** What has just been written into the book. */
export type Note =
  | { what: 'report'; entry: BookEntry }
  | { what: 'duplicate'; entry: BookEntry }
  | { what: 'violation'; violation: RecordedViolation }
  | { what: 'anomaly'; anomaly: Anomaly }
  | { what: 'stray-answer'; answer: StrayAnswer }
  | { what: 'session'; session: Session }
  | { what: 'pay-return'; payReturn: PayReturn };

export interface Verdict {
  code: number;
  message: string;
}

/** Where a report came from: `topic` is also the path of one over HTTPS. */
export interface Report {
  interface: ReportInterface;
  topic: string;
  item: unknown;
}

export interface BookKeeper {
  readonly book: Book;
  /**
   * Takes one object of a report's `data` into the book. Answers as appendix A says: 0, the code of the first violation with
   * words that name its field, 1101 or 1001 for another lot, 1200 for a known name with other content. `entry` is the
   * report in the book: of a duplicate, the one that came first.
   */
  enter(report: Report): Verdict & { entry: BookEntry | null };
  /** The same for what has been held against its table already. */
  write(code: ReportInterface, topic: string, item: Record<string, unknown>): Verdict & { entry: BookEntry | null };
  /** Holds an object against its table; the first violation, all of them written down, or null. */
  check(code: EventInterface, topic: string, item: unknown): Verdict | null;
  violated(topic: string, violation: Violation): void;
  answeredAstray(code: string, payload: string): void;
  session(code: Session['interface'], answered: number): void;
  tokenSeen(style: TokenStyle): void;
  /** An overdue order as the lot reported it last (table 47). */
  overdueOrder(overdueOrderNo: string): Item | undefined;
  /** The provider as the lot reported it (table 10). */
  providerCode(): string | null;
  /** The lot's page for invoices: where it supports them (table 34, business 1). */
  invoicePage(): string | null;
  /** `payReturn` fits table 67. */
  payReturned(payReturn: Omit<PayReturn, 'at'>): void;
}

export interface BookOptions {
  parkCode: string;
  now: () => number;
  issued: Issued;
  /** So many reports are kept, and remembered to know them again. */
  keep: number;
  /** Times further ahead of the clock than this are told as anomalies. */
  aheadS: number;
  onNote?: ((note: Note) => void) | undefined;
}

/** Of everything but reports: a lot that does everything wrong must not fill the memory. */
const KEEP_OTHERS = 10_000;
const TAKEN: Verdict = { code: 0, message: '成功' };

export function keepBook({ parkCode, now, issued, keep, aheadS, onNote }: BookOptions): BookKeeper {
  const book: Book = {
    entries: [],
    duplicates: [],
    violations: [],
    anomalies: [],
    strayAnswers: [],
    sessions: [],
    payReturns: [],
    tokenStyles: { Bearer: 0, bearer: 0, bare: 0 },
  };
  /** The last report under each key. */
  const known = new Map<string, BookEntry>();
  const stories = hearStories({ now, aheadS, most: keep, issued });
  let seq = 0;

  const violated: BookKeeper['violated'] = (topic, violation) => {
    const recorded = { ...violation, at: now(), topic };
    keepLast(book.violations, recorded, KEEP_OTHERS);
    onNote?.({ what: 'violation', violation: recorded });
  };
  const strange = (told: Tale, about: Omit<Anomaly, 'at' | keyof Tale>): void => {
    const anomaly = { at: now(), ...about, ...told };
    keepLast(book.anomalies, anomaly, KEEP_OTHERS);
    onNote?.({ what: 'anomaly', anomaly });
  };
  const check: BookKeeper['check'] = (code, topic, item) => {
    const violations = checkItem(EVENTS[code].request, item);
    const [first] = violations;
    if (first === undefined) return null;
    for (const violation of violations) violated(topic, violation);
    return { code: first.code, message: asMessage(violations.map(({ message }) => message).join('; ')) };
  };
  const refuse = (name: ReportInterface, topic: string, code: number, field: string, words: string): Verdict => {
    const { number } = EVENTS[name].request;
    const message = `表${number} ${field}: ${words}`;
    violated(topic, { code, table: number, field, message });
    return { code, message };
  };
  const otherLot = (name: ReportInterface, topic: string, given: unknown): Verdict | null => {
    if (given === undefined || given === parkCode) return null;
    return typeof given === 'string' && /^\d{20}$/.test(given)
      ? refuse(name, topic, 1101, 'parkCode', 'not this lot')
      : refuse(name, topic, 1001, 'parkCode', 'not the 20 digits of a lot');
  };

  const write: BookKeeper['write'] = (code, topic, item) => {
    const refused = otherLot(code, topic, item['parkCode']);
    if (refused !== null) return { ...refused, entry: null };
    const key = keyOf(code, item);
    const before = key === null ? undefined : known.get(key);
    const repeat = before === undefined ? 'new' : repeatOf(code, before.item, item);
    if (repeat === 'conflict') {
      return { ...refuse(code, topic, 1200, nameOf(code), 'known with other content'), entry: null };
    }
    const entry: BookEntry = { seq: seq + 1, at: now(), interface: code, item };
    if (repeat === 'duplicate') {
      keepLast(book.duplicates, entry, KEEP_OTHERS);
      onNote?.({ what: 'duplicate', entry });
      return { ...TAKEN, entry: before ?? entry };
    }
    seq += 1;
    if (key !== null) remember(known, key, entry, keep);
    keepLast(book.entries, entry, keep);
    onNote?.({ what: 'report', entry });
    for (const told of stories.hear(code, item)) {
      strange(told, { interface: code, id: textOf(item, nameOf(code)) ?? '', carNo: textOf(item, 'carNo') });
    }
    return { ...TAKEN, entry };
  };

  return {
    book,
    violated,
    check,
    enter({ interface: code, topic, item }) {
      const refused = check(code, topic, item);
      return refused === null ? write(code, topic, item as Record<string, unknown>) : { ...refused, entry: null };
    },
    write,
    answeredAstray(code, payload) {
      const stray = { at: now(), interface: code, payload };
      keepLast(book.strayAnswers, stray, KEEP_OTHERS);
      onNote?.({ what: 'stray-answer', answer: stray });
    },
    session(code, answered) {
      const session = { at: now(), interface: code, code: answered };
      keepLast(book.sessions, session, KEEP_OTHERS);
      onNote?.({ what: 'session', session });
    },
    tokenSeen(style) {
      book.tokenStyles[style] += 1;
    },
    overdueOrder: (overdueOrderNo) => stories.overdueOrder(overdueOrderNo),
    providerCode: () => stories.providerCode(),
    invoicePage: () => stories.invoicePage(),
    payReturned(given) {
      const payReturn = { at: now(), ...given };
      keepLast(book.payReturns, payReturn, KEEP_OTHERS);
      onNote?.({ what: 'pay-return', payReturn });
      for (const told of stories.payReturned(given.orderNo)) {
        strange(told, { interface: 'payReturn', id: given.orderNo, carNo: null });
      }
    },
  };
}

/** The accepted reports of one interface, oldest first. */
export function entriesOf(book: Book, code: ReportInterface): BookEntry[] {
  return book.entries.filter((entry) => entry.interface === code);
}

/** Appends; what is over is cut off in slices of a tenth, so that no single report pays for it. */
function keepLast<T>(list: T[], value: T, most: number): void {
  list.push(value);
  if (list.length >= most + Math.ceil(most / 10)) list.splice(0, list.length - most);
}
