import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { Aedes } from 'aedes';
import { generate } from 'selfsigned';

// A platform of DB4403/T on a TLS broker, written from the text: it shares no code with the station.

export const PARK_CODE = '44030500100101000010';
export const SECRET = 'a-salt-given-out';
export const PASSWORD = 'a-password-given-out';
export const CLIENT_ID = 'gatehouse-1';

export const hmac = (bytes: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(bytes, 'utf8').digest('hex');

export interface Item {
  [field: string]: unknown;
  id?: string;
}

export interface Envelope {
  Code: number;
  message: string;
  timestamp: number;
  data: (Item & { code: number; message: string })[];
}

export interface TestPlatform {
  /** PEM of the authority that signed the broker's certificate. */
  readonly caFile: string;
  readonly url: string;
  /** Reports whose signature held, in the order they came. */
  readonly reports: { code: string; item: Item; timestamp: number }[];
  /** Messages that broke a rule of the text. */
  readonly wrongs: string[];
  /** What to answer to a report; undefined: nothing. The default takes everything. */
  answer: (code: string, item: Item) => object | undefined;
  /** Whether the client may subscribe; `unanswered`: it is never told. */
  mayListen: boolean | 'unanswered';
  /** Sends bytes to `…/service/{code}/post` and waits for the reply. */
  ask(code: string, bytes: string | Buffer): Promise<Envelope>;
  /** Sends bytes without waiting: what comes back is found in `replies`. */
  send(code: string, bytes: string | Buffer): void;
  /** Replies of the station to requests, in the order they came. */
  readonly replies: { code: string; reply: Envelope }[];
  /** A request of table 2 around these items, signed. */
  request(items: unknown, change?: { timestamp?: number; sign?: string; secret?: string }): string;
  /** Waits until the station is subscribed. */
  subscribed(): Promise<void>;
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
  readonly connections: number;
  /** Subscriptions asked for, answered or not. */
  readonly subscriptionsAsked: number;
}

export async function startPlatform(directory: string, now: () => number): Promise<TestPlatform> {
  const authority = await generate([{ name: 'commonName', value: 'test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, authority.cert);

  const root = `/sys/v1/${PARK_CODE}`;
  const reports: TestPlatform['reports'] = [];
  const wrongs: string[] = [];
  const replies: TestPlatform['replies'] = [];
  const awaited = new Map<string, (reply: Envelope) => void>();
  let subscriptions = new Set<string>();
  let onSubscribed: () => void = () => undefined;
  let broker: Aedes;
  let listener: Server;
  let sockets = new Set<Socket>();
  let port = 0;
  let subscriptionsAsked = 0;

  async function open(): Promise<void> {
    subscriptions = new Set();
    broker = await Aedes.createBroker({
      authenticate(client, _username, password, done) {
        const known = client.id === CLIENT_ID && password?.toString() === PASSWORD;
        done(known ? null : Object.assign(new Error('no'), { returnCode: 4 }), known);
      },
    });
    broker.authorizeSubscribe = (_client, subscription, done) => {
      subscriptionsAsked += 1;
      if (platform.mayListen !== 'unanswered') done(null, platform.mayListen ? subscription : null);
    };
    broker.on('subscribe', (list) => {
      for (const { topic } of list) subscriptions.add(topic);
      onSubscribed();
    });
    broker.on('publish', (packet, client) => {
      if (!client) return;
      if (packet.qos !== 0) wrongs.push(`QoS ${packet.qos}`);
      receive(packet.topic, packet.payload.toString());
    });
    listener = createServer({ key: server.private, cert: server.cert }, (socket) => {
      broker.handle(socket);
    });
    sockets = new Set();
    listener.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
    port = (listener.address() as AddressInfo).port;
  }

  function receive(topic: string, text: string): void {
    const match = new RegExp(`^${root}/(event|service)/([^/]+)/(post|post_reply)$`).exec(topic);
    const [, side, code = '', leaf] = match ?? [];
    if (side === 'service' && leaf === 'post_reply') {
      const reply = JSON.parse(text) as Envelope;
      replies.push({ code, reply });
      return awaited.get(code)?.(reply);
    }
    if (side !== 'event' || leaf !== 'post') return void wrongs.push(`topic ${topic}`);
    const message = JSON.parse(text) as { timestamp: number; sign: string; data: Item[] };
    const raw = /"data":(\[.*\])\}$/s.exec(text)?.[1] ?? '';
    if (message.sign !== hmac(raw)) wrongs.push(`signature of ${code}`);
    if (Math.abs(message.timestamp - now() / 1000) > 60) wrongs.push(`timestamp of ${code}`);
    for (const item of message.data) {
      reports.push({ code, item, timestamp: message.timestamp });
      const answer = platform.answer(code, item);
      if (answer !== undefined) publish(`${topic}_reply`, JSON.stringify(answer));
    }
  }

  function publish(topic: string, payload: string | Buffer): void {
    broker.publish({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false }, () => undefined);
  }

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((done) => broker.close(done));
    await new Promise((done) => listener.close(done));
  }

  const platform: TestPlatform = {
    caFile,
    mayListen: true,
    reports,
    wrongs,
    replies,
    send: (code, bytes) => publish(`${root}/service/${code}/post`, bytes),
    get url() {
      return `mqtts://127.0.0.1:${port}`;
    },
    get connections() {
      return sockets.size;
    },
    get subscriptionsAsked() {
      return subscriptionsAsked;
    },
    answer: (code, item) => accepted(code, item, now()),
    request(items, { timestamp = Math.floor(now() / 1000), secret = SECRET, sign } = {}) {
      const data = JSON.stringify(items);
      return `{"timestamp":${timestamp},"sign":"${sign ?? hmac(data, secret)}","data":${data}}`;
    },
    ask(code, bytes) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no reply on ${code}`)), 5000);
        awaited.set(code, (reply) => {
          clearTimeout(timer);
          resolve(reply);
        });
        publish(`${root}/service/${code}/post`, bytes);
      });
    },
    async subscribed() {
      const wanted = [`${root}/event/+/post_reply`, `${root}/service/+/post`];
      while (!wanted.every((topic) => subscriptions.has(topic)))
        await new Promise<void>((resolve) => (onSubscribed = resolve));
    },
    cut: close,
    restore: open,
    stop: close,
  };
  await open();
  return platform;
}

/** Table 3 around the reply of tables 20, 22, 29 and 37. */
export function accepted(code: string, item: Item, now: number): object {
  const key = code === 'stallCount' ? { parkCode: item['parkCode'] } : { id: item.id };
  return { Code: 0, message: '成功', timestamp: Math.floor(now / 1000), data: [{ ...key, code: 0, message: '成功' }] };
}
