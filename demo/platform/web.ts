import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Accounts } from './accounts.ts';
import type { BookKeeper } from './book.ts';
import type { Certificates } from './certificate.ts';
import { CODE_WORDS } from './codes.ts';
import { openDoor } from './door.ts';
import { answer, MAX_BYTES } from './envelope.ts';
import type { PlatformFaults } from './faults.ts';
import { MAX_FORM_BYTES, readImageForm } from './image-form.ts';
import { PAY_CALLBACK_PATH, readPayParameters } from './links.ts';
import { payPage } from './pages.ts';
import { readBody } from './request-body.ts';
import type { Reception, Reply } from './reception.ts';
import type { Replies } from './replies.ts';
import type { WireCodes } from './tables/interfaces.ts';

export interface WebOptions {
  host: string;
  /** 0 takes a free one; after a cut the same port is used again. */
  port: number;
  certificates: Certificates;
  version: string;
  wire: WireCodes;
  now: () => number;
  accounts: Accounts;
  keeper: BookKeeper;
  reception: Reception;
  replies: Replies;
  faults: PlatformFaults;
  /** What the envelope says to a token that is missing, unknown or over: A.1 has 6, A.2 has 3002. */
  tokenCode: 6 | 3002;
  /** Called after each use of the account. */
  onAccount(): void;
}

export interface Web {
  readonly port: number;
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** true: connections are taken and never answered, those that stand go dead; false: they are reset. */
  playDead(on: boolean): void;
}

/** An idle connection is kept this long, as by most servers that stand in front of a platform. */
const KEEP_ALIVE_MS = 65_000;
const EVENT_PATH = /^\/sys\/([^/]+)\/([^/]+)\/event\/([^/]+)\/post$/;

/** The HTTPS interface of 7.3.1.3, the pictures of 7.3.4.1.7 and the page of 7.4.1. Refusals of the text go out with 200. */
export async function openWeb(options: WebOptions): Promise<Web> {
  const { certificates, version, wire, now, accounts, keeper, reception, replies, faults } = options;
  const secure = new Set<TLSSocket>();

  const onReport = async (
    request: IncomingMessage,
    response: ServerResponse,
    route: RegExpExecArray,
  ): Promise<void> => {
    const [topic = '', givenVersion = '', parkCode = '', code = ''] = route;
    const name = wire.event(code);
    const isForm = name === 'imageUpload' && /^multipart\//i.test(request.headers['content-type'] ?? '');
    const body = await readBody(request, isForm ? MAX_FORM_BYTES : MAX_BYTES);
    if (faults.halfOpen) return;
    const { http } = faults;
    if (http !== null && !http.kept) return sendBroken(response, http.status);
    if (!body.ok) return send(response, 413, reception.refuse(topic, 3, 'larger than 10M bytes', isForm ? 32 : 2));

    const refused = refusalOf(request, topic, name, givenVersion, isForm);
    const form = refused === null && isForm ? await readImageForm(request.headers, body.bytes) : null;
    if (form?.ok === false && form.why === 'too-large') {
      return send(response, 413, reception.refuse(topic, 3, form.words, 32));
    }
    const reply =
      refused ??
      (form === null
        ? reception.take({ code, topic, parkCode, payload: body.bytes })
        : form.ok
          ? reception.takeImage(topic, parkCode, form.form)
          : reception.refuse(topic, 3, form.words, 32));
    if (name === 'login' || name === 'refreshToken' || name === 'logout') options.onAccount();
    if (http !== null) sendBroken(response, http.status);
    else send(response, 200, reply);
  };

  /** What is wrong before the body is looked at: version, kind of content, token. */
  const refusalOf = (
    request: IncomingMessage,
    topic: string,
    name: ReturnType<WireCodes['event']>,
    givenVersion: string,
    isForm: boolean,
  ): Reply | null => {
    if (givenVersion !== version) return reception.refuse(topic, 3, `${givenVersion}: this is version ${version}`);
    const type = request.headers['content-type'] ?? '';
    if (!isForm && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
      return reception.refuse(topic, 3, `content-type ${type}: JSON in UTF-8 (7.3.1.2)`);
    }
    if (name === null || name === 'login' || name === 'refreshToken' || name === 'logout') return null;
    if (faults.expireTokens) {
      accounts.expireAll();
      faults.expireTokens = false;
    }
    const admission = accounts.admit(request.headers.authorization);
    if (admission.style !== null) keeper.tokenSeen(admission.style);
    if (admission.ok) return null;
    const { tokenCode } = options;
    const words = CODE_WORDS[tokenCode] ?? '';
    // A token that was good once is no fault of the lot's; none at all is.
    if (admission.why === 'missing') return reception.refuse(topic, tokenCode, `${words}: Authorization (7.3.1.3 a)`);
    keeper.session('token', tokenCode);
    return { code: tokenCode, message: `${words}: ${admission.why}`, data: [] };
  };

  const send = (response: ServerResponse, status: number, { code, message, data }: Reply): void => {
    replies.send(answer(code, message, data, now()), (text) => {
      if (faults.halfOpen || response.destroyed || response.headersSent) return;
      const bytes = Buffer.from(text);
      response.writeHead(status, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': bytes.length,
        // What is left of a body that is too large will not be read.
        ...(status === 413 ? { Connection: 'close' } : {}),
      });
      response.end(bytes);
    });
  };

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (faults.halfOpen) return;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://localhost');
    const route = EVENT_PATH.exec(pathname);
    if (route !== null && request.method === 'POST') return onReport(request, response, route);
    if (pathname === PAY_CALLBACK_PATH && request.method === 'GET') {
      return onPayReturn(searchParams, response);
    }
    request.resume();
    keeper.violated(pathname, {
      code: 3,
      table: null,
      field: null,
      message: `${request.method} ${pathname}: nothing is served here (7.3.1.3 b)`,
    });
    response.writeHead(route === null && pathname !== PAY_CALLBACK_PATH ? 404 : 405).end();
  };

  const onPayReturn = (query: URLSearchParams, response: ServerResponse): void => {
    const parameters = readPayParameters(query);
    if (parameters.ok) {
      const { orderNo, timestamp, payResult } = parameters;
      keeper.payReturned({ orderNo, timestamp, payResult });
    } else {
      for (const violation of parameters.violations) keeper.violated(PAY_CALLBACK_PATH, violation);
    }
    const { status, html } = payPage(parameters);
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(html);
  };

  const stray = (words: string): void => keeper.violated('', { code: 3, table: null, field: null, message: words });
  const server = createServer(
    {
      key: certificates.serverKeyPem,
      cert: certificates.serverCertPem,
      minVersion: 'TLSv1.2',
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      onRequest(request, response).catch((error: unknown) => {
        // The lot went away in the middle of its message.
        stray(`request: ${String(error)}`);
        response.destroy();
      });
    },
  );
  server.on('secureConnection', (socket: TLSSocket) => {
    secure.add(socket);
    socket.once('close', () => secure.delete(socket));
  });
  server.on('tlsClientError', (error) => stray(`TLS: ${error.message}`));
  server.on('clientError', (error, socket) => {
    stray(`HTTP: ${error.message}`);
    socket.destroy();
  });
  const door = await openDoor(options.host, options.port, (socket) => server.emit('connection', socket));

  return {
    get port() {
      return door.port;
    },
    cut: () => door.cut(),
    restore: () => door.restore(),
    playDead(on) {
      // What stands is taken and left alone from here on; only the server's own patience must not end it.
      if (on) for (const socket of secure) socket.setTimeout(0);
      door.playDead(on);
    },
  };
}

/** What a server in front of a platform says when the platform is not well. */
function sendBroken(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/html' });
  response.end(`<html><body><h1>${status}</h1></body></html>`);
}
