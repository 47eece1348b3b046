import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../../../../native/clock/contract.ts';
import { createGuests } from '../../../../native/http-door/guests.ts';
import { createRateLimit } from '../../../../native/http-door/rate-limit.ts';
import { Refusal } from '../../../../native/http-door/refusal.ts';
import { hasBody, readBody } from '../../../../native/http-door/request-body.ts';
import { wordsOf } from '../../wire/network-trouble.ts';
import { LARGEST_MESSAGE } from './envelope.ts';
import { readCertificate, watchCertificate } from './inbound-certificate.ts';
import type { Certificate, CertificateFiles } from './inbound-certificate.ts';
import type { Answer, Routes } from './inbound-routes.ts';

const HEADERS_WITHIN_MS = 5_000;
const BODY_WITHIN_MS = 15_000;
/** Of a connection that has shown the token; any other is closed with its answer. */
const KEEP_ALIVE_MS = 75_000;
/** In all, and of those from one address that have not shown the token. */
const MOST_CONNECTIONS = { inAll: 64, unknownOfOne: 16 };
/** How long one that still sends may take to read why it is turned away. */
const LINGER_MS = 500;
/** After the port was taken, or a file could not be read. */
const AGAIN_MS = 5_000;

export interface InboundServerOptions extends CertificateFiles {
  listen: { host: string; port: number };
  /** Requests a second from one address. */
  perSecond: number;
  routes: Routes;
  clock: Clock;
  /** An answer could not be made; whoever asked was told 503. */
  onFailed(error: unknown): void;
  /** Why nobody can come in, or the old certificate is still shown; null: it is well. */
  onTrouble(why: string | null): void;
}

export interface InboundServer {
  /** Where it listens; 0 while it does not. */
  readonly port: number;
  /** Opens, and keeps trying while it cannot. */
  start(): void;
  stop(): Promise<void>;
}

/**
 * Our HTTPS listener, on which the platform asks (the mirror of 7.3.1.3 b) and drivers come back (7.4). It bounds and
 * reads; `routes` answer. TLS 1.2 at least; a body is read to 10 MB and no further; nothing slow holds a connection, and
 * whoever has not shown the token keeps none and makes room for whoever comes.
 */
export function createInboundServer(options: InboundServerOptions): InboundServer {
  const { clock, listen, routes, onTrouble } = options;
  const mayAsk = createRateLimit(clock, options.perSecond);
  const guests = createGuests(MOST_CONNECTIONS);
  let server: Server | null = null;
  let running = false;
  let cancelAgain = (): void => undefined;
  let endWatch = (): void => undefined;
  let opening: Promise<void> = Promise.resolve();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await answerTo(request).catch((error: unknown) => {
      options.onFailed(error);
      return FAILED;
    });
    if (answer === 'gone') request.socket.destroy();
    else give(request, response, answer);
  }

  async function answerTo(request: IncomingMessage): Promise<Answer | 'gone'> {
    if (!mayAsk(addressOf(request))) return TOO_MANY;
    const route = routes(request.method ?? '', request.url ?? '', request.headers.authorization);
    if ('status' in route) return route;
    guests.know(request.socket);
    const tooLong = Number(request.headers['content-length'] ?? 0) > LARGEST_MESSAGE;
    const body = tooLong ? null : await bodyOf(request);
    return body === 'gone' ? body : route.answer(body);
  }

  /** Null: it is longer than a message may be, and the rest of it is not read. */
  async function bodyOf(request: IncomingMessage): Promise<Buffer | null | 'gone'> {
    try {
      return await readBody(request, { bytes: LARGEST_MESSAGE, ms: BODY_WITHIN_MS }, clock);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.code === 'too-large' ? null : 'gone';
    }
  }

  function give(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
    const stays = guests.isKnown(request.socket);
    const all = {
      ...headers,
      ...(!stays && { Connection: 'close' }),
      'Content-Length': String(Buffer.byteLength(body)),
    };
    if (request.complete || !hasBody(request)) return void response.writeHead(status, all).end(body);
    // Past the response object, which would reset a connection that still sends: the answer might be lost unread.
    const { socket } = request;
    const lines = Object.entries({ ...all, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`),
        Buffer.from(body),
      ]),
    );
    socket.once(
      'close',
      clock.after(LINGER_MS, () => socket.destroy()),
    );
  }

  function createWith(certificate: Certificate): Server {
    const made = createServer(
      {
        ...certificate,
        handshakeTimeout: HEADERS_WITHIN_MS,
        headersTimeout: HEADERS_WITHIN_MS,
        requestTimeout: HEADERS_WITHIN_MS + BODY_WITHIN_MS,
        connectionsCheckingInterval: 1000,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: 8192,
        noDelay: true,
      },
      (request, response) => void serve(request, response),
    );
    return made.on('connection', (socket: Socket) => guests.admit(socket));
  }

  async function open(): Promise<void> {
    try {
      const made = createWith(await readCertificate(options));
      if (!running) return;
      await new Promise<void>((resolve, reject) => {
        made.once('error', reject).listen(listen.port, listen.host, resolve);
      });
      server = made.on('error', (error) => onTrouble(wordsOf(error)));
      endWatch = watchCertificate(options, clock, renew, (error) => onTrouble(wordsOf(error)));
      onTrouble(null);
    } catch (error) {
      onTrouble(wordsOf(error));
      if (running) cancelAgain = clock.after(AGAIN_MS, openAgain);
    }
  }

  function openAgain(): void {
    opening = open();
  }

  /** For the connections from now on. Throws when the two files do not fit each other. */
  function renew(certificate: Certificate): void {
    server?.setSecureContext(certificate);
    onTrouble(null);
  }

  return {
    get port() {
      return (server?.address() as AddressInfo | null)?.port ?? 0;
    },
    start() {
      if (running) return;
      running = true;
      openAgain();
    },
    async stop() {
      running = false;
      cancelAgain();
      await opening;
      endWatch();
      const closing = server;
      server = null;
      if (!closing) return;
      // No request is half served: each is answered inside one call, and one without its answer is sent again.
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        // Those too that have not said a word yet: of them the library keeps no list.
        guests.dismissAll();
      });
    },
  };
}

const FAILED: Answer = { status: 503, headers: {}, body: '' };
const TOO_MANY: Answer = { status: 429, headers: { 'Retry-After': '1' }, body: '' };

const addressOf = (request: IncomingMessage): string => request.socket.remoteAddress ?? '';
