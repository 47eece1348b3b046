import { describe, expect, it } from 'vitest';
import { hashedPassword, readTokens } from './credentials.ts';
import { openReply } from './envelope.ts';

function granted(data: object[], outer: object = { Code: 0 }) {
  const reply = openReply(Buffer.from(JSON.stringify({ timestamp: 1, ...outer, data })));
  if (!reply) throw new Error('no reply');
  return readTokens(reply);
}
const good = { code: 0, tokenType: 'bearer', expiresIn: 7200, accessToken: 'abc', refreshToken: 'def' };

describe('the login', () => {
  // printf '%s' 'a-password123456' | sha1sum
  it('sends the SHA-1 of password and salt (table 4)', () =>
    expect(hashedPassword('a-password', '123456')).toBe('5bccaa55fb37fcb34003342fd9daa47138fa34fa'));

  it('reads the tokens of table 5, and shows a bearer token as RFC 6750 has it', () =>
    expect(granted([good])).toEqual({
      ok: true,
      tokens: { authorization: 'Bearer abc', accessToken: 'abc', refreshToken: 'def', lifetimeMs: 7_200_000 },
    }));

  it.each([
    ['bearer', 'Bearer abc'],
    ['BEARER', 'Bearer abc'],
    ['mac', 'mac abc'],
    ['a b', 'Bearer abc'],
    [undefined, 'Bearer abc'],
  ])('tokenType %s: %s', (tokenType, authorization) =>
    expect(granted([{ ...good, tokenType }])).toMatchObject({ tokens: { authorization } }),
  );

  it('a token that would write headers of its own is none', () =>
    expect(granted([{ ...good, accessToken: 'a\r\nX: y' }])).toMatchObject({
      ok: false,
      why: { cause: 'not-answering' },
    }));

  it.each([
    { accessToken: undefined },
    { accessToken: 7 },
    { expiresIn: 0 },
    { expiresIn: 0.001 },
    { expiresIn: 7200.5 },
    { expiresIn: '7200' },
  ])('a reply with %j is no grant', (change) =>
    expect(granted([{ ...good, ...change }])).toMatchObject({ ok: false, why: { state: 'down' } }),
  );

  it.each([
    [3001, 'refused', 'wrong-password'],
    [7, 'refused', 'not-let-in'],
    [8, 'refused', 'not-let-in'],
    [1101, 'refused', 'not-let-in'],
    [5, 'down', 'not-now'],
  ])('code %i is %s: %s, whether it stands inside or outside', (code, state, cause) => {
    const why = { state, cause, detail: `${code} words` };
    expect(granted([{ code, message: 'words' }])).toEqual({ ok: false, why });
    expect(granted([{ code, message: 'words' }], { Code: 1, message: 'outside' })).toEqual({ ok: false, why });
    expect(granted([], { Code: code, message: 'words' })).toEqual({ ok: false, why });
    expect(granted([good], { Code: code, message: 'words' })).toMatchObject({ ok: false, why: { state, cause } });
  });
});
