import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { receiveRequests } from '../citybrain/requests.ts';
import { makeCertificates } from '../platform/certificate.ts';
import type { Certificates } from '../platform/certificate.ts';
import { openDoor } from '../platform/door.ts';
import { noFaults } from './faults.ts';
import type { CashierFaults } from './faults.ts';
import { BUSY, carryOut } from './methods.ts';
import type { Answer, Method } from './methods.ts';
import { readRequest } from './requests.ts';
import type { ReadRequest } from './requests.ts';
import { makeKeys, signRsa2 } from './signature.ts';
import { openTrades } from './trades.ts';
import type { Trades } from './trades.ts';

export interface CashierOptions {
  host?: string;
  /** What a lot calls it; `host`, when absent. */
  publicHost?: string;
  /** 0 (the default) takes a free one. */
  port?: number;
  appId?: string;
  /** PEM of the lot's public key. Absent: a pair is made, and the lot is handed its private one. */
  lotPublicKeyPem?: string;
  certificates?: Certificates;
  now?: () => number;
}

/** What a lot needs: goes into its site file and secrets. */
export interface CashierAccess {
  url: string;
  appId: string;
  /** The cashier's own, by which its answers are known. */
  publicKeyPem: string;
  /** The lot's; null where it has made a pair of its own. */
  privateKeyPem: string | null;
  caPem: string;
}

/** A request, as it was heard and answered. */
export interface Heard {
  at: number;
  method: Method | null;
  fields: Record<string, unknown>;
  answer: Answer;
}

/** A provider of electronic payments as Alipay's OpenAPI, over HTTPS: strict, with drivers to play. */
export interface Cashier {
  readonly access: CashierAccess;
  /** What drivers do: `phone`, `scanQr`, `agree`; and what came of it. */
  readonly trades: Trades;
  /** Set a field and it holds from the next request on. */
  readonly faults: CashierFaults;
  readonly heard: readonly Heard[];
  /** Requests that were not as they must be. */
  readonly complaints: readonly Heard[];
  /** What never became a request. */
  readonly strays: readonly string[];
  /** Does what it held back. */
  release(): void;
  /** The address is gone, until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

const PATH = /^\/gateway\.do\?charset=utf-8$/;

/** Starts a cashier. Rejects when its port is taken. */
export async function startCashier(options: CashierOptions = {}): Promise<Cashier> {
  const { host = '127.0.0.1', publicHost = host, appId = '2021000000000001', now = Date.now } = options;
  const certificates = options.certificates ?? (await makeCertificates(now(), [publicHost]));
  const own = makeKeys();
  const lot = options.lotPublicKeyPem === undefined ? makeKeys() : null;
  const lotKey: KeyObject = lot?.publicKey ?? createPublicKey(options.lotPublicKeyPem ?? '');
  const stranger = makeKeys();
  const faults = noFaults();
  const trades = openTrades({ now, takes: () => faults.takes });
  const heard: Heard[] = [];
  const complaints: Heard[] = [];
  const heldBack: (() => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const later = (ms: number, fn: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      fn();
    }, ms);
    timers.add(timer);
  };

  function onRequest(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    if (!PATH.test(request.url ?? '') || request.method !== 'POST') return void response.writeHead(404).end();
    const read = readRequest(body, request.headers['content-type'] ?? '', { appId, lotKey, now });
    const wrong = faults.only === null || faults.only === read.method ? { ...faults } : noFaults();
    if (wrong.hangUp === 'before') return void response.destroy();
    if (wrong.status !== null) {
      response.writeHead(wrong.status, { 'content-type': 'text/html' });
      return void response.end('<html><body>系统维护中</body></html>');
    }
    const answer = answerTo(read, wrong);
    if (wrong.hangUp === 'after') return void response.destroy();
    if (wrong.silent) return;
    const reply = (): void => send(response, read.method, answer, wrong);
    if (wrong.slowMs > 0) later(wrong.slowMs, reply);
    else reply();
  }

  function answerTo(read: ReadRequest, wrong: CashierFaults): Answer {
    const answer = workOn(read, wrong);
    const fields = read.ok ? read.fields : {};
    const entry: Heard = { at: now(), method: read.method, fields, answer };
    (read.ok ? heard : complaints).push(entry);
    return answer;
  }

  function workOn(read: ReadRequest, wrong: CashierFaults): Answer {
    if (!read.ok) return read.complaint;
    if (wrong.busy === 'before') return BUSY;
    if (wrong.holdsBack) {
      heldBack.push(() => carryOut(trades, read.method, read.fields));
      return BUSY;
    }
    const answer = carryOut(trades, read.method, read.fields);
    return wrong.busy === 'after' ? BUSY : answer;
  }

  /** The signature is over the very text of the answer's member. */
  function send(response: ServerResponse, method: Method | null, answer: Answer, wrong: CashierFaults): void {
    const said = wrong.otherTrade ? { ...answer, out_trade_no: 'another' } : answer;
    const name = method === null ? 'error_response' : `${method.replaceAll('.', '_')}_response`;
    const content = JSON.stringify(said).replaceAll('/', '\\/');
    const signature = signRsa2(content, wrong.badSignature ? stranger.privateKey : own.privateKey);
    const body = wrong.unsigned ? `{"${name}":${content}}` : `{"${name}":${content},"sign":"${signature}"}`;
    response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' });
    response.end(body);
  }

  const strays: string[] = [];
  const receive = receiveRequests(certificates, { onRequest, onStray: (message) => void strays.push(message) });
  const door = await openDoor(host, options.port ?? 0, (socket) => {
    socket.on('error', () => socket.destroy());
    receive(socket);
  });

  return {
    access: {
      url: `https://${publicHost}:${door.port}/gateway.do`,
      appId,
      publicKeyPem: own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privateKeyPem: lot?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() ?? null,
      caPem: certificates.caPem,
    },
    trades,
    faults,
    heard,
    complaints,
    strays,
    release() {
      for (const work of heldBack.splice(0)) work();
    },
    cut: () => door.cut(),
    restore: () => door.restore(),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await door.cut();
    },
  };
}
