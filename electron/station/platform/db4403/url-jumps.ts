import { createHmac } from 'node:crypto';
import { toTimestamp } from '../../wire/time.ts';
import { CODE } from './codes.ts';
import { refusal } from './envelope.ts';
import type { Refusal } from './envelope.ts';
import { isSameSecret, isSignedBy, sign } from './signature.ts';
import { check } from './tables/description.ts';
import type { Row, Table } from './tables/description.ts';
import { table67, table68 } from './tables/url-jumps.ts';

// The addresses by which drivers come to us and back (7.4): read, built and verified. Pure.

export const PAY_CALLBACK_PATH = '/pay-callback';
export const INVOICE_PATH = '/invoice';

const WHOLE_FEN = /^\d{1,10}$/;

export type Read<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** A driver was sent back from the pay page (table 67). */
export interface PayCallback {
  orderNo: string;
  /** UTC ms, as the pay page says. */
  at: number;
  ok: boolean;
  /**
   * Table 67 has no signature, and an address passes through the driver's hands. `none`: anybody may have written this.
   * `link`: it came by the link that we handed out for this order, so by whoever was to pay. `result`: the pay page
   * signed the result itself. Only the last is worth money.
   */
  proof: 'none' | 'link' | 'result';
  /** The sum that was to be paid, fen, by our link or by the pay page's signature. Absent: neither names one. */
  asked?: number;
}

/**
 * The address that a pay page sends a driver back to: table 67's parameters are added by it. `sign` is ours and ties the
 * address to the order and to the sum that was to be paid (fen; absent: to none, as in links handed out of old); it is
 * short because the address travels inside a payUrl of 255 characters (table 56).
 */
export function payCallbackLink(publicUrl: string, orderNo: string, secret: string, amount?: number): string {
  const sum = amount === undefined ? null : String(amount);
  const named: Record<string, string> = sum === null ? {} : { amount: sum };
  return link(publicUrl, PAY_CALLBACK_PATH, { orderNo, ...named, sign: linkSign(orderNo, sum, secret) });
}

/**
 * Reads a call-back of 7.4.1; a wrong or missing parameter is named. `payPageKey` (null: none) is what the pay page signs
 * with: `resultSign` = HMAC-SHA256, hex, of `{orderNo}&timestamp={timestamp}&payResult={payResult}`, or of the same with
 * `&amount={amount}` behind the order number, which ties the result to the sum of the link.
 */
export function readPayCallback(
  query: URLSearchParams,
  keys: { secret: string; payPageKey: string | null },
): Read<PayCallback> {
  const read = readQuery(table67, query);
  if (!read.ok) return read;
  const { orderNo, timestamp, payResult } = read.value;
  const amount = query.get('amount');
  const { secret, payPageKey } = keys;
  const resultSign = query.get('resultSign') ?? '';
  const signed = (text: string) => payPageKey !== null && isSignedBy(resultSign, Buffer.from(text), payPageKey);
  const result = `&timestamp=${timestamp}&payResult=${payResult}`;
  const withSum = amount !== null && WHOLE_FEN.test(amount) && signed(`${orderNo}&amount=${amount}${result}`);
  const proven = withSum || signed(orderNo + result);
  const ours = isSameSecret(query.get('sign') ?? '', linkSign(orderNo, amount, secret));
  const proof = proven ? 'result' : ours ? 'link' : 'none';
  const asked = amount !== null && (withSum || ours) ? { asked: Number(amount) } : {};
  return { ok: true, value: { orderNo, at: timestamp * 1000, ok: payResult === 1, proof, ...asked } };
}

/** The link of 7.4.2 to an invoice page; `page` is its address. What the platform builds, and what we verify. */
export function invoiceLink(page: string, orderNo: string, now: number, secret: string): string {
  const timestamp = toTimestamp(now);
  return link(page, '', { orderNo, timestamp: String(timestamp), sign: sign(invoiceText(orderNo, timestamp), secret) });
}

/**
 * The same link as a receipt carries it. Paper is kept longer than a link is fresh, and names a payment that no platform
 * knows: so it says what was paid, fen, and `receipt` ties that to number and time under the same salt.
 */
export function receiptInvoiceLink(
  page: string,
  { orderNo, amount, paidAt }: { orderNo: string; amount: number; paidAt: number },
  secret: string,
): string {
  const receipt = receiptSign(orderNo, String(amount), toTimestamp(paidAt), secret);
  return link(invoiceLink(page, orderNo, paidAt, secret), '', { amount: String(amount), receipt });
}

/** How long a receipt is good for an invoice. */
const RECEIPT_LIFE_MS = 366 * 86_400_000;

/**
 * Reads and verifies a link of 7.4.2. 8: the signature does not fit; 4: it is older or newer than `freshnessMs`, or than a
 * receipt may be. `paid`: what our own receipt says was paid, fen; absent: it is no receipt's.
 */
export function readInvoiceLink(
  query: URLSearchParams,
  secret: string,
  now: number,
  freshnessMs: number,
): Read<{ orderNo: string; at: number; paid?: number }> {
  const read = readQuery(table68, query);
  if (!read.ok) return read;
  const { orderNo, timestamp, sign: signature } = read.value;
  if (!isSignedBy(signature, Buffer.from(invoiceText(orderNo, timestamp)), secret))
    return { ok: false, refusal: refusal(CODE.signature, 'sign') };
  const amount = query.get('amount') ?? '';
  const ours = isSameSecret(query.get('receipt') ?? '', receiptSign(orderNo, amount, timestamp, secret));
  const at = timestamp * 1000;
  if (now - at > (ours ? RECEIPT_LIFE_MS : freshnessMs) || at - now > freshnessMs)
    return { ok: false, refusal: refusal(CODE.parameter, 'timestamp 已过期') };
  return { ok: true, value: { orderNo, at, ...(ours && { paid: Number(amount) }) } };
}

/** The text prints `×tamp`: an HTML entity, `&times;`, that swallowed the beginning of `&timestamp`. */
const invoiceText = (orderNo: string, timestamp: number): string => `${orderNo}&timestamp=${timestamp}`;

const linkSign = (orderNo: string, amount: string | null, secret: string): string =>
  shortSign(`${PAY_CALLBACK_PATH}?${orderNo}${amount === null ? '' : `&amount=${amount}`}`, secret);

const receiptSign = (orderNo: string, amount: string, timestamp: number, secret: string): string =>
  shortSign(`${INVOICE_PATH}?${orderNo}&amount=${amount}&timestamp=${timestamp}`, secret);

/** 128 bits of a HMAC in 22 characters. */
const shortSign = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text).digest().subarray(0, 16).toString('base64url');

function link(base: string, path: string, query: Record<string, string>): string {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/+$/, '') + path;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** The parameters of a table; numbers are read from their digits. */
function readQuery<T extends Table>(table: T, query: URLSearchParams): Read<Row<T>> {
  const entry: Record<string, unknown> = {};
  for (const { name, type } of table.fields) {
    const [value, ...more] = query.getAll(name);
    if (more.length > 0) return { ok: false, refusal: refusal(CODE.parameter, `${name} 重复`) };
    if (value === undefined) continue;
    entry[name] = type !== 'String' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  const checked = check(table, entry);
  return checked.ok ? { ok: true, value: checked.row } : { ok: false, refusal: checked.refusal };
}
