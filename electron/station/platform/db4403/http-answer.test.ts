import { describe, expect, it } from 'vitest';
import { readAnswer } from './http-answer.ts';

const answer = (status: number, body = '<html>nginx</html>') => readAnswer({ status, body: Buffer.from(body) });

describe('an HTTP answer', () => {
  it.each([400, 404, 405, 413, 414, 415, 422])('%i without a reply of table 3 refuses this request', (status) =>
    expect(answer(status)).toMatchObject({ kind: 'refused', code: `HTTP ${status}` }),
  );

  it('says so in words', () => expect(answer(413)).toMatchObject({ code: 'HTTP 413', message: 'Payload Too Large' }));

  it.each([401, 403])('%i is about the token, as code 6 is', (status) =>
    expect(answer(status)).toMatchObject({ kind: 'reply', reply: { code: 6, message: `HTTP ${status}` } }),
  );

  it.each([402, 408, 409, 421, 425, 429, 500, 502, 503, 504])('%i is for later', (status) =>
    expect(answer(status)).toMatchObject({ kind: 'not-now', code: `HTTP ${status}` }),
  );

  it('with a reply of table 3 is that reply, except where the server says that it failed or has no time', () => {
    const reply = '{"Code":0,"data":[]}';
    for (const status of [200, 201, 400, 401, 403, 404, 422])
      expect(answer(status, reply)).toMatchObject({ kind: 'reply', reply: { code: 0 } });
    for (const status of [408, 425, 429, 500, 503]) expect(answer(status, reply)).toMatchObject({ kind: 'not-now' });
  });

  it.each([200, 204, 302])('%i without a reply is none', (status) =>
    expect(answer(status)).toEqual({ kind: 'silence' }),
  );
});
