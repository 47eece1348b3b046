import type { Clock } from '../../../../native/clock/contract.ts';
import { createHttpsCaller } from '../../wire/https-caller.ts';
import type { Trouble } from '../../wire/trouble.ts';
import type { Trust } from '../../wire/trust.ts';
import { readRetryAfter } from '../link/retry-after.ts';
import { readReply } from './reply.ts';
import type { Interface, Reply } from './reply.ts';

/** What came of one message. `retryAfterMs`: how long the platform wants to be left alone; 0: it does not say. */
export type Exchanged =
  | { kind: 'reply'; reply: Reply; retryAfterMs: number }
  | { kind: 'failed'; why: 'timed-out' | 'link-lost'; trouble: Trouble };

export interface Exchange {
  /**
   * Posts to one of the four addresses. `makeBody` is called for each attempt: every message has an id of its own.
   * Settles within 20 s of the first. Never rejects.
   */
  post(name: Interface, makeBody: () => Promise<Buffer>): Promise<Exchanged>;
  /** Breaks off what is under way; the next message finds new connections, and reads anew whom to trust. */
  reset(): void;
  stop(): void;
}

const REPLY_WITHIN_MS = 20_000;
/** Far more than any reply of the text, bytes. */
const LARGEST_REPLY = 65_536;
const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Requests over HTTPS (1.4). `url` is https://host[:port][/path], with /barrier/… behind it. */
export function createExchange(url: string, trust: Trust, clock: Clock): Exchange {
  const caller = createHttpsCaller({ url, trust, clock, withinMs: REPLY_WITHIN_MS, largest: LARGEST_REPLY });
  return {
    async post(name, makeBody) {
      const called = await caller.post({ path: `/barrier/${name}`, headers: HEADERS, body: makeBody });
      if (called.kind === 'failed') return { ...called, why: called.why === 'timed-out' ? 'timed-out' : 'link-lost' };
      const { status, retryAfter, body } = called.answer;
      return {
        kind: 'reply',
        reply: readReply(name, status, body.toString('utf8')),
        retryAfterMs: readRetryAfter(retryAfter, clock.now()),
      };
    },
    reset: caller.reset,
    stop: caller.stop,
  };
}
