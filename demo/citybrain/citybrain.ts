import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { makeCertificates } from '../platform/certificate.ts';
import type { Certificates } from '../platform/certificate.ts';
import { openDoor } from '../platform/door.ts';
import { bareNo, codedRefusal, complaint, refusal } from './answers.ts';
import type { Answer } from './answers.ts';
import { emptyBook, enterIntoBook } from './book.ts';
import type { Book, Registration } from './book.ts';
import { openEnvelope } from './envelope.ts';
import { noFaults } from './faults.ts';
import type { CitybrainFaults } from './faults.ts';
import { receiveRequests } from './requests.ts';
import { isInterfaceName } from './tables.ts';
import type { InterfaceName } from './tables.ts';

export interface CitybrainOptions {
  host?: string;
  /** What a lot calls it; `host`, when absent. */
  publicHost?: string;
  /** 0 (the default) takes a free one. */
  port?: number;
  /** Made up when not given; the secret has 16 ASCII characters. */
  appId?: string;
  appSecret?: string;
  parkingLotNo?: string;
  /** Numbers of the lot's entrances and exits; null takes any. */
  ports?: Registration['ports'];
  /** Stands before /barrier/… */
  prefix?: string;
  certificates?: Certificates;
  now?: () => number;
}

/** What a lot needs to connect: goes into its site file and secrets. */
export interface CitybrainAccess {
  url: string;
  appId: string;
  appSecret: string;
  parkingLotNo: string;
  ports: Registration['ports'];
  caPem: string;
}

/** A City Brain V2.9 platform for one lot, over HTTPS. */
export interface Citybrain {
  readonly access: CitybrainAccess;
  readonly book: Book;
  /** Set a field and it holds from the next message on. */
  readonly faults: CitybrainFaults;
  /** What it was told of an order is gone; null: of all orders. */
  forget(outOrderNo: string | null): void;
  /** The address is gone, for `ms` or until `restore`. */
  cut(ms?: number): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a platform. Rejects when its port is taken. */
export async function startCitybrain(options: CitybrainOptions = {}): Promise<Citybrain> {
  const { host = '127.0.0.1', prefix = '', now = Date.now } = options;
  const account = { appId: options.appId ?? token(), appSecret: options.appSecret ?? token() };
  const registration: Registration = {
    parkingLotNo: options.parkingLotNo ?? '4403050001',
    ports: options.ports === undefined ? { entrances: ['E01', 'E02'], exits: ['X01', 'X02'] } : options.ports,
  };
  const certificates = options.certificates ?? (await makeCertificates(now()));
  const book = emptyBook();
  const faults = noFaults();
  const messageIds = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();

  const later = (ms: number, fn: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      fn();
    }, ms);
    timers.add(timer);
  };
  const note = (name: InterfaceName | null, field: string | null, message: string): void => {
    book.violations.push({ at: now(), interface: name, fault: 'value', field, message });
  };

  function onRequest(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    if (faults.halfOpen) return;
    const name = routeOf(request.url ?? '', prefix);
    if (name === null || request.method !== 'POST') {
      note(name, null, `${request.method} ${request.url}: no interface of this platform`);
      return void response.writeHead(name === null ? 404 : 405).end();
    }
    const wrong: Partial<CitybrainFaults> = faults.only === null || faults.only === name ? { ...faults } : {};
    if (wrong.hangUp === 'before') return void response.destroy();
    if (wrong.status || wrong.notJson) {
      const { status, retryAfter } = wrong;
      const header = status && retryAfter ? { 'retry-after': retryAfter } : {};
      response.writeHead(status || 200, { 'content-type': 'text/html', ...header });
      return void response.end('<html><body>系统维护中</body></html>');
    }
    const answer = refusalOf(wrong) ?? answerTo(name, body, wrong.unregistered === true, response);
    if (wrong.hangUp === 'after') return void response.destroy();
    if (wrong.silent) return;
    const reply = (): void => send(response, answer, wrong.twice === true);
    if (wrong.slowMs) later(wrong.slowMs, reply);
    else reply();
  }

  function answerTo(name: InterfaceName, body: Buffer, unregistered: boolean, response: ServerResponse): Answer {
    const opened = openEnvelope(body, account);
    if (!opened.ok) {
      const [first] = opened.violations;
      book.violations.push(...opened.violations.map((each) => ({ ...each, interface: name, at: now() })));
      return complaint(first?.message ?? '');
    }
    if (messageIds.has(opened.messageId)) {
      note(name, 'message_id', 'message_id: used before');
      return complaint('message_id 重复');
    }
    messageIds.add(opened.messageId);
    if (unregistered) return refusal('PARKING_LOT_NOT_EXIST');
    const { params } = opened;
    const answer = enterIntoBook(book, registration, { interface: name, params, at: now() });
    const order = book.orders.get(String((params as Record<string, unknown> | null)?.['out_order_no']));
    // Whether it arrived nobody here can know: a line that breaks behind the answer ends without its end being reached.
    if (name === 'parking' && order)
      for (const end of ['finish', 'close']) response.once(end, () => (order.answered = true));
    return answer;
  }

  const receive = receiveRequests(certificates, {
    onRequest,
    onStray: (message) => void book.strays.push({ at: now(), message }),
  });
  const door = await openDoor(host, options.port ?? 0, (socket) => {
    socket.on('error', () => socket.destroy());
    if (!faults.halfOpen) receive(socket);
  });

  return {
    access: {
      url: `https://${options.publicHost ?? host}:${door.port}${prefix}`,
      ...account,
      ...registration,
      caPem: certificates.caPem,
    },
    book,
    faults,
    forget(outOrderNo) {
      if (outOrderNo === null) book.orders.clear();
      else book.orders.delete(outOrderNo);
    },
    async cut(ms) {
      await door.cut();
      if (ms !== undefined)
        later(ms, () => {
          door.restore().catch((error: unknown) => book.strays.push({ at: now(), message: String(error) }));
        });
    },
    restore: () => door.restore(),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await door.cut();
    },
  };
}

/** The text prints two of its addresses with a doubled slash: either is taken. */
function routeOf(url: string, prefix: string): InterfaceName | null {
  const path = url.startsWith(prefix) ? url.slice(prefix.length) : '';
  const name = /^\/{1,2}barrier\/(\w+)$/.exec(path)?.[1] ?? '';
  return isInterfaceName(name) ? name : null;
}

function refusalOf({ refuse }: Partial<CitybrainFaults>): Answer | null {
  if (!refuse) return null;
  if (refuse === 'bare') return bareNo();
  return 'error' in refuse ? complaint(refuse.error) : codedRefusal(refuse.code, refuse.message);
}

function send(response: ServerResponse, answer: Answer, twice: boolean): void {
  const body = JSON.stringify(answer);
  const { socket } = response;
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body, () => {
    const length = Buffer.byteLength(body);
    if (twice)
      socket?.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`);
  });
}

const token = (): string => randomBytes(8).toString('hex');
