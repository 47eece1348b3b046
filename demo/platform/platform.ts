import { randomBytes } from 'node:crypto';
import { openBookingOffice } from './bookings.ts';
import type { BookingOffice } from './bookings.ts';
import { emptyBook, enterIntoBook } from './book.ts';
import type { Book } from './book.ts';
import { openBroker } from './broker.ts';
import { makeCertificates } from './certificate.ts';
import type { Certificates } from './certificate.ts';
import { answer, open, seal } from './envelope.ts';
import { noFaults } from './faults.ts';
import type { DownlinkFault, PlatformFaults } from './faults.ts';
import { openRequests } from './requests.ts';
import type { ServiceAnswer } from './requests.ts';
import { isEventInterface, isServiceInterface } from './tables.ts';
import type { EventInterface, ServiceInterface } from './tables.ts';

export interface PlatformOptions {
  /** DB4403/T 89 code of the lot it serves. */
  parkCode: string;
  host?: string;
  /** 0 (the default) takes a free one. */
  port?: number;
  version?: string;
  clientId?: string;
  /** Made up when not given. */
  password?: string;
  secret?: string;
  /** Reports whose timestamp is further off than this are refused. */
  freshnessS?: number;
  certificates?: Certificates;
  now?: () => number;
}

/** What a lot needs to connect: goes into its site file and secrets. */
export interface PlatformAccess {
  url: string;
  version: string;
  parkCode: string;
  clientId: string;
  password: string;
  secret: string;
  caPem: string;
}

/** A DB4403/T shared-parking platform for one lot, over MQTTS. */
export interface Platform extends BookingOffice {
  readonly access: PlatformAccess;
  readonly book: Book;
  /** Plain data: set a field and it holds from the next message on. */
  readonly faults: PlatformFaults;
  isHeard(): boolean;
  /** Resolves once a lot has connected and listens; rejects after `timeoutMs`. */
  whenHeard(timeoutMs?: number): Promise<void>;
  /** One request as it stands, sealed and sent: for bookings that the booking office would not write. */
  request(code: ServiceInterface, item: Record<string, unknown>, timeoutMs?: number): Promise<ServiceAnswer>;
  /** Bytes on a topic, unsealed. */
  publish(topic: string, payload: string): Promise<void>;
  /** The broker is gone, for `ms` or until `restore`. */
  cut(ms?: number): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a platform. Rejects when its port is taken. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { parkCode, host = '127.0.0.1', version = 'v1', clientId = 'gatehouse-demo', freshnessS = 300 } = options;
  const { password = token(), secret = token(), now = Date.now } = options;
  const certificates = options.certificates ?? (await makeCertificates(now()));
  const book = emptyBook();
  const faults = noFaults();
  const requests = openRequests();
  const timers = new Set<NodeJS.Timeout>();
  const topics = `/sys/${version}/${parkCode}`;

  const later = (ms: number, fn: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      fn();
    }, ms);
    timers.add(timer);
  };
  const send = (topic: string, payload: string): void => {
    broker.publish(topic, payload).catch((error: unknown) => onStray(topic, `not sent: ${String(error)}`));
  };
  const onStray = (topic: string, message: string): void => {
    book.violations.push({ at: now(), topic, code: 3, field: null, message });
  };

  const onEvent = (code: string, topic: string, payload: Buffer): void => {
    const reply = answerEvent(code, topic, payload);
    if (reply === null || faults.silent) return;
    if (faults.slowMs > 0) later(faults.slowMs, () => send(`${topic}_reply`, reply));
    else send(`${topic}_reply`, reply);
  };
  const answerEvent = (code: string, topic: string, payload: Buffer): string | null => {
    const at = now();
    if (!isEventInterface(code)) {
      onStray(topic, `${code}: no interface of this platform`);
      return answer(1, `${code}: no such interface`, [], at);
    }
    const opened = open(payload, secret, at, freshnessS);
    if (!opened.ok) {
      book.violations.push({ at, topic, code: opened.code, field: null, message: opened.message });
      return answer(opened.code, opened.message, [], at);
    }
    const verdicts = opened.data.map((item) => {
      const refused = refusalFor(faults, code) ?? enterIntoBook(book, { interface: code, topic, parkCode, item, at });
      return { ...identityOf(code, item), ...refused };
    });
    const bad = verdicts.find((verdict) => verdict.code !== 0);
    if (bad === undefined) return answer(0, '成功', verdicts, at);
    // 1004, 1005 and 1007 speak of parameters (4); what remains is business (1).
    return answer([1000, 1004, 1005, 1007].includes(bad.code) ? 4 : 1, bad.message, verdicts, at);
  };

  const broker = await openBroker(
    { host, port: options.port ?? 0, certificates, clientId, password, version, parkCode },
    {
      onEvent,
      onReply(code, payload) {
        if (isServiceInterface(code) && requests.settle(code, payload)) return;
        book.strayAnswers.push({ at: now(), interface: code, payload: payload.toString('utf8') });
      },
      onStray,
    },
  );

  const request: Platform['request'] = async (code, item, timeoutMs) => {
    const fault = faults.nextDownlink;
    faults.nextDownlink = null;
    const bookCode = typeof item['bookCode'] === 'string' ? item['bookCode'] : '';
    const answered = requests.wait(code, bookCode, timeoutMs);
    const payload = spoil(fault, item, secret, now());
    const topic = `${topics}/service/${code}/post`;
    await broker.publish(topic, payload);
    if (fault === 'duplicate') await broker.publish(topic, payload);
    return answered;
  };
  const series = now().toString(36).toUpperCase();
  let number = 0;
  const office = openBookingOffice(parkCode, () => `SP${series}-${(number += 1)}`, request);

  return {
    ...office,
    get records() {
      return office.records;
    },
    access: {
      url: `mqtts://${host}:${broker.port}`,
      version,
      parkCode,
      clientId,
      password,
      secret,
      caPem: certificates.caPem,
    },
    book,
    faults,
    isHeard: () => broker.isHeard(),
    whenHeard(timeoutMs = 30_000) {
      return new Promise((resolve, reject) => {
        if (broker.isHeard()) return void resolve();
        const timer = setTimeout(() => {
          off();
          reject(new Error(`no lot listened within ${timeoutMs} ms`));
        }, timeoutMs);
        const off = broker.onHeard((heard) => {
          if (!heard) return;
          clearTimeout(timer);
          off();
          resolve();
        });
      });
    },
    request,
    publish: (topic, payload) => broker.publish(topic, payload),
    async cut(ms) {
      await broker.cut();
      if (ms !== undefined) {
        later(ms, () => {
          broker.restore().catch((error: unknown) => onStray('', `broker not restored: ${String(error)}`));
        });
      }
    },
    restore: () => broker.restore(),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      requests.giveUp();
      await broker.stop();
    },
  };
}

function refusalFor(faults: PlatformFaults, code: EventInterface): { code: number; message: string } | null {
  const { refuse } = faults;
  if (refuse === null || (refuse.interface !== null && refuse.interface !== code)) return null;
  return { code: refuse.code, message: refuse.message };
}

/** What names the object in an answer: its id, or the lot for counts (tables 20, 22, 29, 37). */
function identityOf(code: EventInterface, item: unknown): Record<string, unknown> {
  const name = code === 'stallCount' ? 'parkCode' : 'id';
  const value = typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[name] : undefined;
  return value === undefined ? {} : { [name]: value };
}

function spoil(fault: DownlinkFault | null, item: Record<string, unknown>, secret: string, now: number): string {
  switch (fault) {
    case null:
    case 'duplicate':
      return seal([item], secret, now);
    case 'wrong-signature':
      return seal([item], secret, now, '0'.repeat(64));
    case 'stale':
      return seal([item], secret, now - 3_600_000);
    case 'missing-field':
      return seal([{ ...item, carNo: undefined, confirmStatus: undefined }], secret, now);
    case 'not-json':
      return '{"timestamp":';
  }
}

const token = (): string => randomBytes(16).toString('hex');
