import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery } from '../outbox/contract.ts';
import type { Reply } from './envelope.ts';
import { asAlone, idOf, judge, pack, readReply } from './message.ts';
import type { Judged, Question } from './message.ts';
import type { EventInterface } from './tables/interfaces.ts';

/** 7.3.1.2 g. */
export const REPLY_WITHIN_MS = 20_000;

export interface AwaitedRepliesParts {
  clock: Clock;
  /** Most questions in one message. */
  batch: number;
  /** Puts one message on the wire; `onFailed` is called when it certainly did not leave. */
  publish(name: EventInterface, payloads: readonly string[], onFailed: () => void): void;
}

/**
 * Matches replies to questions where the channel does not: over MQTT a reply names its interface by its topic, and each
 * question by a field of its data, which some tables leave out or allow to be missing. So:
 * - at most one question of an interface and id is out at a time;
 * - a question without an id is the only one of its interface that is out;
 * - a reply that names nothing answers the only message that is out. When that cannot be told, the interface is asked
 *   one question at a time until the link is lost;
 * - what was given up may still be answered: for as long again nothing is asked whose answer that could be taken for.
 * Questions of one turn and interface leave in one message, as many as it holds.
 */
export interface AwaitedReplies {
  ask(question: Question): void;
  answer(name: EventInterface, reply: Reply): void;
  /** The link is gone, and all that was out with it. */
  linkLost(): void;
}

interface Message {
  questions: readonly Question[];
  /** Not answered yet. */
  open: Set<Question>;
  cancelTimeout: () => void;
}

/** What is known of one interface. */
interface Book {
  name: EventInterface;
  waiting: Question[];
  messages: Set<Message>;
  out: Map<string, { message: Message; question: Question }>;
  oneAtATime: boolean;
  /** Questions that were given up, by their id, for as long as an answer may come. */
  late: Map<string | null, { payload: string; until: number }>;
}

export function createAwaitedReplies({ clock, batch, publish }: AwaitedRepliesParts): AwaitedReplies {
  let books = new Map<EventInterface, Book>();
  const due = new Set<Book>();

  function bookOf(name: EventInterface): Book {
    const known = books.get(name);
    if (known) return known;
    const book: Book = { name, waiting: [], messages: new Set(), out: new Map(), oneAtATime: false, late: new Map() };
    books.set(name, book);
    return book;
  }

  /** At the end of this turn: what comes in the same turn goes along. */
  function sendSoon(book: Book): void {
    if (due.size === 0) queueMicrotask(sendDue);
    due.add(book);
  }

  function sendDue(): void {
    const books = [...due];
    due.clear();
    for (const book of books) send(book);
  }

  function send(book: Book): void {
    const [going, staying]: [Question[], Question[]] = [[], []];
    const ids = new Set<string | null>();
    for (const question of book.waiting) {
      const goes = mayGo(book, question, ids);
      (goes ? going : staying).push(question);
      if (goes) ids.add(question.id);
    }
    book.waiting = staying;
    for (const questions of pack(going, batch)) sendOne(book, questions);
  }

  /** `with`: the ids of those that go now. */
  function mayGo(book: Book, { id, payload }: Question, ids: ReadonlySet<string | null>): boolean {
    if (id === null || book.oneAtATime) return book.messages.size === 0 && ids.size === 0 && onlyLate(book, payload);
    const [first] = book.messages;
    if (ids.has(null) || (first && isNameless(first))) return false;
    const late = book.late.get(id);
    return !book.out.has(id) && !ids.has(id) && (late === undefined || late.payload === payload);
  }

  function sendOne(book: Book, questions: readonly Question[]): void {
    const message: Message = { questions, open: new Set(questions), cancelTimeout: () => undefined };
    book.messages.add(message);
    for (const question of questions) if (question.id !== null) book.out.set(question.id, { message, question });
    message.cancelTimeout = clock.after(REPLY_WITHIN_MS, () => giveUp(book, message));
    publish(
      book.name,
      questions.map(({ payload }) => payload),
      () => endAll(book, message, { kind: 'no-answer', why: 'link-lost' }),
    );
  }

  function giveUp(book: Book, message: Message): void {
    const until = clock.monotonic() + REPLY_WITHIN_MS;
    for (const { id, payload } of message.open) book.late.set(id, { payload, until });
    clock.after(REPLY_WITHIN_MS, () => {
      for (const [id, late] of book.late) if (late.until <= clock.monotonic()) book.late.delete(id);
      sendSoon(book);
    });
    endAll(book, message, { kind: 'no-answer', why: 'timed-out' });
  }

  function endAll(book: Book, message: Message, delivery: Delivery): void {
    for (const question of message.open) end(book, message, question, delivery);
  }

  function end(book: Book, message: Message, question: Question, judged: Judged): void {
    if (!message.open.delete(question)) return;
    if (question.id !== null) book.out.delete(question.id);
    if (message.open.size === 0) {
      book.messages.delete(message);
      message.cancelTimeout();
    }
    if (judged === 'ask-alone') book.waiting.unshift(asAlone(question));
    if (book.waiting.length > 0) sendSoon(book);
    if (judged !== 'ask-alone') question.settle(judged);
  }

  /** A reply that has to be taken for that of the only message out; of one that was given up before it cannot be. */
  function answerOnly(book: Book, message: Message, reply: Reply): void {
    const [first] = message.questions;
    const certain = book.late.size === 0 || (message.questions.length === 1 && onlyLate(book, first?.payload));
    const judged = certain ? readReply(message.questions, reply) : [];
    for (const [index, question] of message.questions.entries()) {
      const about = judged[index];
      if (about === undefined) book.oneAtATime = true;
      else end(book, message, question, about);
    }
  }

  return {
    ask(question) {
      const book = bookOf(question.interface);
      book.waiting.push(question);
      sendSoon(book);
    },
    answer(name, reply) {
      const book = books.get(name);
      const [only] = book?.messages ?? [];
      if (!book || !only) return;
      const ids = reply.entries.map((entry) => idOf(name, entry));
      const namesAll = ids.length > 0 && !ids.includes(null);
      if (book.messages.size === 1 && (!namesAll || isNameless(only))) return answerOnly(book, only, reply);
      if (!namesAll) book.oneAtATime = true;
      for (const [index, entry] of reply.entries.entries()) {
        const asked = book.out.get(ids[index] ?? '');
        if (asked) end(book, asked.message, asked.question, judge(asked.question, reply, entry));
      }
    },
    linkLost() {
      const lost = [...books.values()].flatMap(({ messages, waiting }) => {
        for (const message of messages) message.cancelTimeout();
        // Taken out: whatever still holds this book finds nothing to send.
        return [...[...messages].flatMap(({ open }) => [...open]), ...waiting.splice(0)];
      });
      books = new Map();
      for (const question of lost) question.settle({ kind: 'no-answer', why: 'link-lost' });
    },
  };
}

const isNameless = ({ questions: [first] }: Message): boolean => first?.id === null;

/** Nothing else was given up: an answer that comes late would be to the same. */
const onlyLate = (book: Book, payload: string | undefined): boolean =>
  [...book.late.values()].every((late) => late.payload === payload);
