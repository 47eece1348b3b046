import { createHash, randomBytes } from 'node:crypto';
import { CODE_WORDS } from './codes.ts';
import { sameHex } from './envelope.ts';

/** How a lot writes its token into `Authorization` (7.3.1.3 a says only that it stands there). */
export type TokenStyle = 'Bearer' | 'bearer' | 'bare';

export type Admission =
  { ok: true; style: TokenStyle } | { ok: false; style: TokenStyle | null; why: 'missing' | 'unknown' | 'expired' };

export interface AccountOptions {
  userId: string;
  password: string;
  secret: string;
  /** Life of an access token, in seconds. */
  expiresInS: number;
  now: () => number;
}

type Entry = Record<string, unknown> & { code: number; message: string };

/** The one account of the lot: tables 4 to 9. Items that are handed in fit their tables. */
export interface Accounts {
  login(item: Readonly<Record<string, unknown>>): Entry;
  refresh(item: Readonly<Record<string, unknown>>): Entry;
  logout(item: Readonly<Record<string, unknown>>): Entry;
  /** Whether a request with this `Authorization` may pass. */
  admit(authorization: string | undefined): Admission;
  /** Whether any token is alive: the lot is logged in. */
  isLoggedIn(): boolean;
  /** Every access token is over at once; refresh tokens live on. */
  expireAll(): void;
}

/** So many tokens are remembered; a lot that logs in before every report must not fill the memory. */
const MOST_TOKENS = 1000;
const WRONG_PASSWORD = 3001;
const WRONG_TOKEN = 3002;

/** Table 4: SHA1 over the password and the salt after it, in hex. */
export const passwordDigest = (password: string, secret: string): string =>
  createHash('sha1').update(`${password}${secret}`, 'utf8').digest('hex');

export function openAccounts({ userId, password, secret, expiresInS, now }: AccountOptions): Accounts {
  const digest = passwordDigest(password, secret);
  /** Access token → when it ends, UTC ms. */
  const alive = new Map<string, number>();
  const refreshTokens = new Set<string>();

  const refuse = (code: number): Entry => ({ code, message: CODE_WORDS[code] ?? '' });
  const knows = (item: Readonly<Record<string, unknown>>): boolean =>
    item['userId'] === userId && sameHex(String(item['password']), digest);
  const issue = () => {
    const [accessToken, refreshToken] = [token(), token()];
    alive.set(accessToken, now() + expiresInS * 1000);
    refreshTokens.add(refreshToken);
    forgetOldest(alive);
    forgetOldest(refreshTokens);
    return { tokenType: 'bearer', expiresIn: expiresInS, accessToken, refreshToken };
  };

  return {
    login: (item) => (knows(item) ? { code: 0, message: '成功', scope: 'basic', ...issue() } : refuse(WRONG_PASSWORD)),
    refresh(item) {
      if (!knows(item)) return refuse(WRONG_PASSWORD);
      // Good for one refreshing. The access token before it lives to its end: requests on their way still carry it.
      if (!refreshTokens.delete(String(item['refreshToken']))) return refuse(WRONG_TOKEN);
      return { code: 0, message: '成功', ...issue() };
    },
    logout: (item) => (alive.delete(String(item['accessToken'])) ? { code: 0, message: '成功' } : refuse(WRONG_TOKEN)),
    admit(authorization) {
      const match = /^(?:(Bearer|bearer) +)?(\S+)$/.exec(authorization ?? '');
      if (match === null) return { ok: false, style: null, why: 'missing' };
      const style = (match[1] as TokenStyle | undefined) ?? 'bare';
      const ends = alive.get(match[2] ?? '');
      if (ends === undefined) return { ok: false, style, why: 'unknown' };
      return ends > now() ? { ok: true, style } : { ok: false, style, why: 'expired' };
    },
    isLoggedIn: () => [...alive.values()].some((ends) => ends > now()),
    expireAll() {
      for (const accessToken of alive.keys()) alive.set(accessToken, 0);
    },
  };
}

/** Maps and sets keep the order of insertion: the first is the oldest. */
function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  if (remembered.size <= MOST_TOKENS) return;
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}

/** 32 characters: tables 7 and 8 allow 50. */
const token = (): string => randomBytes(16).toString('hex');
