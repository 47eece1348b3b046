import { createSign, createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The text that is signed: all parameters but `sign` itself that are not empty, by name in order of their bytes. */
export function signedText(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RSA2: SHA-256 with RSA (PKCS #1 v1.5), in Base64. */
export const sign = (text: string | Uint8Array, own: KeyObject): string =>
  createSign('sha256').update(text).sign(own, 'base64');

/** Anything that is no signature at all is false too. */
export const isSignedBy = (signature: string, bytes: Uint8Array, theirs: KeyObject): boolean =>
  createVerify('sha256').update(bytes).verify(theirs, signature, 'base64');
