import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** Passwords as they are kept: scrypt (RFC 7914) in the PHC string format, with its own cost and salt. */

/** log2 of N, block size, parallelism. */
export interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** 32 MB and about a tenth of a second on a booth's machine, off the thread that works the gates. */
export const COST: Cost = { ln: 15, r: 8, p: 1 };

const HASH_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** `$scrypt$ln=15,r=8,p=1$salt$hash`. Digits typed in full width are the same digits. */
export async function hashSecret(secret: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether `secret` is the one that was hashed; false for what is no hash. */
export async function verifySecret(secret: string, phc: string): Promise<boolean> {
  const [, ln, r, p, salt, hash] = PHC.exec(phc) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const derived = await derive(secret, Buffer.from(salt, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
}

/** A password for one sign-in, to be read aloud: eight digits, none of them easy. */
export const oneTimeSecret = (): string => Array.from({ length: 8 }, () => String(randomInt(10))).join('');

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function derive(secret: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * r * 2 ** ln };
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
