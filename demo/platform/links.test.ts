import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkInvoiceLink, invoiceLink, readPayParameters } from './links.ts';

const now = Date.UTC(2025, 5, 1);
const seconds = now / 1000;
const link = invoiceLink('https://lot.example/invoice?lang=zh', 'SO 1&2', 'salt', now);

test('an invoice link carries order, time and the signature of both as 7.4.2 joins them', () => {
  const { origin, pathname, searchParams } = new URL(link);
  const sign = createHmac('sha256', 'salt').update(`SO 1&2&timestamp=${seconds}`).digest('hex');
  expect(origin + pathname).toBe('https://lot.example/invoice');
  expect([...searchParams]).toEqual([
    ['lang', 'zh'],
    ['orderNo', 'SO 1&2'],
    ['timestamp', String(seconds)],
    ['sign', sign],
  ]);
});

test('it is checked as its lot should', () => {
  expect(checkInvoiceLink(link, 'salt', now + 60_000, 300)).toEqual({ ok: true, orderNo: 'SO 1&2' });
  const wrong = (changed: string, at = now) => {
    const checked = checkInvoiceLink(changed, 'salt', at, 300);
    return checked.ok ? [] : checked.violations.map(({ code, table, field }) => [code, table, field]);
  };
  expect(wrong(link, now + 301_000)).toEqual([[4, 68, 'timestamp']]);
  expect(wrong(link.replace('SO', 'SX'))).toEqual([[8, 68, 'sign']]);
  expect(wrong(link.replace(/&sign=.*/, ''))).toEqual([[4, 68, 'sign']]);
  expect(wrong(link.replace(`timestamp=${seconds}`, 'timestamp=now'))).toEqual([[1005, 68, 'timestamp']]);
});

test('what a browser comes back with is read by table 67', () => {
  const read = (query: string) => readPayParameters(new URLSearchParams(query));
  expect(read('orderNo=SO1&timestamp=1748743287&payResult=1')).toEqual({
    ok: true,
    orderNo: 'SO1',
    timestamp: 1_748_743_287,
    payResult: 1,
  });
  const fields = (query: string) => {
    const parameters = read(query);
    return parameters.ok ? [] : parameters.violations.map(({ code, field }) => [code, field]);
  };
  expect(fields('timestamp=1748743287&payResult=2')).toEqual([
    [4, 'orderNo'],
    [1007, 'payResult'],
  ]);
  expect(fields('orderNo=SO1&timestamp=x&payResult=1&a=b')).toEqual([
    [1005, 'timestamp'],
    [1000, 'a'],
  ]);
});
