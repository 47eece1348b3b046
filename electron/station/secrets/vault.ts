import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeDurably, writeDurably } from '../../files/durable.ts';
import type { DataKey } from './data-key.ts';
import { seal, SecretsError, unseal } from './sealed.ts';

/**
 * Small secret files of the data directory: sealed under the key where there is one, else plain for their owner alone, as
 * the site's own secrets are then.
 */
export function createVault(dataDirectory: string, key: DataKey | null) {
  const ending = key === null ? '.json' : '.enc';
  const fileOf = (name: string): string => join(dataDirectory, `${name}${ending}`);
  return {
    write: (name: string, bytes: Uint8Array): void =>
      writeDurably(fileOf(name), key === null ? bytes : seal(bytes, key.bytes)),
    /** Null: there is none, or it was sealed under another key. */
    read(name: string): Buffer | null {
      const file = fileOf(name);
      if (!existsSync(file)) return null;
      try {
        return key === null ? readFileSync(file) : unseal(readFileSync(file), key.bytes);
      } catch (error) {
        if (error instanceof SecretsError) return null;
        throw error;
      }
    },
    clear(beginning: string, but: string | null): void {
      const kept = but === null ? null : `${but}${ending}`;
      for (const file of readdirSync(dataDirectory))
        if (file.startsWith(beginning) && file !== kept) removeDurably(join(dataDirectory, file));
    },
  };
}
