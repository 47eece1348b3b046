import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyMessage } from '../contract/wire.ts';
import { writeDurably } from '../files/durable.ts';
import type { StationHost } from './station-host.ts';

/** What Electron's `safeStorage` has of it: the system's keychain. */
export interface Keychain {
  isEncryptionAvailable(): boolean;
  /** Linux only, and not in older ones. `basic_text`: a password that stands in Chromium's source. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

const MAGIC = 'GHKEY1';
const KEY_BYTES = 32;

/**
 * The key under which the station seals its secrets, from `file` (`key.bin`); made at the first start. The keychain guards
 * it where there is one: a file of before then is sealed at once. Without one it lies there as it is, for its owner alone.
 * `key` null: the keychain does not open what it sealed (another user, another machine, not unlocked yet).
 */
export function readDataKey(file: string, keychain: Keychain): KeyMessage {
  const keptBy = isReal(keychain) ? 'keychain' : 'file';
  const found = readIfThere(file);
  if (found === null) {
    const key = randomBytes(KEY_BYTES).toString('base64');
    keep(key);
    return { key, keptBy };
  }
  const [magic, guard = '', body = ''] = found.split(' ');
  if (magic !== MAGIC) return { key: null, keptBy };
  if (guard === 'file') {
    if (keptBy === 'keychain') keep(body);
    return { key: body, keptBy };
  }
  try {
    return { key: keychain.decryptString(Buffer.from(body, 'base64')), keptBy: 'keychain' };
  } catch {
    return { key: null, keptBy };
  }

  function keep(key: string): void {
    const body = keptBy === 'keychain' ? keychain.encryptString(key).toString('base64') : key;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, Buffer.from(`${MAGIC} ${keptBy} ${body}`));
  }
}

/** A station that is told the key before anything else; it is read anew at each start, since a keychain may open later. */
export const greetedWith =
  (host: StationHost, key: () => KeyMessage): StationHost =>
  (listeners) => {
    const child = host(listeners);
    child.post(key());
    return child;
  };

const isReal = (keychain: Keychain): boolean =>
  keychain.isEncryptionAvailable() && keychain.getSelectedStorageBackend?.() !== 'basic_text';

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
