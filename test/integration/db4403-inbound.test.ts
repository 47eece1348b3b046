import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { Certificates } from '../../demo/platform/certificate.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import { createInboundServer } from '../../electron/station/platform/db4403/inbound-server.ts';
import type { InboundServer, InboundServerOptions } from '../../electron/station/platform/db4403/inbound-server.ts';
import { createRoutes } from '../../electron/station/platform/db4403/inbound-routes.ts';
import { invoiceLink } from '../../electron/station/platform/db4403/url-jumps.ts';
import { createLeapingClock } from './leaping-clock.ts';
import type { LeapingClock } from './leaping-clock.ts';

const PARK_CODE = '44030500100101000010';
const TOKEN = 'a-token-of-more-than-thirty-two-characters';
const PATH = `/sys/v1/${PARK_CODE}/service/requestBookStall/post`;
const MB = 1024 * 1024;

let directory: string;
let clock: LeapingClock;
let certificates: Certificates;
let server: InboundServer;
/** Bytes of each message that reached the services. */
let served: number[];
let troubles: (string | null)[];
let failures: unknown[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'db4403-inbound-'));
  clock = createLeapingClock();
  [served, troubles, failures] = [[], [], []];
  certificates = await makeCertificates(Date.now(), ['127.0.0.1']);
  show(certificates);
  server = serverWith();
});

afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

function show({ serverCertPem, serverKeyPem }: Certificates): void {
  writeFileSync(join(directory, 'own.pem'), serverCertPem);
  writeFileSync(join(directory, 'own.key'), serverKeyPem);
}

function serverWith(change: Partial<InboundServerOptions> = {}): InboundServer {
  return createInboundServer({
    listen: { host: '127.0.0.1', port: 0 },
    certFile: join(directory, 'own.pem'),
    keyFile: join(directory, 'own.key'),
    perSecond: 1000,
    clock,
    onFailed: (error) => failures.push(error),
    onTrouble: (why) => troubles.push(why),
    routes: createRoutes({
      root: `/sys/v1/${PARK_CODE}`,
      services: {
        token: TOKEN,
        answer(code, bytes) {
          served.push(bytes.length);
          return { code: 0, message: code, data: [{ code: 0 }] };
        },
      },
      pages: {
        payCallback: () => ({ redirect: 'https://platform.example/done' }),
        invoice({ orderNo }) {
          if (orderNo === 'FULL') throw new Error('the disk is full');
          return { status: 200, words: orderNo };
        },
      },
      secret: 'salt',
      payPageKey: null,
      freshnessMs: 300_000,
      clock,
      onRejected: () => undefined,
    }),
    ...change,
  });
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
async function open(): Promise<void> {
  server.start();
  await until(() => expect(server.port).toBeGreaterThan(0));
}

interface Got {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}
interface Ask {
  method?: string;
  path?: string;
  token?: string | null;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** One request on a connection of its own. */
function ask({ method = 'POST', path = PATH, token = TOKEN, body = '{}', headers = {} }: Ask = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const all = { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers };
    const sent = httpsRequest(
      { host: '127.0.0.1', port: server.port, ca: certificates.caPem, method, path, headers: all, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      },
    );
    sent.on('error', reject);
    sent.end(method === 'POST' ? body : undefined);
  });
}

async function socket(options: ConnectionOptions & { localAddress?: string } = {}): Promise<TLSSocket> {
  const opened = connect({ host: '127.0.0.1', port: server.port, ca: certificates.caPem, ...options });
  opened.on('error', () => undefined);
  await once(opened, 'secureConnect');
  return opened;
}

describe('the listener on which a platform asks over HTTPS', () => {
  it('answers services under the token, one after another on one connection', async () => {
    await open();
    const platform = await startPlatform({ parkCode: PARK_CODE, transport: 'https' });
    platform.setLot({ url: `https://127.0.0.1:${server.port}`, caPem: certificates.caPem, token: TOKEN });
    for (let i = 0; i < 3; i++) await platform.request('requestBookStall', [{ bookCode: `B${i}` }]);
    expect(served).toHaveLength(3);
    await platform.stop();
    expect(JSON.parse((await ask()).body)).toMatchObject({ Code: 0, message: 'requestBookStall' });
  });

  it('turns away whoever shows no token, or another', async () => {
    await open();
    for (const token of [null, 'guess', TOKEN.slice(1)]) {
      const { status, headers, body } = await ask({ token, body: 'x'.repeat(MB) });
      expect([status, headers['www-authenticate'], JSON.parse(body)]).toMatchObject([401, 'Bearer', { Code: 6 }]);
    }
    expect(served).toEqual([]);
  });

  it('says nothing on paths that it does not have', async () => {
    await open();
    for (const path of ['/', '/sys', `${PATH}/..`, PATH.replace('v1', 'v2')])
      expect(await ask({ path })).toMatchObject({ status: 404, body: '' });
  });

  it('a body of 10 MB is read, one of 11 MB answered 3 and read no further, said beforehand or not', async () => {
    await open();
    await ask({ body: Buffer.alloc(10 * MB, 0x20) });
    expect(served).toEqual([10 * MB]);
    const large = Buffer.alloc(11 * MB, 0x20);
    const said = await ask({ body: large });
    const chunked = await ask({ body: large, headers: { 'transfer-encoding': 'chunked' } });
    for (const { status, body } of [said, chunked])
      expect([status, JSON.parse(body)]).toMatchObject([200, { Code: 3 }]);
    expect(served).toHaveLength(1);
  });

  it('lets only so many a second through from one address', async () => {
    server = serverWith({ perSecond: 1 });
    await open();
    const got = await Promise.all(Array.from({ length: 20 }, () => ask()));
    const turnedAway = got.filter(({ status }) => status === 429);
    expect(turnedAway.length).toBeGreaterThan(5);
    expect(turnedAway[0]?.headers['retry-after']).toBe('1');
    expect(served.length + turnedAway.length).toBe(20);
    clock.leap(1000);
    expect(await ask()).toMatchObject({ status: 200 });
  });

  it('a body that does not end is given up', async () => {
    await open();
    const slow = await socket();
    slow.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 100\r\n\r\n{`);
    const ended = once(slow, 'close');
    // The request is being read: a first answer on the same listener says so.
    await ask();
    clock.leap(15_000);
    await ended;
    expect(served).toHaveLength(1);
  });

  it('speaks TLS 1.2 and 1.3, nothing older', async () => {
    await open();
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const opened = await socket({ minVersion: version, maxVersion: version });
      expect(opened.getProtocol()).toBe(version);
      opened.destroy();
    }
    await expect(
      socket({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    ).rejects.toThrow();
  });

  /** What stands in the way of others: connections from one of the machine's own addresses. */
  const from = (localAddress: string, count: number) =>
    Promise.all(Array.from({ length: count }, () => socket({ localAddress })));
  const POST = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 0\r\n\r\n`;
  const answered = async (opened: TLSSocket, request: string) => {
    opened.write(request);
    const [chunk] = (await once(opened, 'data')) as [Buffer];
    return chunk.toString().toLowerCase();
  };

  it.each([
    ['a path that is none', 'GET /nothing', 404],
    ['another method', `GET ${PATH}`, 405],
    ['no token', `POST ${PATH}`, 401],
    ['a page', '/invoice', 400],
  ])('a connection that showed no token (%s) is closed with its answer', async (_what, line, status) => {
    await open();
    const opened = await socket();
    const ended = once(opened, 'close');
    const request = line.startsWith('/') ? `GET ${line}` : line;
    const answer = await answered(opened, `${request} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
    expect(answer).toContain(`http/1.1 ${status}`);
    expect(answer).toContain('connection: close');
    await ended;
  });

  it('a connection that has shown the token stays, also when it asks too often', async () => {
    server = serverWith({ perSecond: 1 });
    await open();
    const opened = await socket();
    expect(await answered(opened, POST)).toContain('connection: keep-alive');
    const tooOften = await answered(opened, POST);
    expect(tooOften).toContain('429');
    expect(tooOften).not.toContain('connection: close');
    clock.leap(1000);
    expect(await answered(opened, POST)).toContain('http/1.1 200');
    opened.destroy();
  });

  it('strangers who hold connections shut nobody out, neither those of one address nor those of many', async () => {
    await open();
    const platform = await socket({ localAddress: '127.0.0.9' });
    await answered(platform, POST);
    const crowd: TLSSocket[] = [];
    for (let address = 1; address <= 5; address++) crowd.push(...(await from(`127.0.0.${address}`, 20)));
    const heldOpen = () => crowd.filter((each) => !each.destroyed).length;
    // 16 of each address, and room for the platform among 64.
    await until(() => expect(heldOpen()).toBe(63));
    expect((await ask()).status).toBe(200);
    expect(await answered(platform, POST)).toContain('http/1.1 200');
    for (const each of [platform, ...crowd]) each.destroy();
  });

  it('takes no more connections under the token than it can bear, and those it has go on', async () => {
    await open();
    const opened = await from('127.0.0.1', 16);
    for (let address = 2; opened.length < 64; address++) {
      await Promise.all(opened.slice(-16).map((each) => answered(each, POST)));
      opened.push(...(await from(`127.0.0.${address}`, 16)));
    }
    await Promise.all(opened.slice(-16).map((each) => answered(each, POST)));
    await expect(socket()).rejects.toThrow();
    expect(await answered(opened[0] as TLSSocket, POST)).toContain('http/1.1 200');
    for (const each of opened) each.destroy();
  });

  it('shows a renewed certificate without a restart, and keeps the old one while the files do not fit', async () => {
    await open();
    const before = (await socket()).getPeerX509Certificate()?.fingerprint256;
    writeFileSync(join(directory, 'own.pem'), 'not a certificate');
    await until(() => {
      clock.leap(60_000);
      expect(troubles.at(-1)).toEqual(expect.any(String));
    });
    expect((await socket()).getPeerX509Certificate()?.fingerprint256).toBe(before);
    const renewed = await makeCertificates(Date.now(), ['127.0.0.1']);
    show(renewed);
    await until(() => {
      clock.leap(60_000);
      expect(troubles.at(-1)).toBeNull();
    });
    expect((await socket({ ca: renewed.caPem })).getPeerX509Certificate()?.fingerprint256).not.toBe(before);
  });

  it('waits for a port that is taken and for a file that is missing, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    server = serverWith({ listen: { host: '127.0.0.1', port } });
    server.start();
    await until(() => expect(troubles.at(-1)).toContain('EADDRINUSE'));
    other.close();
    await once(other, 'close');
    rmSync(join(directory, 'own.key'));
    await until(() => {
      clock.leap(5000);
      expect(troubles.at(-1)).toContain('own.key');
    });
    show(certificates);
    await until(() => {
      clock.leap(5000);
      expect(server.port).toBe(port);
    });
    expect(troubles.at(-1)).toBeNull();
  });

  it('shows the pages of 7.4 to a browser', async () => {
    await open();
    const invoice = (orderNo: string) => {
      const link = new URL(invoiceLink(`https://127.0.0.1:${server.port}/invoice`, orderNo, clock.now(), 'salt'));
      return ask({ method: 'GET', path: link.pathname + link.search, token: null });
    };
    expect(await invoice('SO-1')).toMatchObject({ status: 200, body: 'SO-1' });
    expect(await invoice('FULL')).toMatchObject({ status: 503, body: '' });
    expect(failures).toHaveLength(1);
    const back = '/pay-callback?orderNo=SO-1&timestamp=1767225600&payResult=1';
    expect(await ask({ method: 'GET', path: back, token: null })).toMatchObject({
      status: 302,
      headers: { location: 'https://platform.example/done' },
    });
  });
});
