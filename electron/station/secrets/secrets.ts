import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { removeDurably, writeDurably } from '../../files/durable.ts';
import type { DataKey } from './data-key.ts';
import { isOwnersAlone } from './owner-only.ts';
import { seal, SecretsError, unseal } from './sealed.ts';

/** Something about the secrets that a person should put right; the station works. */
export interface SecretsTrouble {
  code: 'secrets-plain' | 'secrets-keychain';
  /** The file it is about. */
  detail: string;
}

export interface SecretsPlaces {
  dataDirectory: string;
  /** A plain file that was named by hand: used as it is, never changed. Null: none was. */
  given: string | null;
  /** Where an installer leaves a plain file otherwise: beside the site file. */
  beside: string;
  /** Null: there is none, or it cannot be read. */
  key: DataKey | null;
}

/** How a file is read and checked; both throw, naming the file, in the installer's words. */
export interface SecretsReader<T> {
  read(file: string): string;
  parse(text: string, file: string): T;
}

export interface OpenedSecrets<T> {
  secrets: T;
  troubles: SecretsTrouble[];
}

const SEALED = 'secrets.enc';

/**
 * The secrets of a site, from where they are. A plain file in the data directory is taken in: sealed under the key, read
 * back, compared, and only then removed; so an installer changes secrets by putting a new one there. Throws
 * `SecretsError`, or what the reader throws; nothing is changed then.
 */
export function openSecrets<T>(
  { dataDirectory, given, beside, key }: SecretsPlaces,
  { read, parse }: SecretsReader<T>,
): OpenedSecrets<T> {
  const sealed = join(dataDirectory, SEALED);
  if (given !== null) return asItIs(given);
  if (key === null) {
    if (existsSync(sealed) && !existsSync(beside)) throw keyless(sealed);
    return asItIs(beside);
  }
  if (liesIn(dataDirectory, beside)) return takenIn(key);
  return existsSync(sealed) ? unsealed(key) : asItIs(beside);

  function asItIs(file: string): OpenedSecrets<T> {
    const secrets = parse(read(file), file);
    return { secrets, troubles: isOwnersAlone(file) ? [] : [{ code: 'secrets-plain', detail: file }] };
  }

  function unsealed({ bytes, keptBy }: DataKey): OpenedSecrets<T> {
    const secrets = parse(unseal(readFileSync(sealed), bytes).toString('utf8'), sealed);
    return { secrets, troubles: keptBy === 'keychain' ? [] : [{ code: 'secrets-keychain', detail: sealed }] };
  }

  function takenIn(by: DataKey): OpenedSecrets<T> {
    const text = read(beside);
    parse(text, beside);
    writeDurably(sealed, seal(Buffer.from(text), by.bytes));
    const opened = unsealed(by);
    try {
      removeDurably(beside);
    } catch {
      opened.troubles.push({ code: 'secrets-plain', detail: beside });
    }
    return opened;
  }
}

/** Where a site's secrets are written when a person changes them in the program: to where they are read from. */
export function secretsPlace({ dataDirectory, given, beside, key }: SecretsPlaces): {
  file: string;
  /** As they lie there. */
  toFile(plain: Uint8Array): Uint8Array;
} {
  if (given !== null || key === null) return { file: given ?? beside, toFile: (plain) => plain };
  return { file: join(dataDirectory, SEALED), toFile: (plain) => seal(plain, key.bytes) };
}

/** A link is not ours to take in: what it points to would stay. */
const liesIn = (directory: string, file: string): boolean =>
  dirname(resolve(file)) === resolve(directory) && lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;

const keyless = (sealed: string): SecretsError =>
  new SecretsError('secrets-key', [
    `密钥库 ${sealed} 没有钥匙：系统钥匙串读不出来，或没有给 --key`,
    '请用安装时的系统账户登录；换了电脑或重装了系统，请把明文密钥文件重新放进数据目录',
  ]);
