import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { seeded } from '../../demo/random.ts';

/** Draws `node:crypto`'s UUIDs from the seed while `work` runs, so that one seed gives one run to the last byte. */
export async function withSeededIds<T>(seed: number, work: () => Promise<T>): Promise<T> {
  const real = crypto.randomUUID;
  const random = seeded(seed ^ 0x5eed);
  const hex = (digits: number): string =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  crypto.randomUUID = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    crypto.randomUUID = real;
    syncBuiltinESMExports();
  }
}
