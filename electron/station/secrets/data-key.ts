import { readFileSync } from 'node:fs';
import { KEY_BYTES, SecretsError } from './sealed.ts';
import { isOwnersAlone } from './owner-only.ts';

/** The key under which a site's secrets are sealed. `keptBy`: what guards it where the station does not run. */
export interface DataKey {
  bytes: Uint8Array;
  keptBy: 'keychain' | 'file';
}

/**
 * The key in a file of its own, for a station without a window: 32 bytes in base64, readable by its owner alone. Throws
 * `SecretsError` `secrets-key` for anything else.
 */
export function readKeyFile(file: string): DataKey {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw refused(`读不到钥匙文件 ${file}`);
  }
  if (!isOwnersAlone(file)) throw refused(`钥匙文件 ${file} 别人也能读：请先 chmod 600`);
  return { bytes: keyFrom(text), keptBy: 'file' };
}

/** Of its text. Throws `SecretsError` `secrets-key`. */
export function keyFrom(base64: string): Uint8Array {
  const text = base64.trim();
  const bytes = Buffer.from(text, 'base64');
  // What Node does not understand of a text it leaves out: only what reads back the same is a key.
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text)
    throw refused('钥匙不对：应为 32 字节的 base64（openssl rand -base64 32）');
  return bytes;
}

const refused = (line: string): SecretsError => new SecretsError('secrets-key', [line]);
