import { expect, test } from 'vitest';
import { answer, open, openAnswer, rawMembers, seal, sign } from './envelope.ts';

const secret = '123456';
const now = Date.UTC(2025, 5, 1, 2, 0, 0);
const bytes = (text: string) => Buffer.from(text, 'utf8');

test('the example of 7.3.1.2 gives the printed signature', () => {
  expect(sign('hello world!', secret)).toBe('03c6198ea823af32c338b1524d1653ccc065c06af916495a178208189555d428');
});

test('what is sealed opens again', () => {
  const opened = open(bytes(seal([{ carNo: '粤B12345' }], secret, now)), secret, now, 300);
  expect(opened).toMatchObject({ ok: true, data: [{ carNo: '粤B12345' }], timestamp: now / 1000 });
});

test('data is signed as it stands: spaces and order of the sender count, not ours', () => {
  const raw = '[ {"b" : 1, "a":"\\u7ca4" } ]';
  const message = `{ "data": ${raw} , "sign":"${sign(raw, secret)}", "timestamp": ${now / 1000} }`;
  expect(open(bytes(message), secret, now, 300)).toMatchObject({ ok: true, data: [{ b: 1, a: '粤' }] });
});

test.each([
  ['not JSON', 'hello', 3, 'not a JSON object'],
  ['a list', '[]', 3, 'not a JSON object'],
  ['no timestamp', '{"sign":"00","data":[]}', 3, 'timestamp'],
  ['milliseconds written as a string', `{"timestamp":"${now}","sign":"00","data":[]}`, 3, 'timestamp'],
  ['no sign', `{"timestamp":${now / 1000},"data":[]}`, 3, 'sign'],
  ['data is an object', `{"timestamp":${now / 1000},"sign":"00","data":{}}`, 3, 'data'],
  ['data twice', `{"timestamp":${now / 1000},"sign":"00","data":[],"data":[]}`, 3, 'twice'],
  ['an attribute too many', `{"timestamp":${now / 1000},"sign":"00","data":[],"token":1}`, 3, 'token'],
  ['six minutes off', seal([], secret, now - 360_000), 4, 'timestamp'],
  ['another secret', seal([], 'other', now), 8, 'sign'],
])('%s is refused by name', (_title, message, code, words) => {
  const opened = open(bytes(message), secret, now, 300);
  expect(opened).toMatchObject({ ok: false, code });
  expect(opened.ok ? '' : opened.message).toContain(words);
});

test('bytes that are no UTF-8 and messages over 10M are format errors', () => {
  expect(open(Uint8Array.of(0xff, 0xfe), secret, now, 300)).toMatchObject({ ok: false, code: 3 });
  expect(open(new Uint8Array(10 * 1024 * 1024 + 1), secret, now, 300)).toMatchObject({ ok: false, code: 3 });
});

test('only the outermost data is taken, however it is nested or quoted', () => {
  expect(rawMembers('{"x":{"data":[1]},"data":[{"data":"}\\"]"}],"y":"data"}', 'data')).toEqual(['[{"data":"}\\"]"}]']);
  expect(rawMembers('{"a":1}', 'data')).toEqual([]);
});

test('an answer is read in either spelling of its code', () => {
  expect(openAnswer(bytes(answer(0, '成功', [{ id: 'a' }], now)))).toEqual({
    code: 0,
    message: '成功',
    data: [{ id: 'a' }],
  });
  expect(openAnswer(bytes('{"code":8,"timestamp":1,"data":[]}'))).toEqual({ code: 8, message: '', data: [] });
  expect(openAnswer(bytes('{"code":8}'))).toBeNull();
});
