import { sm4 } from 'sm-crypto-v2';
import { checkTable } from './check.ts';
import type { Violation } from './check.ts';
import { ENVELOPE } from './tables.ts';

/** What was given out to one lot. The secret is 16 ASCII characters: the key. */
export interface Account {
  appId: string;
  appSecret: string;
}

export type Opened =
  { ok: true; messageId: string; params: unknown } | { ok: false; violations: Violation[]; messageId: string | null };

/** Opens a request (1.5, 3.1): JSON, the four common parameters, whose they are, SM4-ECB with PKCS#7, JSON again. */
export function openEnvelope(body: Uint8Array, account: Account): Opened {
  const envelope = parse(body);
  const violations =
    envelope === undefined
      ? [{ fault: 'type' as const, field: null, message: 'the request is not JSON in UTF-8' }]
      : checkTable(ENVELOPE, envelope);
  if (violations.length > 0) return { ok: false, violations, messageId: null };
  const { app_id, message_id: messageId, encrypted_data } = envelope as Record<string, string>;
  const refuse = (field: string, words: string): Opened => ({
    ok: false,
    violations: [{ fault: 'value', field, message: `${field}: ${words}` }],
    messageId: messageId ?? null,
  });
  if (app_id !== account.appId) return refuse('app_id', 'not given out by this platform');
  const plain = decrypt(Buffer.from(encrypted_data ?? '', 'base64'), account.appSecret);
  if (plain === null) return refuse('encrypted_data', 'does not decrypt with the secret of this app_id');
  const params = parse(plain);
  if (params === undefined) return refuse('encrypted_data', 'is not JSON in UTF-8 once decrypted');
  return { ok: true, messageId: messageId ?? '', params };
}

function decrypt(bytes: Uint8Array, appSecret: string): Uint8Array | null {
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  try {
    return sm4.decrypt(bytes, Buffer.from(appSecret, 'ascii'), { mode: 'ecb', padding: 'pkcs#7', output: 'array' });
  } catch {
    return null;
  }
}

/** Undefined: not UTF-8, or not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
