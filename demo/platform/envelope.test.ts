import { expect, test } from 'vitest';
import { answer, open, openAnswer, outerMembers, seal, sign } from './envelope.ts';

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
  const message = `{ "data": ${raw} , "sign":"${sign(raw, secret).toUpperCase()}", "timestamp": ${now / 1000} }`;
  expect(open(bytes(message), secret, now, 300)).toMatchObject({ ok: true, data: [{ b: 1, a: '粤' }] });
});

test.each([
  ['not JSON', 'hello', 3, null, 'not a JSON object'],
  ['a list', '[]', 3, null, 'not a JSON object'],
  ['no timestamp', '{"sign":"00","data":[]}', 3, 'timestamp', 'not a Timestamp'],
  ['milliseconds written as a string', `{"timestamp":"${now}","sign":"00","data":[]}`, 3, 'timestamp', 'not a'],
  ['no sign', `{"timestamp":${now / 1000},"data":[]}`, 3, 'sign', 'missing'],
  ['data is an object', `{"timestamp":${now / 1000},"sign":"00","data":{}}`, 3, 'data', 'not a List'],
  ['data twice', `{"timestamp":${now / 1000},"sign":"00","data":[],"data":[]}`, 3, null, 'twice'],
  ['sign twice', `{"timestamp":${now / 1000},"sign":"00","sign":"00","data":[]}`, 3, null, 'twice'],
  ['an attribute too many', `{"timestamp":${now / 1000},"sign":"00","data":[],"token":1}`, 3, 'token', 'no attribute'],
  ['milliseconds', `{"timestamp":${now},"sign":"00","data":[]}`, 4, 'timestamp', 'too new'],
  ['six minutes off', seal([], secret, now - 360_000), 4, 'timestamp', 'too old'],
  ['another secret', seal([], 'other', now), 8, 'sign', 'does not fit'],
])('%s is refused by name', (_title, message, code, field, words) => {
  expect(open(bytes(message), secret, now, 300)).toEqual({
    ok: false,
    violation: { code, table: 2, field, message: expect.stringContaining(words) as string },
  });
});

test('bytes that are no UTF-8 and messages over 10M are format errors', () => {
  expect(open(Uint8Array.of(0xff, 0xfe), secret, now, 300)).toMatchObject({ ok: false, violation: { code: 3 } });
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  expect(open(large, secret, now, 300)).toMatchObject({ ok: false, violation: { code: 3 } });
});

test('only the outermost members are taken, however they are nested or quoted', () => {
  expect(outerMembers('{"x":{"data":[1]},"data":[{"data":"}\\"]"}],"y":"data"}')).toEqual([
    { name: 'x', raw: '{"data":[1]}' },
    { name: 'data', raw: '[{"data":"}\\"]"}]' },
    { name: 'y', raw: '"data"' },
  ]);
  expect(outerMembers('{ }')).toEqual([]);
  expect(outerMembers('{"a\\u0062" : [1, 2] , "c":{}}')).toEqual([
    { name: 'ab', raw: '[1, 2]' },
    { name: 'c', raw: '{}' },
  ]);
});

test('an answer is read in either spelling of its code', () => {
  expect(openAnswer(bytes(answer(0, '成功', [{ id: 'a' }], now)))).toEqual({
    code: 0,
    message: '成功',
    data: [{ id: 'a' }],
    violations: [],
  });
  expect(openAnswer(bytes('{"code":8,"timestamp":1,"data":[]}'))).toMatchObject({
    code: 8,
    message: '',
    violations: [],
  });
  expect(openAnswer(bytes('{"code":8}'))).toBeNull();
  expect(openAnswer(bytes('<html>'))).toBeNull();
});

test.each([
  ['no timestamp', '{"Code":0,"data":[]}', 4, 'timestamp'],
  ['milliseconds', `{"Code":0,"timestamp":${now},"data":[]}`, 1007, 'timestamp'],
  ['a message of another type', '{"Code":0,"timestamp":1,"message":3,"data":[]}', 1005, 'message'],
  ['a long message', `{"Code":0,"timestamp":1,"message":"${'字'.repeat(256)}","data":[]}`, 1004, 'message'],
  ['an attribute too many', '{"Code":0,"timestamp":1,"data":[],"success":true}', 1000, 'success'],
])('an answer with %s can be read and is named', (_title, text, code, field) => {
  expect(openAnswer(bytes(text))?.violations).toEqual([expect.objectContaining({ code, table: 3, field })]);
});
