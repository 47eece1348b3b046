import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery } from '../outbox/contract.ts';
import { CODE } from './codes.ts';
import type { Reply, ReplyEntry } from './envelope.ts';
import { verdictOn } from './verdict.ts';

/** 7.3.1.2 g. */
export const REPLY_WITHIN_MS = 20_000;

export interface Question {
  interface: string;
  /** Value of the field that question and reply share, e.g. the id of a stay. */
  id: string;
  /** Puts it on the wire; `onFailed` is called when it certainly did not leave. */
  publish(onFailed: () => void): void;
  settle(delivery: Delivery): void;
}

/**
 * Matches replies to questions. MQTT has no correlation: a reply names its interface by its topic, and the question by
 * a field of its data, which tables 22 and 29 even allow to be missing. So at most one question of an interface and id
 * is out at a time; a reply without an id answers the only question of its interface that is out; and once such a
 * reply came while several were out, that interface is asked one question at a time until the link is lost.
 */
export interface AwaitedReplies {
  ask(question: Question): void;
  /** `match` is the field that question and reply share. */
  answer(interfaceName: string, match: string, reply: Reply): void;
  /** The link is gone, and all that was out with it. */
  linkLost(): void;
}

interface Out {
  question: Question;
  key: string;
  cancelTimeout: () => void;
}

export function createAwaitedReplies(clock: Clock): AwaitedReplies {
  const out = new Map<string, Out>();
  let queued: Question[] = [];
  const oneAtATime = new Set<string>();

  const outOf = (name: string): Out[] => [...out.values()].filter((each) => each.question.interface === name);
  const keyOf = (name: string, id: string): string => `${name} ${id}`;

  function mayGo(question: Question): boolean {
    if (oneAtATime.has(question.interface)) return outOf(question.interface).length === 0;
    return !out.has(keyOf(question.interface, question.id));
  }

  function ask(question: Question): void {
    if (!mayGo(question)) {
      queued.push(question);
      return;
    }
    const key = keyOf(question.interface, question.id);
    const entry: Out = { question, key, cancelTimeout: () => undefined };
    out.set(key, entry);
    entry.cancelTimeout = clock.after(REPLY_WITHIN_MS, () => end(entry, { kind: 'no-answer', why: 'timed-out' }));
    question.publish(() => end(entry, { kind: 'no-answer', why: 'link-lost' }));
  }

  function end(entry: Out, delivery: Delivery): void {
    if (out.get(entry.key) !== entry) return;
    out.delete(entry.key);
    entry.cancelTimeout();
    entry.question.settle(delivery);
    const next = queued.find(mayGo);
    if (!next) return;
    queued = queued.filter((question) => question !== next);
    ask(next);
  }

  /** A reply that does not say what it answers. */
  function answerOnly(name: string, delivery: Delivery): void {
    const [only, ...others] = outOf(name);
    if (only && others.length === 0) return end(only, delivery);
    if (only) oneAtATime.add(name);
  }

  return {
    ask,
    answer(name, match, reply) {
      if (reply.entries.length === 0) return answerOnly(name, judge(reply, null));
      for (const entry of reply.entries) {
        const id = entry.fields[match];
        if (typeof id !== 'string') {
          answerOnly(name, judge(reply, entry));
          continue;
        }
        const found = out.get(keyOf(name, id));
        if (found) end(found, judge(reply, entry));
      }
    },
    linkLost() {
      const lost = [...[...out.values()].map((entry) => entry.question), ...queued];
      for (const entry of out.values()) entry.cancelTimeout();
      out.clear();
      queued = [];
      oneAtATime.clear();
      for (const question of lost) question.settle({ kind: 'no-answer', why: 'link-lost' });
    },
  };
}

/**
 * The envelope's code says how the message fared, the entry's how the report did. With 0 or 1 (业务异常) outside the
 * entry decides; any other refusal was of the whole message.
 */
function judge(reply: Reply, entry: ReplyEntry | null): Delivery {
  const entryDecides = reply.code === CODE.ok || reply.code === CODE.business;
  if (entry && entry.code !== null && entryDecides) return verdictOn(entry.code, entry.message ?? reply.message);
  return verdictOn(reply.code, entry?.message ?? reply.message);
}
