import type { Clock } from '../../../native/clock/contract.ts';
import { createHttpsClient } from './https-client.ts';
import type { HttpsAnswer, HttpsClient, HttpsPost } from './https-client.ts';
import { networkTrouble, wordsOf } from './network-trouble.ts';
import { down, refused, STOPPED } from './trouble.ts';
import type { Trouble } from './trouble.ts';
import { readTrust } from './trust.ts';
import type { Trust } from './trust.ts';

/** What came of one request. `unsent`: not a byte of it left this machine. */
export type Called =
  | { kind: 'answer'; answer: HttpsAnswer }
  | { kind: 'failed'; why: 'timed-out' | 'link-lost' | 'unsent'; trouble: Trouble };

/** Requests to one far end. */
export interface HttpsCaller {
  /** Posts, and settles within the time set. `signal` breaks it off sooner. Never rejects. */
  post(request: Omit<HttpsPost, 'signal'>, signal?: AbortSignal): Promise<Called>;
  /** Breaks off what is under way; the next request finds new connections, and reads anew whom to trust. */
  reset(): void;
  /** As `reset`, and nothing is posted any more. */
  stop(): void;
}

export interface HttpsCallerOptions {
  /** https://host[:port][/path] */
  url: string;
  trust: Trust;
  clock: Clock;
  /** How long an answer is waited for, ms. */
  withinMs: number;
  /** Of an answer, bytes. */
  largest: number;
}

export function createHttpsCaller({ url, trust, clock, withinMs, largest }: HttpsCallerOptions): HttpsCaller {
  const silence = down('not-answering', `no answer within ${withinMs / 1000} s`);
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
      client ??= createHttpsClient(url, read.terms, largest);
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

  async function ask(request: HttpsPost): Promise<Called> {
    const opened = await openClient();
    if ('trouble' in opened) return { kind: 'failed', why: 'unsent', trouble: opened.trouble };
    return { kind: 'answer', answer: await opened.client.post(request) };
  }

  return {
    async post(request, signal) {
      if (stopped || signal?.aborted) return { kind: 'failed', why: 'unsent', trouble: STOPPED };
      const limit = new AbortController();
      let cancel = (): void => undefined;
      // Beside the signal: the client does not hear it while it is still connecting.
      const givenUp = new Promise<Called>((resolve) => {
        const giveUp = (failed: Extract<Called, { kind: 'failed' }>): void => {
          resolve(failed);
          limit.abort();
        };
        const stop = (): void => giveUp({ kind: 'failed', why: 'link-lost', trouble: STOPPED });
        const stopTimer = clock.after(withinMs, () => giveUp({ kind: 'failed', why: 'timed-out', trouble: silence }));
        signal?.addEventListener('abort', stop, { once: true });
        cancel = () => {
          stopTimer();
          signal?.removeEventListener('abort', stop);
        };
      });
      try {
        return await Promise.race([givenUp, ask({ ...request, signal: limit.signal })]);
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
