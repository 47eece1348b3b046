import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { digestResponse, readAuthorization } from './digest.ts';
import type { Account, Challenge } from './digest.ts';

/** A request whose account was let in, with its body. */
export interface DeviceRequest {
  method: string;
  /** Path and query. */
  url: string;
  body: Buffer;
}

/** The web server of a camera, and what such servers were seen to do wrong. */
export interface SimulatedDevice {
  readonly port: number;
  /** Requests under a wrong password so far. */
  readonly failures: number;
  /** `METHOD /path` of each request that was let in. */
  readonly asked: readonly string[];
  /** From now on every question is taken and none answered. */
  silent: boolean;
  setPassword(password: string): void;
  /** Forgets its nonces, as after a restart. */
  renewNonce(): void;
  /** Pulls the cable: all connections are cut. */
  cut(): void;
  stop(): Promise<void>;
}

export interface DeviceOptions {
  account: Account;
  /** 0: any free one. */
  port?: number;
  /** Wrong passwords after which the account is locked; default 5. */
  locksAfter?: number;
  /** What it challenges with; default `digest`. */
  asks?: 'digest' | 'basic' | 'nothing';
  /** Paths that need no password. */
  open?: (url: string) => boolean;
  answer(request: DeviceRequest, response: ServerResponse): void;
}

/** A camera's side of HTTP digest: counts wrong passwords, and locks the account as cameras do. */
export async function startSimulatedDevice(options: DeviceOptions): Promise<SimulatedDevice> {
  const { answer, asks = 'digest', locksAfter = 5 } = options;
  let { password } = options.account;
  let challenges = 0;
  let failures = 0;
  let silent = false;
  /** Nonces that were given out, with the count that each came to. */
  const nonces = new Map<string, number>();
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const challenge = (nonce: string): Challenge => ({
    realm: 'camera',
    nonce,
    algorithm: 'MD5',
    qop: 'auth',
    opaque: null,
  });

  function letIn(request: IncomingMessage): 'yes' | 'no' | 'wrong' {
    if (asks === 'nothing' || options.open?.(request.url ?? '')) return 'yes';
    const { user } = options.account;
    if (asks === 'basic') {
      const { authorization } = request.headers;
      if (authorization === undefined) return 'no';
      return authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` ? 'yes' : 'wrong';
    }
    const given = readAuthorization(request.headers.authorization);
    const nonce = given?.get('nonce') ?? '';
    const counted = nonces.get(nonce);
    if (given === null || counted === undefined) return 'no';
    const count = parseInt(given.get('nc') ?? '0', 16);
    // A count that does not grow is a replay.
    if (count <= counted) return 'wrong';
    const asking = { method: request.method ?? '', uri: request.url ?? '', count, cnonce: given.get('cnonce') ?? '' };
    if (given.get('response') !== digestResponse(challenge(nonce), { user, password }, asking)) return 'wrong';
    nonces.set(nonce, count);
    return given.get('username') === user ? 'yes' : 'wrong';
  }

  function refuse(response: ServerResponse): void {
    const locked = failures >= locksAfter;
    const nonce = `nonce-${(challenges += 1)}`;
    nonces.set(nonce, 0);
    const scheme = asks === 'basic' ? 'Basic realm="camera"' : `Digest realm="camera", nonce="${nonce}", qop="auth"`;
    response.writeHead(401, { 'WWW-Authenticate': scheme, 'Content-Type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><userCheck><statusValue>401</statusValue><lockStatus>${locked ? 'lock' : 'unlock'}</lockStatus>` +
        `${locked ? '<unlockTime>1800</unlockTime>' : ''}</userCheck>`,
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (silent) return;
    const entry = letIn(request);
    if (entry === 'wrong') failures += 1;
    if (entry !== 'yes' || failures >= locksAfter) return refuse(response);
    const [method, url] = [request.method ?? '', request.url ?? ''];
    asked.push(`${method} ${url}`);
    answer({ method, url, body: Buffer.concat(chunks) }, response);
  }

  const server = createServer((request, response) => {
    // A request that breaks off ends its connection, as at a camera.
    serve(request, response).catch(() => request.socket.destroy());
  }).on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    get failures() {
      return failures;
    },
    asked,
    get silent() {
      return silent;
    },
    set silent(value) {
      silent = value;
    },
    setPassword(value) {
      password = value;
    },
    renewNonce: () => nonces.clear(),
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stop() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}
