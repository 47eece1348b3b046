import type { Clock } from '../../../../native/clock/contract.ts';
import { createHttpsClient } from '../link/https-client.ts';
import type { HttpsClient } from '../link/https-client.ts';
import { down, refused, STOPPED } from '../link/link-state.ts';
import type { Trouble } from '../link/link-state.ts';
import { networkTrouble, wordsOf } from '../link/network-trouble.ts';
import { readRetryAfter } from '../link/retry-after.ts';
import { readTrust } from '../link/trust.ts';
import type { Trust } from '../link/trust.ts';
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
const SILENCE = down('not-answering', `no answer within ${REPLY_WITHIN_MS / 1000} s`);
const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Requests over HTTPS (1.4). `url` is https://host[:port][/path], with /barrier/… behind it. */
export function createExchange(url: string, trust: Trust, clock: Clock): Exchange {
  let client: HttpsClient | null = null;
  let stopped = false;

  /** The connections there are, or new ones. */
  async function openClient(): Promise<{ client: HttpsClient } | { trouble: Trouble }> {
    if (client) return { client };
    const read = await readTrust(trust);
    if (!read.ok) return read;
    if (stopped) return { trouble: STOPPED };
    try {
      // Another may have opened them meanwhile.
      client ??= createHttpsClient(url, read.terms, LARGEST_REPLY);
      return { client };
    } catch (error) {
      return { trouble: refused('bad-address', `${url}: ${wordsOf(error)}`) };
    }
  }

  /** Nobody waits for its end: a connection that is still being made ends with its own time limit. */
  function reset(): void {
    client?.destroy().catch(() => undefined);
    client = null;
  }

  async function ask(name: Interface, makeBody: () => Promise<Buffer>, signal: AbortSignal): Promise<Exchanged> {
    const opened = await openClient();
    if ('trouble' in opened) return { kind: 'failed', why: 'link-lost', trouble: opened.trouble };
    const request = { path: `/barrier/${name}`, headers: HEADERS, body: makeBody, signal };
    const { status, retryAfter, body } = await opened.client.post(request);
    return {
      kind: 'reply',
      reply: readReply(name, status, body.toString('utf8')),
      retryAfterMs: readRetryAfter(retryAfter, clock.now()),
    };
  }

  return {
    async post(name, makeBody) {
      const limit = new AbortController();
      let cancel = (): void => undefined;
      // Beside the signal: the client does not hear it while it is still connecting.
      const silence = new Promise<Exchanged>((resolve) => {
        cancel = clock.after(REPLY_WITHIN_MS, () => {
          resolve({ kind: 'failed', why: 'timed-out', trouble: SILENCE });
          limit.abort();
        });
      });
      try {
        return await Promise.race([silence, ask(name, makeBody, limit.signal)]);
      } catch (error) {
        return { kind: 'failed', why: 'link-lost', trouble: networkTrouble(error) };
      } finally {
        cancel();
      }
    },
    reset,
    stop() {
      stopped = true;
      reset();
    },
  };
}
