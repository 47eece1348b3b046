import type { Delivery, OutgoingItem } from '../outbox/contract.ts';
import { CODE } from './codes.ts';
import { LARGEST_DATA } from './envelope.ts';
import type { Reply, ReplyEntry } from './envelope.ts';
import { events } from './tables/interfaces.ts';
import type { EventInterface } from './tables/interfaces.ts';
import { verdictOn } from './verdict.ts';
import type { Asked } from './verdict.ts';

/** One report that the platform is asked to take. */
export interface Question extends Asked {
  /** Goes before what is not (8.2). */
  live: boolean;
  /** Value of the field that question and reply share, e.g. the id of a stay; null: the reply will not name it. */
  id: string | null;
  /** The entry of `data`, JSON. */
  payload: string;
  bytes: number;
  /** Goes, or went, in a message of its own. */
  alone: boolean;
  /** Called once. */
  settle(delivery: Delivery): void;
}

/** What a question is made from. */
export type Askable = Omit<OutgoingItem, 'seq' | 'businessId' | 'interface'> & { interface: EventInterface };

/** A question around a payload, JSON. One whose payload does not hold the shared field has no id. */
export function questionOf(
  { interface: name, payload, live, unanswered, corrected }: Askable,
  settle: Question['settle'],
): Question {
  const { match } = events[name];
  const value = match === null ? undefined : (JSON.parse(payload) as Record<string, unknown>)[match.request];
  const id = typeof value === 'string' && value !== '' ? value : null;
  // With its comma.
  const bytes = Buffer.byteLength(payload) + 1;
  return { interface: name, live, unanswered, corrected, id, payload, bytes, alone: id === null, settle };
}

/**
 * Puts questions of one interface, in their order, into as few messages as hold them: at most `most` entries each, at
 * most 10 MB (7.3.1.2 e), and no id twice, so that the reply says of each what became of it.
 */
export function pack(questions: readonly Question[], most: number): Question[][] {
  const messages: Question[][] = [];
  let open: { questions: Question[]; ids: Set<string>; bytes: number } | null = null;
  for (const question of questions) {
    const { id, bytes } = question;
    if (question.alone || id === null) {
      messages.push([question]);
      continue;
    }
    const full = open && (open.questions.length >= most || open.bytes + bytes > LARGEST_DATA || open.ids.has(id));
    if (!open || full) {
      open = { questions: [], ids: new Set(), bytes: 0 };
      messages.push(open.questions);
    }
    open.questions.push(question);
    open.ids.add(id);
    open.bytes += bytes;
  }
  return messages.map((message) => (message.length === 1 ? message.map(asAlone) : message));
}

export const asAlone = (question: Question): Question => ({ ...question, alone: true });
/** It is asked again: what was answered does not say what became of it. */
export const asUnsaid = (question: Question): Question => ({ ...question, unanswered: true });
/** A reply that says nothing of a report that was alone is no answer to it. */
export const UNSAID: Delivery = { kind: 'no-answer', why: 'timed-out' };

/** The id by which an entry of a reply names its question; null when it does not. */
export function idOf(name: EventInterface, { fields }: ReplyEntry): string | null {
  const { match } = events[name];
  const value = match === null ? undefined : fields[match.reply];
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * What a reply that is known to answer this message says of each question: its entries name them by the shared field, or
 * stand in their place. `undefined`: it does not say. A reply without entries is about all of them.
 */
export function readReply(questions: readonly Question[], reply: Reply): (Judged | undefined)[] {
  if (reply.entries.length === 0) return questions.map((question) => judge(question, reply, null));
  const named = new Map(
    reply.entries.map((entry, index) => [questions[0] && idOf(questions[0].interface, entry), index]),
  );
  const inPlace = reply.entries.length === questions.length;
  return questions.map((question, index) => {
    const place = (question.id === null ? undefined : named.get(question.id)) ?? (inPlace ? index : undefined);
    const entry = place === undefined ? undefined : reply.entries[place];
    if (!entry) return undefined;
    const other = idOf(question.interface, entry);
    return other === null || question.id === null || other === question.id ? judge(question, reply, entry) : undefined;
  });
}

/** `ask-alone`: it was refused together with others. Asked one by one, the guilty one is found. */
export type Judged = Delivery | 'ask-alone';

/**
 * The envelope's code says how the message fared, the entry's how the report did. The entry decides with 0 or 1
 * (业务异常) outside, and when the refusal outside is that of an entry: a receiver that sums up says 3 or 4 because one
 * of many was wrong. Any other refusal was of the whole message. `entry` null: the reply has none.
 */
export function judge(question: Question, reply: Reply, entry: ReplyEntry | null): Judged {
  const message = entry?.message ?? reply.message;
  const outside = verdictOn(reply.code, message, question);
  // Of several, one may be known already (1200): which, the code outside does not say.
  const objects = reply.code !== CODE.ok && outside.kind !== 'not-now';
  const sumsUp = objects && reply.entries.some(({ code }) => code !== null && code !== CODE.ok);
  if (entry && entry.code !== null && (reply.code === CODE.ok || sumsUp))
    return verdictOn(entry.code, message, question);
  return objects && !question.alone ? 'ask-alone' : outside;
}
