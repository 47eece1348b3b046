import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { greetedWith, readDataKey } from './data-key.ts';
import type { Keychain } from './data-key.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'data-key-'));
  file = join(directory, 'new', 'key.bin');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A keychain of one user: what another one sealed it does not open. */
const keychainOf = (user: string, over: Partial<Keychain> = {}): Keychain => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`${user}:${text}`).reverse(),
  decryptString(sealed) {
    const text = Buffer.from(sealed).reverse().toString();
    if (!text.startsWith(`${user}:`)) throw new Error('not decrypted');
    return text.slice(user.length + 1);
  },
  ...over,
});
const none = keychainOf('-', { isEncryptionAvailable: () => false });

describe('the key of the data directory', () => {
  it('is made once, sealed by the keychain, and the same at each start', () => {
    const first = readDataKey(file, keychainOf('wang'));
    expect(Buffer.from(first.key ?? '', 'base64')).toHaveLength(32);
    expect(first.keptBy).toBe('keychain');
    expect(readFileSync(file, 'utf8')).not.toContain(first.key);
    expect(readDataKey(file, keychainOf('wang'))).toEqual(first);
  });

  it('is not told to another user of the machine, and not made anew', () => {
    readDataKey(file, keychainOf('wang'));
    const before = readFileSync(file);
    expect(readDataKey(file, keychainOf('li'))).toEqual({ key: null, keptBy: 'keychain' });
    expect(readDataKey(file, none)).toEqual({ key: null, keptBy: 'file' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('without a keychain lies in the file for its owner alone, and says so', () => {
    const key = readDataKey(file, none);
    expect(key.keptBy).toBe('file');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const sourceKnown = keychainOf('wang', { getSelectedStorageBackend: () => 'basic_text' });
    expect(readDataKey(file, sourceKnown)).toEqual(key);
  });

  it('goes into the keychain as soon as there is one', () => {
    const { key } = readDataKey(file, none);
    expect(readDataKey(file, keychainOf('wang'))).toEqual({ key, keptBy: 'keychain' });
    expect(readFileSync(file, 'utf8')).not.toContain(key);
    expect(readDataKey(file, keychainOf('wang'))).toEqual({ key, keptBy: 'keychain' });
  });

  it('a file that is none is left as it is', () => {
    file = join(directory, 'key.bin');
    writeFileSync(file, 'something else');
    expect(readDataKey(file, none).key).toBe(null);
    expect(readFileSync(file, 'utf8')).toBe('something else');
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});

it('a station is told the key before anything else, at each start anew', () => {
  const told: unknown[] = [];
  const keys = ['one', 'two'];
  const host = greetedWith(
    () => ({ post: (message) => told.push(message), kill: () => undefined }),
    () => ({ key: keys.shift() ?? null, keptBy: 'file' }),
  );
  const listeners = { onMessage: () => undefined, onLine: () => undefined, onEnd: () => undefined };
  host(listeners).post({ stop: true });
  host(listeners);
  expect(told).toEqual([{ key: 'one', keptBy: 'file' }, { stop: true }, { key: 'two', keptBy: 'file' }]);
});
