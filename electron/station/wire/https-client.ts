import type { TLSSocket } from 'node:tls';
import { buildConnector, Pool } from 'undici';
import type { FormData } from 'undici';
import { codeOf } from './network-trouble.ts';
import type { TlsTerms } from './trust.ts';

const CONNECT_WITHIN_MS = 10_000;
/** Connections kept at once. */
const CONNECTIONS = 32;
/** A kept connection that broke between two requests, or under one: the next connection may well work. */
const BROKEN = new Set<unknown>(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED']);

export interface HttpsAnswer {
  status: number;
  /** The header Retry-After, as it came. */
  retryAfter: string | null;
  body: Buffer;
}

export interface HttpsPost {
  /** From the first slash on, behind what the address of the site file holds. */
  path: string;
  headers: Record<string, string>;
  /** As a function: made anew each time it is posted, where no two messages may be the same. */
  body: Buffer | FormData | (() => Promise<Buffer>);
  signal: AbortSignal;
}

/** Keeps connections to one platform and posts over them. */
export interface HttpsClient {
  /**
   * Posts, and once more at once when the connection broke: what is posted must bear being sent twice. Rejects with the
   * network's error (`networkTrouble` reads it), or the signal's reason.
   */
  post(request: HttpsPost): Promise<HttpsAnswer>;
  /** Breaks off whatever is under way. */
  destroy(): Promise<void>;
}

/** `url` is `https://host[:port][/prefix]`. Throws when it cannot be used. `largest`: of an answer, bytes. */
export function createHttpsClient(url: string, { options, objectionTo }: TlsTerms, largest: number): HttpsClient {
  const { origin, pathname } = new URL(url);
  const prefix = pathname.replace(/\/+$/, '');
  const connectTls = buildConnector({ ...options, timeout: CONNECT_WITHIN_MS, allowH2: false, maxCachedSessions: 0 });
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    maxResponseSize: largest,
    // The caller's signal says when it has taken too long, by the injected clock.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
    connect(target, callback) {
      connectTls(target, (...[error, socket]) => {
        if (error !== null) return callback(error, null);
        const objection = objectionTo(socket as TLSSocket);
        if (objection === null) return callback(null, socket);
        socket.destroy();
        callback(objection, null);
      });
    },
  });

  async function once({ path, headers, signal, ...content }: HttpsPost): Promise<HttpsAnswer> {
    const body = typeof content.body === 'function' ? await content.body() : content.body;
    const answer = await pool.request({ method: 'POST', path: prefix + path, headers, body, signal });
    const { statusCode: status, headers: said } = answer;
    const retryAfter = said['retry-after'];
    return {
      status,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      body: Buffer.from(await answer.body.arrayBuffer()),
    };
  }

  return {
    async post(request) {
      try {
        return await once(request);
      } catch (error) {
        if (!BROKEN.has(codeOf(error)) || request.signal.aborted) throw error;
        return await once(request);
      }
    },
    destroy: () => pool.destroy(),
  };
}
