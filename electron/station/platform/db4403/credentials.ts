import { createHash } from 'node:crypto';
import { down, refused } from '../../wire/trouble.ts';
import type { Trouble } from '../../wire/trouble.ts';
import { CODE } from './codes.ts';
import type { Reply } from './envelope.ts';
import type { Tokens } from './session.ts';

/** Table 4: the password is never sent, but the SHA-1 of it and the salt behind it, in lower-case hex. */
export const hashedPassword = (password: string, secret: string): string =>
  createHash('sha1')
    .update(password + secret)
    .digest('hex');

/** What a header can carry: a token with a line break would write headers of its own. */
const TOKEN = /^[\x21-\x7e]+$/;
const SCHEME = /^[A-Za-z0-9_-]+$/;
/** Codes of a login that may be taken later as it is. */
const ILL = new Set<number>([CODE.other]);

/** What a reply of table 5 or 7 brings: tokens, or why there are none. */
export function readTokens(reply: Reply): { ok: true; tokens: Tokens } | { ok: false; why: Trouble } {
  const [entry] = reply.entries;
  const code = reply.code === CODE.ok ? (entry?.code ?? CODE.ok) : (codeOfRefusal(entry?.code) ?? reply.code);
  if (code !== CODE.ok) return { ok: false, why: refusedWith(code, entry?.message ?? reply.message) };
  const { accessToken, refreshToken, expiresIn, tokenType } = entry?.fields ?? {};
  if (typeof accessToken !== 'string' || !TOKEN.test(accessToken)) return { ok: false, why: unusable('accessToken') };
  // Whole seconds: table 5 has an Int.
  if (!isSeconds(expiresIn)) return { ok: false, why: unusable('expiresIn') };
  return {
    ok: true,
    tokens: {
      authorization: `${schemeOf(tokenType)} ${accessToken}`,
      accessToken,
      refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
      lifetimeMs: expiresIn * 1000,
    },
  };
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

/** RFC 6750 writes `Bearer`; the table's default is `bearer`. Another type is shown as the platform wrote it. */
function schemeOf(tokenType: unknown): string {
  if (typeof tokenType !== 'string' || !SCHEME.test(tokenType) || tokenType.toLowerCase() === 'bearer') return 'Bearer';
  return tokenType;
}

const codeOfRefusal = (code: number | null | undefined): number | null => (code === CODE.ok ? null : (code ?? null));

function refusedWith(code: number, message: string | null): Trouble {
  const words = `${code} ${message ?? ''}`.trim();
  if (code === CODE.wrongPassword) return refused('wrong-password', words);
  return ILL.has(code) ? down('not-now', words) : refused('not-let-in', words);
}

const unusable = (field: string): Trouble => down('not-answering', `the reply to the login has no usable ${field}`);
