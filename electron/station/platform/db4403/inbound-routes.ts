import type { Clock } from '../../../../native/clock/contract.ts';
import { toTimestamp } from '../../wire/time.ts';
import { CODE } from './codes.ts';
import { LARGEST_MESSAGE, refusal, sealReply } from './envelope.ts';
import type { Refusal, ReplyBody } from './envelope.ts';
import type { Rejection } from './rejections.ts';
import { isSameSecret } from './signature.ts';
import { INVOICE_PATH, PAY_CALLBACK_PATH, readInvoiceLink, readPayCallback } from './url-jumps.ts';
import type { PayCallback, Read } from './url-jumps.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** Answered without a look at the body, or with it: null when it was longer than a message may be. */
export type Route = Answer | { answer(body: Uint8Array | null): Answer };
export type Routes = (method: string, target: string, authorization: string | undefined) => Route;

/** What a driver gets to see: another page, or a line of text. */
export type PageAnswer = { redirect: string } | { status: number; words: string };

/** Whoever keeps the orders says what becomes of drivers that come to the pages of 7.4. */
export interface Pages {
  payCallback(callback: PayCallback): PageAnswer;
  /** `paid`: what our own receipt proves was paid, fen; absent: the link is no receipt's. */
  invoice(order: { orderNo: string; at: number; paid?: number }): PageAnswer;
}

export interface RoutesParts {
  /** `/sys/{version}/{parkCode}` */
  root: string;
  /** Null: the platform asks another way. `token` null: none is set, and nothing passes. */
  services: { token: string | null; answer(code: string, bytes: Uint8Array): ReplyBody } | null;
  /** Null: there are no pages. */
  pages: Pages | null;
  secret: string;
  payPageKey: string | null;
  freshnessMs: number;
  clock: Clock;
  onRejected(rejection: Rejection): void;
}

/**
 * What is to be had over our own listener: `POST {root}/service/{code}/post`, the mirror of 7.3.1.3 b, under a bearer
 * token; `GET /pay-callback` and `GET /invoice` of 7.4. Anything else is 404, without a word.
 */
export function createRoutes(parts: RoutesParts): Routes {
  const { root, services, pages, clock } = parts;

  const replied = (status: number, reply: ReplyBody, headers = {}): Answer => ({
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: sealReply(reply, toTimestamp(clock.now())),
  });

  function reject(code: string, status: number, why: Refusal, headers = {}): Answer {
    parts.onRejected({ interface: code, ...why });
    return replied(status, { ...why, data: [] }, headers);
  }

  function service(
    { token, answer }: NonNullable<RoutesParts['services']>,
    code: string,
    authorization: string | undefined,
  ): Route {
    if (!isToken(authorization, token)) return reject(code, 401, refusal(CODE.token), { 'WWW-Authenticate': 'Bearer' });
    return {
      answer: (body) =>
        body === null
          ? reject(code, 200, refusal(CODE.format, `超过 ${LARGEST_MESSAGE} 字节`))
          : replied(200, answer(code, body)),
    };
  }

  return (method, target, authorization) => {
    const url = URL.parse(target, 'https://localhost');
    if (!url) return NOT_FOUND;
    const code = url.pathname.startsWith(root) ? SERVICE.exec(url.pathname.slice(root.length))?.[1] : undefined;
    if (services && code !== undefined)
      return method === 'POST' ? service(services, code, authorization) : allowOnly('POST');
    const page = pages && pageAt(url, parts, pages);
    if (!page) return NOT_FOUND;
    return method === 'GET' ? page() : allowOnly('GET');
  };
}

const SERVICE = /^\/service\/([A-Za-z0-9_-]{1,64})\/post$/;
const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

function isToken(authorization: string | undefined, token: string | null): boolean {
  const [, given] = BEARER.exec(authorization ?? '') ?? [];
  return token !== null && given !== undefined && isSameSecret(given, token);
}

function pageAt({ pathname, searchParams }: URL, parts: RoutesParts, pages: Pages): (() => Answer) | null {
  const { secret, payPageKey, clock, freshnessMs } = parts;
  switch (pathname) {
    case PAY_CALLBACK_PATH:
      return () => shown(readPayCallback(searchParams, { secret, payPageKey }), pages.payCallback);
    case INVOICE_PATH:
      return () => shown(readInvoiceLink(searchParams, secret, clock.now(), freshnessMs), pages.invoice);
    default:
      return null;
  }
}

function shown<T>(read: Read<T>, answer: (value: T) => PageAnswer): Answer {
  if (!read.ok) return text(read.refusal.code === CODE.signature ? 403 : 400, read.refusal.message);
  const page = answer(read.value);
  return 'redirect' in page
    ? { status: 302, headers: { Location: page.redirect, ...PAGE_HEADERS }, body: '' }
    : text(page.status, page.words);
}

const PAGE_HEADERS = {
  // A page holds an order's number in its address: nobody else is told of it.
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

const text = (status: number, words: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', ...PAGE_HEADERS },
  body: words,
});

const NOT_FOUND: Answer = { status: 404, headers: {}, body: '' };
const allowOnly = (method: string): Answer => ({ status: 405, headers: { Allow: method }, body: '' });
