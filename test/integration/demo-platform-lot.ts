import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { Agent, request } from 'undici';
import { makeCertificates } from '../../demo/platform/certificate.ts';
import type { Platform, PlatformAccess } from '../../demo/platform/platform.ts';

// Lots written from the text alone, over either transport: plain clients and a plain server, nothing of the station.

export const PARK_CODE = '44030500100101000010';
export const uuid = (n: number): string => n.toString(16).padStart(32, '0');

export type Item = Record<string, unknown>;

export interface Reply {
  Code: number;
  message: string;
  timestamp: number;
  data: Item[];
}

/** What a lot says to each object that it is asked; null: nothing to the whole request. */
export type Answering = (code: string, item: Item) => Item | null;

export interface Lot {
  /** Reports objects of one interface, sealed; the platform's answer. */
  report(code: string, ...items: Item[]): Promise<Reply>;
  /** The same with text as it is. */
  send(code: string, text: string): Promise<Reply>;
  /** Sends without waiting for an answer. */
  whisper(code: string, ...items: Item[]): Promise<void>;
  envelope(items: Item[]): string;
  /** How it answers services; it accepts everything at first. */
  answering: Answering;
  /** What it was asked, when the platform says to have sent it, and whether its signature held. */
  readonly asked: { code: string; items: Item[]; timestamp: number; signed: boolean }[];
  stop(): Promise<void>;
}

/** Waits until it no longer throws: on a busy machine too. */
export const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, 15_000);

export const hmac = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex');
export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

export const seal = (items: Item[], secret: string, at = Date.now()): string => {
  const raw = JSON.stringify(items);
  return `{"timestamp":${Math.floor(at / 1000)},"sign":"${hmac(raw, secret)}","data":${raw}}`;
};

/** What names the objects of each service's answer (tables 39 to 66). */
const NAMES: Record<string, string> = {
  coupon: 'couponNo',
  vehicleControl: 'id',
  refundRequest: 'refundNo',
  requestBookStall: 'bookCode',
  confirmBookStall: 'bookCode',
};

/** Says yes to everything, as the tables ask. */
export function accept(code: string, item: Item): Item {
  const name = NAMES[code];
  return {
    ...(name === undefined ? {} : { [name]: item[name] }),
    code: 0,
    message: '成功',
    ...('operateType' in item ? { stallNo: 'A-01', restReservedStalls: 9 } : {}),
    ...(code === 'shareOrder' ? { miniAppId: 3 } : {}),
    ...(code === 'shareOrder' || code === 'overduePayment' ? { payUrl: 'https://lot.example/pay' } : {}),
  };
}

/** A lot's answer to a service's bytes: the signature over data as it came, then each object; null: no word. */
function answerFor(lot: Lot, secret: string, code: string, text: string): string | null {
  const raw = /"data":(.*)\}$/s.exec(text)?.[1] ?? '';
  const message = parsed(text) as { timestamp: number; sign: string; data: Item[] } | null;
  const said = (Code: number, data: Item[]) =>
    JSON.stringify({ Code, message: '', timestamp: Math.floor(Date.now() / 1000), data });
  if (message === null) return said(3, []);
  const signed = message.sign === hmac(raw, secret);
  lot.asked.push({ code, items: message.data, timestamp: message.timestamp, signed });
  if (!signed) return said(8, []);
  const data = message.data.map((item) => lot.answering(code, item));
  if (data.includes(null)) return null;
  const answers = data as Item[];
  return said(answers.every((each) => each['code'] === 0) ? 0 : 1, answers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface MqttLot extends Lot {
  readonly client: MqttClient;
  /** Everything that came, oldest first. */
  readonly heard: { topic: string; payload: string }[];
}

export const topicOf = (side: 'event' | 'service', code: string, leaf: 'post' | 'post_reply'): string =>
  `/sys/v1/${PARK_CODE}/${side}/${code}/${leaf}`;

/** A lot on the broker. */
export async function openMqttLot({ access }: Platform): Promise<MqttLot> {
  const { url, clientId, password, caPem, secret } = access;
  const client = await connectAsync(url, { clientId, username: clientId, password, ca: caPem, reconnectPeriod: 100 });
  const heard: MqttLot['heard'] = [];
  const lot: MqttLot = {
    client,
    heard,
    asked: [],
    answering: accept,
    envelope: (items) => seal(items, secret),
    async send(code, text) {
      const reply = topicOf('event', code, 'post_reply');
      const before = heard.filter(({ topic }) => topic === reply).length;
      await client.publishAsync(topicOf('event', code, 'post'), text);
      return soon(() => {
        const mine = heard.filter(({ topic }) => topic === reply)[before];
        if (mine === undefined) throw new Error(`no answer on ${reply}`);
        return JSON.parse(mine.payload) as Reply;
      });
    },
    report: (code, ...items) => lot.send(code, seal(items, secret)),
    async whisper(code, ...items) {
      await client.publishAsync(topicOf('event', code, 'post'), seal(items, secret));
    },
    stop: () => client.endAsync(true),
  };
  client.on('message', (topic, payload) => {
    heard.push({ topic, payload: payload.toString() });
    const [, code] = /\/service\/([^/]+)\/post$/.exec(topic) ?? [];
    if (code === undefined) return;
    const answer = answerFor(lot, secret, code, payload.toString());
    if (answer !== null) client.publish(`${topic}_reply`, answer);
  });
  await client.subscribeAsync([topicOf('event', '+', 'post_reply'), topicOf('service', '+', 'post')]);
  return lot;
}

export interface HttpsLot extends Lot {
  /** What the platform must show to it. */
  readonly token: string;
  readonly url: string;
  readonly caPem: string;
  /** Headers of every request to its server. */
  readonly headers: IncomingHttpHeaders[];
  /** Its account's token; login sets it. */
  accessToken: string | null;
  login(): Promise<Reply>;
  /** A POST as it stands. */
  post(path: string, body: string | Buffer, headers?: Record<string, string>): Promise<Posted>;
}

export interface Posted {
  status: number;
  text: string;
  json: Reply;
}

export const LOT_TOKEN = 'a-token-that-the-lot-gave-to-the-platform';

/** Posts over TLS that trusts the platform's authority alone; the answer whatever its status. */
export function poster({ httpsUrl, caPem }: Pick<PlatformAccess, 'httpsUrl' | 'caPem'>) {
  const agent = new Agent({ connect: { ca: caPem }, headersTimeout: 5_000, bodyTimeout: 5_000 });
  return {
    async post(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Posted> {
      const answer = await request(`${httpsUrl}${path}`, { method: 'POST', dispatcher: agent, headers, body });
      const text = await answer.body.text();
      return { status: answer.statusCode, text, json: parsed(text) as Reply };
    },
    async get(path: string): Promise<{ status: number; text: string }> {
      const answer = await request(`${httpsUrl}${path}`, { dispatcher: agent });
      return { status: answer.statusCode, text: await answer.body.text() };
    },
    close: () => agent.destroy(),
  };
}

/** A lot that calls the platform, and is called on a server of its own. */
export async function openHttpsLot(platform: Platform): Promise<HttpsLot> {
  const { access } = platform;
  const { secret } = access;
  const web = poster(access);
  const certificates = await makeCertificates(Date.now());
  const server = createServer(
    { key: certificates.serverKeyPem, cert: certificates.serverCertPem },
    (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        lot.headers.push(incoming.headers);
        const [, code] = /\/service\/([^/]+)\/post$/.exec(incoming.url ?? '') ?? [];
        if (code === undefined) return void response.end(`page ${incoming.url}`);
        if (incoming.headers.authorization !== `Bearer ${LOT_TOKEN}`) return void response.writeHead(401).end();
        const answer = answerFor(lot, secret, code, Buffer.concat(chunks).toString());
        if (answer !== null) response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const path = (code: string) => `/sys/v1/${PARK_CODE}/event/${code}/post`;
  const lot: HttpsLot = {
    asked: [],
    headers: [],
    answering: accept,
    accessToken: null,
    token: LOT_TOKEN,
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caPem: certificates.caPem,
    envelope: (items) => seal(items, secret),
    post: (where, body, headers) => web.post(where, body, headers),
    async send(code, text) {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (lot.accessToken !== null) headers['authorization'] = `Bearer ${lot.accessToken}`;
      return (await web.post(path(code), text, headers)).json;
    },
    report: (code, ...items) => lot.send(code, seal(items, secret)),
    async whisper(code, ...items) {
      // Its end is the test's business no more: the answer may never come.
      lot.report(code, ...items).catch(() => undefined);
      await Promise.resolve();
    },
    async login() {
      const reply = await lot.report('login', { userId: access.userId, password: sha1(access.password + secret) });
      lot.accessToken = (reply.data[0]?.['accessToken'] as string | undefined) ?? null;
      return reply;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, web.close()]);
    },
  };
  platform.setLot({ url: lot.url, caPem: lot.caPem, token: LOT_TOKEN });
  return lot;
}

export const enter = (n: number, change: Item = {}): Item => ({
  id: uuid(n),
  parkCode: PARK_CODE,
  carNo: '粤B12345',
  plateColor: '0',
  enterTime: '2025-06-01 09:00:00',
  entranceName: '入口 1',
  ...change,
});

export const leave = (n: number, change: Item = {}): Item => ({
  id: uuid(n),
  parkCode: PARK_CODE,
  carNo: '粤B12345',
  leaveTime: '2025-06-01 10:00:00',
  receivables: 0,
  discount: 0,
  received: 0,
  ...change,
});
