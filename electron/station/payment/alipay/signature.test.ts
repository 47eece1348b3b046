import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeys } from './keys.ts';
import { isSignedBy, sign, signedText } from './signature.ts';
import { PKCS1, PKCS8, SIGNATURE, SPKI, TEXT } from './vector.fixture.ts';

const pem = (label: string, base64: string): string =>
  `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

function keysOf(privateKey: string, publicKey: string) {
  const read = readKeys({ privateKey, publicKey });
  if (!read.ok) throw new Error(read.why);
  return read.keys;
}

describe('RSA2', () => {
  it('signs as reckoned by whole numbers alone, whatever form the key has', () => {
    for (const own of [PKCS8, PKCS1, pem('PRIVATE KEY', PKCS8), pem('RSA PRIVATE KEY', PKCS1)])
      expect(sign(TEXT, keysOf(own, SPKI).own)).toBe(SIGNATURE);
  });

  it('knows that signature, and no other', () => {
    const { theirs } = keysOf(PKCS8, pem('PUBLIC KEY', SPKI));
    expect(isSignedBy(SIGNATURE, Buffer.from(TEXT), theirs)).toBe(true);
    expect(isSignedBy(SIGNATURE, Buffer.from(`${TEXT} `), theirs)).toBe(false);
    expect(isSignedBy(`A${SIGNATURE.slice(1)}`, Buffer.from(TEXT), theirs)).toBe(false);
    expect(isSignedBy('', Buffer.from(TEXT), theirs)).toBe(false);
    expect(isSignedBy('no base64 !', Buffer.from(TEXT), theirs)).toBe(false);
  });

  it('takes no key that is weak, of another kind, or the wrong one of the two', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const text = (key: typeof weak.privateKey): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const own of [text(weak.privateKey), text(curve.privateKey), SPKI, '', 'A'.repeat(120)])
      expect(readKeys({ privateKey: own, publicKey: SPKI })).toMatchObject({ ok: false });
    for (const theirs of [pem('PRIVATE KEY', PKCS8), '', 'A'.repeat(120)])
      expect(readKeys({ privateKey: PKCS8, publicKey: theirs })).toMatchObject({ ok: false });
  });
});

describe('the text that is signed', () => {
  it('has all parameters by name, without the signature and what is empty', () => {
    expect(signedText({ z: '0', sign: 'x', biz_content: '{"subject":"停车费"}', a: '1', empty: '', app_id: '2021000000000001' })).toBe(TEXT); // prettier-ignore
  });

  it('goes by the order of bytes: capitals first, then the line, then small letters', () => {
    expect(signedText({ b: '4', a_b: '2', B: '1', aa: '3' })).toBe('B=1&a_b=2&aa=3&b=4');
  });
});
