import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../../../native/clock/contract.ts';
import { createGuests } from '../../../native/http-door/guests.ts';
import { createRateLimit } from '../../../native/http-door/rate-limit.ts';
import { CONTENT_TYPE, exposition } from './exposition.ts';
import type { Metric } from './exposition.ts';
import type { HealthView } from './health.ts';

/** The monitor's door: read only, and for programs of this machine alone. */
export interface HealthDoor {
  /** Rejects with the system's error (EADDRINUSE); may be called again. */
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

export interface HealthDoorParts {
  /** 0 takes a free one; `start` says which. */
  port: number;
  clock: Clock;
  health(): HealthView;
  metrics(): Metric[];
  /** An answer could not be made; whoever asked was told 500. */
  onFailed(error: unknown): void;
}

/** Loopback, whatever the site file says: what is told here is nobody else's. */
const HOST = '127.0.0.1';
const PER_SECOND = 10;
const MOST_CONNECTIONS = { inAll: 16, unknownOfOne: 16 };
const WITHIN_MS = 5_000;

interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

const plain = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
  headers,
});

export function createHealthDoor({ port, clock, health, metrics, onFailed }: HealthDoorParts): HealthDoor {
  const mayAsk = createRateLimit(clock, PER_SECOND);
  const guests = createGuests(MOST_CONNECTIONS);
  let server: Server | null = null;

  function answerTo({ method, url, headers }: IncomingMessage): Answer {
    // A page in a browser of this machine that calls us by a name of its own is no monitor.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return plain(403, 'ask 127.0.0.1');
    if (!mayAsk(HOST)) return plain(429, 'too many questions', { 'Retry-After': '1' });
    const ask = url === '/healthz' ? healthz : url === '/metrics' ? scrape : null;
    if (ask === null) return plain(404, 'GET /healthz or /metrics');
    if (method !== 'GET') return plain(405, 'GET alone', { Allow: 'GET' });
    try {
      return ask();
    } catch (error) {
      onFailed(error);
      return plain(500, 'not to be had');
    }
  }

  function healthz(): Answer {
    const view = health();
    return {
      status: view.state === 'failing' ? 503 : 200,
      type: 'application/json',
      body: `${JSON.stringify(view)}\n`,
    };
  }
  const scrape = (): Answer => ({ status: 200, type: CONTENT_TYPE, body: exposition(metrics()) });

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const { status, type, body, headers } = answerTo(request);
    response.writeHead(status, {
      'Content-Type': type,
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      // Nothing of a body is read, and nobody holds a connection.
      Connection: 'close',
      ...headers,
    });
    response.end(body);
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        const made = createServer(
          {
            headersTimeout: WITHIN_MS,
            requestTimeout: WITHIN_MS,
            connectionsCheckingInterval: 1000,
            maxHeaderSize: 4096,
            noDelay: true,
          },
          serve,
        );
        made.on('connection', (socket: Socket) => guests.admit(socket));
        made.once('error', reject).listen(port, HOST, () => {
          made.off('error', reject).on('error', onFailed);
          server = made;
          resolve({ port: (made.address() as AddressInfo).port });
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        guests.dismissAll();
        if (server === null) return resolve();
        server.close(() => resolve());
        server = null;
      }),
  };
}
