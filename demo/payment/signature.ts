import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A pair of RSA keys of 2048 bits, new at each call. */
export const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** RSA2 over text or bytes, in Base64. */
export const signRsa2 = (text: string, key: KeyObject): string =>
  sign('RSA-SHA256', Buffer.from(text), key).toString('base64');

/** Whether the request's signature is that of the key, over all its other parameters that are not empty, by name. */
export function isSignedRequest(parameters: ReadonlyMap<string, string>, key: KeyObject): boolean {
  const names = [...parameters.keys()].filter((name) => name !== 'sign' && parameters.get(name) !== '').sort();
  const text = names.map((name) => `${name}=${parameters.get(name)}`).join('&');
  return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(parameters.get('sign') ?? '', 'base64'));
}
