import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { KEY_BYTES, seal, SecretsError, unseal } from './sealed.ts';

/** Secrets that travel: AES-256-GCM under a key that scrypt (RFC 7914) makes of a passphrase. */

/** 64 MB and some tenths of a second: a passphrase can be guessed at wherever the file went. */
const COST = { ln: 16, r: 8, p: 1 } as const;
const SALT_BYTES = 16;

/** As it stands in the file. What costs more than this program would ever ask for is not tried. */
export const sealedText = z.strictObject({
  kdf: z.literal('scrypt'),
  ln: z.int().min(10).max(17),
  r: z.int().min(1).max(8),
  p: z.int().min(1).max(2),
  salt: z.base64().max(64),
  data: z.base64(),
});
export type SealedText = z.infer<typeof sealedText>;

export async function sealUnder(passphrase: string, plain: Uint8Array): Promise<SealedText> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyOf(passphrase, salt, COST);
  return { kdf: 'scrypt', ...COST, salt: salt.toString('base64'), data: seal(plain, key).toString('base64') };
}

/** Null: another passphrase, or a changed text. */
export async function openUnder(passphrase: string, { salt, data, ...cost }: SealedText): Promise<Buffer | null> {
  const key = await keyOf(passphrase, Buffer.from(salt, 'base64'), cost);
  try {
    return unseal(Buffer.from(data, 'base64'), key);
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}

function keyOf(passphrase: string, salt: Uint8Array, cost: { ln: number; r: number; p: number }): Promise<Buffer> {
  const { ln, r, p } = cost;
  const options = { N: 2 ** ln, r, p, maxmem: 256 * r * 2 ** ln };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
