import { expect, test } from 'vitest';
import { parseConsoleLine } from './console.ts';

test.each([
  ['', { what: 'nothing' }],
  ['requestBookStall {"bookCode": "B1"}', { what: 'request', code: 'requestBookStall', items: { bookCode: 'B1' } }],
  ['  coupon [{"a": 1}, {"a": 2}] ', { what: 'request', code: 'coupon', items: [{ a: 1 }, { a: 2 }] }],
  ['coupon 3', { what: 'wrong', words: expect.stringContaining('coupon') as string }],
  ['coupon [3]', { what: 'wrong', words: expect.stringContaining('coupon') as string }],
  ['coupon {', { what: 'wrong', words: expect.stringContaining('coupon') as string }],
  ['faults', { what: 'faults', change: {} }],
  ['faults {"slowMs": 500}', { what: 'faults', change: { slowMs: 500 } }],
  ['faults on', { what: 'wrong', words: expect.stringContaining('faults') as string }],
  ['cut', { what: 'cut', seconds: null }],
  ['cut 2.5', { what: 'cut', seconds: 2.5 }],
  ['cut soon', { what: 'wrong', words: expect.stringContaining('soon') as string }],
  ['restore', { what: 'restore' }],
  ['invoice SO1 https://lot/invoice', { what: 'invoice', orderNo: 'SO1', page: 'https://lot/invoice' }],
  ['invoice SO1', { what: 'invoice', orderNo: 'SO1', page: null }],
  ['invoice', { what: 'wrong', words: expect.stringContaining('order') as string }],
  ['help', { what: 'help' }],
  ['vehicleEnter {}', { what: 'wrong', words: expect.stringContaining('vehicleEnter') as string }],
])('%j', (line, parsed) => {
  expect(parseConsoleLine(line)).toEqual(parsed);
});
