import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFrom, readKeyFile } from './data-key.ts';
import type { DataKey } from './data-key.ts';
import { KEY_BYTES, SecretsError } from './sealed.ts';
import { openSecrets } from './secrets.ts';

let directory: string;
let data: string;
let sealed: string;
let inData: string;
const key: DataKey = { bytes: randomBytes(KEY_BYTES), keptBy: 'keychain' };
const TEXT = '{"password":"hunter-of-plates"}';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  data = join(directory, 'data');
  mkdirSync(data);
  [sealed, inData] = [join(data, 'secrets.enc'), join(data, 'site.secrets.json')];
});
afterEach(() => rmSync(directory, { recursive: true }));

function open(places: { given?: string; beside?: string; key?: DataKey | null } = {}) {
  return openSecrets(
    { dataDirectory: data, given: null, beside: inData, key, ...places },
    { read: (file) => readFileSync(file, 'utf8'), parse: (text) => JSON.parse(text) as { password: string } },
  );
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SecretsError) return error.code;
    throw error;
  }
  return 'taken';
}

const put = (file: string, mode = 0o600, text = TEXT) => writeFileSync(file, text, { mode });

describe('secrets of a site', () => {
  it('a plain file in the data directory is taken in and removed; the next start needs none', () => {
    put(inData);
    expect(open()).toEqual({ secrets: { password: 'hunter-of-plates' }, troubles: [] });
    expect(existsSync(inData)).toBe(false);
    expect(readFileSync(sealed).includes('hunter')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(sealed).mode & 0o777).toBe(0o600);
    expect(open()).toEqual({ secrets: { password: 'hunter-of-plates' }, troubles: [] });
  });

  it('a new plain file takes the place of what was sealed', () => {
    put(inData);
    open();
    put(inData, 0o600, '{"password":"changed"}');
    expect(open().secrets).toEqual({ password: 'changed' });
    expect(open().secrets).toEqual({ password: 'changed' });
  });

  it('one with a mistake is not taken in: it stays, and so does what was sealed', () => {
    put(inData);
    open();
    put(inData, 0o600, 'no JSON');
    expect(() => open()).toThrow(SyntaxError);
    rmSync(inData);
    expect(open().secrets).toEqual({ password: 'hunter-of-plates' });
  });

  it('one that was named by hand is used as it is, whatever is sealed', () => {
    const given = join(directory, 'mine.json');
    put(given);
    expect(open({ given }).secrets).toEqual({ password: 'hunter-of-plates' });
    expect([existsSync(given), existsSync(sealed)]).toEqual([true, false]);
  });

  it('one beside a site file elsewhere is used as it is, until something is sealed', () => {
    const beside = join(directory, 'site.secrets.json');
    put(beside);
    expect(open({ beside }).secrets).toEqual({ password: 'hunter-of-plates' });
    expect([existsSync(beside), existsSync(sealed)]).toEqual([true, false]);
  });

  it('a link in the data directory is not taken in: what it points to would stay', () => {
    const elsewhere = join(directory, 'elsewhere.json');
    put(elsewhere);
    symlinkSync(elsewhere, inData);
    expect(open().secrets).toEqual({ password: 'hunter-of-plates' });
    expect([existsSync(elsewhere), existsSync(inData), existsSync(sealed)]).toEqual([true, true, false]);
  });

  it.skipIf(process.platform === 'win32')('plain and readable by others: they are used, and a person is told', () => {
    put(inData, 0o644);
    expect(open({ key: null }).troubles).toEqual([{ code: 'secrets-plain', detail: inData }]);
    chmodSync(inData, 0o600);
    expect(open({ key: null }).troubles).toEqual([]);
  });

  it('sealed under a key that no keychain guards: a person is told', () => {
    put(inData);
    const troubles = [{ code: 'secrets-keychain', detail: sealed }];
    expect(open({ key: { ...key, keptBy: 'file' } }).troubles).toEqual(troubles);
  });

  it('sealed and no key: said, nothing guessed; a plain file put there again is the way out', () => {
    put(inData);
    open();
    expect(codeOf(() => open({ key: null }))).toBe('secrets-key');
    expect(codeOf(() => open({ key: { ...key, bytes: randomBytes(KEY_BYTES) } }))).toBe('secrets-sealed');
    put(inData);
    const other: DataKey = { bytes: randomBytes(KEY_BYTES), keptBy: 'file' };
    expect(open({ key: other }).secrets).toEqual({ password: 'hunter-of-plates' });
  });
});

describe('a file with the key', () => {
  const file = () => join(directory, 'key');
  const text = randomBytes(KEY_BYTES).toString('base64');

  it('is read when its owner alone can', () => {
    put(file(), 0o600, `${text}\n`);
    expect(readKeyFile(file())).toEqual({ bytes: Buffer.from(text, 'base64'), keptBy: 'file' });
  });

  it.skipIf(process.platform === 'win32')('is refused when others can read it too', () => {
    put(file(), 0o640, text);
    expect(codeOf(() => readKeyFile(file()))).toBe('secrets-key');
  });

  it('is refused when it is no key, or not there', () => {
    expect(codeOf(() => readKeyFile(file()))).toBe('secrets-key');
    for (const wrong of ['', 'short', text.slice(4), `${text}${text}`]) {
      expect(
        codeOf(() => keyFrom(wrong)),
        wrong,
      ).toBe('secrets-key');
    }
  });
});
