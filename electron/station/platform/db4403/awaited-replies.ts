import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery } from '../outbox/contract.ts';
import type { Reply } from './envelope.ts';
import { asAlone, asUnsaid, idOf, judge, pack, readReply, UNSAID } from './message.ts';
import type { Judged, Question } from './message.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface, Interface } from './tables/interfaces.ts';

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
 * question by a field of its data, which some tables leave out or allow to be missing, and which a refusal without
 * entries never has. One reply answers one message. So:
 * - at most one question of an interface and id is out at a time;
 * - a question without an id is the only one of its interface that is out;
 * - an interface whose reply may leave the id out has one message out at a time, as full as can be: a reply that names
 *   nothing is to that one;
 * - others have several out. A reply that names nothing is then to the one that no other reply answers; from then on, until
 *   the link is lost, that interface has one message out, too. Where it cannot be told, what is open is asked once more;
 * - what was given up may still be answered: for as long again no reply that names nothing is believed.
 * Questions of one turn and interface leave in one message, as many as it holds; live ones first.
 */
export interface AwaitedReplies {
  ask(question: Question): void;
  answer(name: EventInterface, reply: Reply): void;
  /** The link is gone, and all that was out with it. */
  linkLost(): void;
  /** Questions that are not out yet. */
  readonly waiting: number;
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
  /** In the order in which they go. */
  waiting: Question[];
  messages: Set<Message>;
  out: Map<string, { message: Message; question: Question }>;
  oneMessage: boolean;
  /** Replies that name nothing, each to one of several messages that were out. */
  unclaimed: Reply[];
  /** Questions whose answer may still come though it is not waited for, by their id. */
  late: Map<string | null, { payload: string; until: number }>;
  /** A reply came that may be such a late one: nothing goes before it is over with them. */
  inDoubt: boolean;
}

/** Whether the interface's reply table lets the shared field be missing (tables 22 and 29). */
function mayNameNothing(name: EventInterface): boolean {
  const { match, reply }: Interface = events[name];
  return match !== null && reply.fields.some((field) => field.name === match.reply && !field.required);
}

export function createAwaitedReplies({ clock, batch, publish }: AwaitedRepliesParts): AwaitedReplies {
  let books = new Map<EventInterface, Book>();
  const due = new Set<Book>();

  function bookOf(name: EventInterface): Book {
    const known = books.get(name);
    if (known) return known;
    const book: Book = {
      ...{ name, waiting: [], messages: new Set(), out: new Map(), unclaimed: [], late: new Map() },
      ...{ oneMessage: mayNameNothing(name), inDoubt: false },
    };
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
    if (book.oneMessage && book.messages.size > 0) return;
    const ids = new Set<string | null>();
    const ready = book.waiting.filter((question) => {
      const goes = mayGo(book, question, ids);
      if (goes) ids.add(question.id);
      return goes;
    });
    const messages = pack(ready, batch).slice(0, book.oneMessage ? 1 : undefined);
    const going = new Set(messages.flat().map(({ id }) => id));
    const gone = new Set(ready.filter(({ id }) => going.has(id)));
    book.waiting = book.waiting.filter((question) => !gone.has(question));
    for (const questions of messages) sendOne(book, questions);
  }

  /** `with`: the ids of those that go now. */
  function mayGo(book: Book, { id, payload }: Question, ids: ReadonlySet<string | null>): boolean {
    if (book.inDoubt && !onlyLate(book, payload)) return false;
    if (id === null) return book.messages.size === 0 && ids.size === 0 && onlyLate(book, payload);
    const [first] = book.messages;
    if (ids.has(null) || (first && isNameless(first))) return false;
    const late = book.late.get(id);
    return !book.out.has(id) && !ids.has(id) && (late === undefined || late.payload === payload);
  }

  function sendOne(book: Book, questions: readonly Question[]): void {
    const message: Message = { questions, open: new Set(questions), cancelTimeout: () => undefined };
    book.messages.add(message);
    for (const question of questions) if (question.id !== null) book.out.set(question.id, { message, question });
    message.cancelTimeout = clock.after(REPLY_WITHIN_MS, () => {
      expectLate(book, message);
      endAll(book, message, { kind: 'no-answer', why: 'timed-out' });
      claim(book);
    });
    publish(
      book.name,
      questions.map(({ payload }) => payload),
      () => endAll(book, message, { kind: 'no-answer', why: 'link-lost' }),
    );
  }

  function expectLate(book: Book, message: Message): void {
    const until = clock.monotonic() + REPLY_WITHIN_MS;
    for (const { id, payload } of message.open) book.late.set(id, { payload, until });
    clock.after(REPLY_WITHIN_MS, () => {
      for (const [id, late] of book.late) if (late.until <= clock.monotonic()) book.late.delete(id);
      if (book.late.size === 0) book.inDoubt = false;
      sendSoon(book);
    });
  }

  function endAll(book: Book, message: Message, delivery: Delivery): void {
    for (const question of message.open) end(book, message, question, delivery);
  }

  function end(book: Book, message: Message, question: Question, judged: Judged): void {
    if (!close(book, message, question)) return;
    if (judged === 'ask-alone') putBack(book, [asAlone(question)]);
    else question.settle(judged);
  }

  /** It is not out any more. False: it was not. */
  function close(book: Book, message: Message, question: Question): boolean {
    if (!message.open.delete(question)) return false;
    if (question.id !== null) book.out.delete(question.id);
    if (message.open.size === 0) {
      book.messages.delete(message);
      message.cancelTimeout();
    }
    sendSoon(book);
    return true;
  }

  /** Before the others of their rank. */
  function putBack(book: Book, questions: readonly Question[]): void {
    const all = [...questions, ...book.waiting];
    book.waiting = [...all.filter(({ live }) => live), ...all.filter(({ live }) => !live)];
  }

  function askAgain(book: Book, messages: readonly Message[]): void {
    const again = messages.flatMap((message) => [...message.open].filter((question) => close(book, message, question)));
    putBack(book, again.map(asUnsaid));
  }

  /** This reply is to this message. */
  function settle(book: Book, message: Message, reply: Reply): void {
    const judged = readReply(message.questions, reply);
    const again: Question[] = [];
    for (const [index, question] of message.questions.entries()) {
      const about = judged[index] ?? (question.alone ? UNSAID : undefined);
      if (!close(book, message, question)) continue;
      if (about === undefined) again.push(asAlone(asUnsaid(question)));
      else if (about === 'ask-alone') again.push(asAlone(question));
      else question.settle(about);
    }
    putBack(book, again);
  }

  /** A reply that has to be taken for that of the only message out; of one that was given up before it cannot be. */
  function settleOnly(book: Book, message: Message, reply: Reply): void {
    const [first] = message.questions;
    const certain = book.late.size === 0 || (message.questions.length === 1 && onlyLate(book, first?.payload));
    if (certain) settle(book, message, reply);
    else doubt(book, [message]);
  }

  function doubt(book: Book, messages: readonly Message[]): void {
    for (const message of messages) expectLate(book, message);
    book.inDoubt = true;
    askAgain(book, messages);
  }

  /** As soon as there are as many replies that name nothing as messages without an answer, each is to one of those. */
  function claim(book: Book): void {
    const { unclaimed: replies, messages } = book;
    const [reply] = replies;
    if (!reply || replies.length < messages.size) return;
    book.unclaimed = [];
    const open = [...messages];
    if (open.length > 0 && book.late.size > 0) return doubt(book, open);
    const told = replies.length === open.length ? open.filter(({ questions }) => sayTheSame(questions, replies)) : [];
    for (const message of told) settle(book, message, reply);
    askAgain(
      book,
      open.filter((message) => !told.includes(message)),
    );
  }

  return {
    ask(question) {
      const book = bookOf(question.interface);
      const at = question.live ? book.waiting.findIndex(({ live }) => !live) : -1;
      book.waiting.splice(at === -1 ? book.waiting.length : at, 0, question);
      sendSoon(book);
    },
    answer(name, reply) {
      const book = books.get(name);
      const [only] = book?.messages ?? [];
      if (!book || !only) return;
      const ids = reply.entries.map((entry) => idOf(name, entry));
      const named = ids.map((id) => (id === null ? undefined : book.out.get(id)));
      const owner = named.find((asked) => asked !== undefined)?.message;
      if (isNameless(only)) settleOnly(book, only, reply);
      else if (ids.length > 0 && !ids.includes(null))
        for (const [index, entry] of reply.entries.entries()) {
          const asked = named[index];
          if (asked) end(book, asked.message, asked.question, judge(asked.question, reply, entry));
        }
      else if (owner) settle(book, owner, reply);
      else if (book.messages.size === 1) settleOnly(book, only, reply);
      else {
        book.oneMessage = true;
        book.unclaimed.push(reply);
      }
      claim(book);
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
    get waiting() {
      return [...books.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
    },
  };
}

const isNameless = ({ questions: [first] }: Message): boolean => first?.id === null;

/** Nothing else was given up: an answer that comes late would be to the same. */
const onlyLate = (book: Book, payload: string | undefined): boolean =>
  [...book.late.values()].every((late) => late.payload === payload);

/** Whichever of these replies is to these questions, it says the same of each. */
function sayTheSame(questions: readonly Question[], replies: readonly Reply[]): boolean {
  const said = replies.map((reply) => JSON.stringify(readReply(questions, reply)));
  return new Set(said).size === 1;
}
