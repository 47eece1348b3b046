import { checkItem } from './check.ts';
import type { Violation } from './check.ts';
import { sameHex, sign } from './envelope.ts';
import { table67, table68 } from './tables/links.ts';

/** 7.4: the two addresses to which a driver's browser is sent. */

/** Path of the page to which the lot's payment page comes back (7.4.1). */
export const PAY_CALLBACK_PATH = '/pay/callback';

export type PayParameters =
  { ok: true; orderNo: string; timestamp: number; payResult: number } | { ok: false; violations: Violation[] };

/** Reads the parameters of table 67. */
export function readPayParameters(query: URLSearchParams): PayParameters {
  const given = valuesOf(query, ['timestamp', 'payResult']);
  const violations = checkItem(table67, given);
  if (violations.length > 0) return { ok: false, violations };
  const { orderNo, timestamp, payResult } = given;
  return { ok: true, orderNo: String(orderNo), timestamp: Number(timestamp), payResult: Number(payResult) };
}

/**
 * What is signed (table 68). The text prints `{订单号}×tamp={时间戳}`: an `&times` that a word processor took for a
 * multiplication sign.
 */
const signed = (orderNo: string, timestamp: number, secret: string): string =>
  sign(`${orderNo}&timestamp=${timestamp}`, secret);

/** The link to a lot's invoice page (7.4.2). TypeError when `page` is no address. */
export function invoiceLink(page: string, orderNo: string, secret: string, now: number): string {
  const url = new URL(page);
  const timestamp = Math.floor(now / 1000);
  url.searchParams.set('orderNo', orderNo);
  url.searchParams.set('timestamp', String(timestamp));
  url.searchParams.set('sign', signed(orderNo, timestamp, secret));
  return url.href;
}

export type InvoiceCheck = { ok: true; orderNo: string } | { ok: false; violations: Violation[] };

/** Checks such a link as its lot should: table 68, the time, the signature. */
export function checkInvoiceLink(link: string, secret: string, now: number, freshnessS: number): InvoiceCheck {
  const { searchParams } = new URL(link);
  const wanted = new URLSearchParams([...searchParams].filter(([name]) => table68.names.has(name)));
  const given = valuesOf(wanted, ['timestamp']);
  const violations = checkItem(table68, given);
  if (violations.length > 0) return { ok: false, violations };
  const [orderNo, timestamp] = [String(given['orderNo']), Number(given['timestamp'])];
  const wrong = (code: number, field: string, words: string): InvoiceCheck => ({
    ok: false,
    violations: [{ code, table: 68, field, message: `表68 ${field}: ${words}` }],
  });
  if (Math.abs(now / 1000 - timestamp) > freshnessS) return wrong(4, 'timestamp', 'too old or too new');
  if (!sameHex(String(given['sign']), signed(orderNo, timestamp, secret))) return wrong(8, 'sign', 'does not fit');
  return { ok: true, orderNo };
}

function valuesOf(query: URLSearchParams, numbers: readonly string[]): Record<string, unknown> {
  const isNumber = (name: string, value: string) => numbers.includes(name) && /^-?\d{1,15}$/.test(value);
  return Object.fromEntries([...query].map(([name, value]) => [name, isNumber(name, value) ? Number(value) : value]));
}
