import { createHash } from 'node:crypto';

/** HTTP digest (RFC 2617, RFC 7616), pure. */

export interface Challenge {
  realm: string;
  nonce: string;
  algorithm: 'MD5' | 'SHA-256';
  /** Null: the older form without a count (RFC 2069). */
  qop: 'auth' | null;
  opaque: string | null;
}

export interface Account {
  user: string;
  password: string;
}

const HASHES = { MD5: 'md5', 'SHA-256': 'sha256' } as const;

/** The first digest challenge of a WWW-Authenticate header that we can answer; null: there is none. */
export function parseChallenge(header: string): Challenge | null {
  for (const offered of header.split(/(?:^|,)\s*(?=(?:Digest|Basic|Bearer|Negotiate|NTLM)\b)/i)) {
    if (!/^Digest\s/i.test(offered)) continue;
    const fields = fieldsOf(offered.slice('Digest'.length));
    const algorithm = (fields.get('algorithm') ?? 'MD5').toUpperCase();
    const offers = fields
      .get('qop')
      ?.split(',')
      .map((qop) => qop.trim());
    const [realm, nonce] = [fields.get('realm'), fields.get('nonce')];
    if (realm === undefined || nonce === undefined) continue;
    if (algorithm !== 'MD5' && algorithm !== 'SHA-256') continue;
    if (offers !== undefined && !offers.includes('auth')) continue;
    return { realm, nonce, algorithm, qop: offers === undefined ? null : 'auth', opaque: fields.get('opaque') ?? null };
  }
  return null;
}

export const offersBasic = (header: string): boolean => /(?:^|,\s*)Basic\b/i.test(header);

function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of text.matchAll(
    /([a-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  )) {
    fields.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
  }
  return fields;
}

export interface DigestRequest {
  method: string;
  /** Path and query, as in the request line. */
  uri: string;
  /** Requests under this nonce so far, this one included; from 1. */
  count: number;
  cnonce: string;
}

/** The `response` of a challenge, in hexadecimal. */
export function digestResponse(challenge: Challenge, account: Account, request: DigestRequest): string {
  const hash = (text: string): string => createHash(HASHES[challenge.algorithm]).update(text, 'utf8').digest('hex');
  const who = hash(`${account.user}:${challenge.realm}:${account.password}`);
  const what = hash(`${request.method}:${request.uri}`);
  if (challenge.qop === null) return hash(`${who}:${challenge.nonce}:${what}`);
  return hash([who, challenge.nonce, countText(request.count), request.cnonce, challenge.qop, what].join(':'));
}

/** The Authorization header that answers a challenge. */
export function authorization(challenge: Challenge, account: Account, request: DigestRequest): string {
  const fields = [
    `username="${account.user.replace(/["\\]/g, '\\$&')}"`,
    `realm="${challenge.realm}"`,
    `nonce="${challenge.nonce}"`,
    `uri="${request.uri}"`,
    `algorithm=${challenge.algorithm}`,
    `response="${digestResponse(challenge, account, request)}"`,
    ...(challenge.opaque === null ? [] : [`opaque="${challenge.opaque}"`]),
    ...(challenge.qop === null
      ? []
      : [`qop=${challenge.qop}`, `nc=${countText(request.count)}`, `cnonce="${request.cnonce}"`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

/** For the side that asks for a password: the fields of an Authorization header; null: not a digest. */
export function readAuthorization(header: string | undefined): ReadonlyMap<string, string> | null {
  return header !== undefined && /^Digest\s/i.test(header) ? fieldsOf(header.slice('Digest'.length)) : null;
}

const countText = (count: number): string => count.toString(16).padStart(8, '0');
