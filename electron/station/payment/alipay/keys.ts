import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AlipaySecrets } from '../../../contract/site-payments.ts';

/** Our key and the provider's. RSA of 2048 bits at least, as RSA2 asks. */
export interface Keys {
  own: KeyObject;
  theirs: KeyObject;
}

const FEWEST_BITS = 2048;

/** Reads keys as PEM, or as the Base64 that the provider's tools write. */
export function readKeys({
  privateKey,
  publicKey,
}: AlipaySecrets): { ok: true; keys: Keys } | { ok: false; why: string } {
  const own = firstOf(
    () => createPrivateKey(isPem(privateKey) ? privateKey : { ...derOf(privateKey), type: 'pkcs8' }),
    () => createPrivateKey({ ...derOf(privateKey), type: 'pkcs1' }),
  );
  const theirs = firstOf(
    () => createPublicKey(isPem(publicKey) ? publicKey : { ...derOf(publicKey), type: 'spki' }),
    () => createPublicKey({ ...derOf(publicKey), type: 'pkcs1' }),
  );
  if (own === null || !isStrong(own)) return { ok: false, why: 'our private key cannot be used' };
  // A private key would be taken for the public one that it holds: it is ours, and says nothing of theirs.
  if (theirs === null || !isStrong(theirs) || publicKey.includes('PRIVATE'))
    return { ok: false, why: "the provider's public key cannot be used" };
  return { ok: true, keys: { own, theirs } };
}

const isPem = (text: string): boolean => text.startsWith('-----BEGIN');
const derOf = (text: string) => ({ key: Buffer.from(text, 'base64'), format: 'der' }) as const;

const isStrong = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= FEWEST_BITS;

/** The first reading that succeeds; null: none does. */
function firstOf(...readings: (() => KeyObject)[]): KeyObject | null {
  for (const reading of readings) {
    try {
      return reading();
    } catch {
      // The bytes are of another form: the next one may fit.
      continue;
    }
  }
  return null;
}
