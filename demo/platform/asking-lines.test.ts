import { expect, test } from 'vitest';
import { parseAskingLine } from './asking-lines.ts';

const wrong = (words: string) => ({ what: 'wrong', words: expect.stringContaining(words) as string });

test.each([
  ['requestBookStall', '{"bookCode": "B1"}', { what: 'request', code: 'requestBookStall', items: { bookCode: 'B1' } }],
  ['coupon', '[{"a": 1}, {"a": 2}]', { what: 'request', code: 'coupon', items: [{ a: 1 }, { a: 2 }] }],
  ['coupon', '3', wrong('coupon')],
  ['coupon', '[3]', wrong('coupon')],
  ['coupon', '{', wrong('coupon')],
  ['invoice', 'SO1 https://lot/invoice', { what: 'invoice', orderNo: 'SO1', page: 'https://lot/invoice' }],
  ['invoice', 'SO1', { what: 'invoice', orderNo: 'SO1', page: null }],
  ['invoice', '', wrong('order')],
  ['vehicleEnter', '{}', null],
])('%s %s', (word, argument, line) => {
  expect(parseAskingLine(word, argument)).toEqual(line);
});
