import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const HEX_SHA256 = /^[0-9a-f]{64}$/i;

/** HMAC-SHA256 of the bytes under the platform's salt `secret`, in lower-case hex (table 2, 签名算法 HMAC256). */
export function sign(bytes: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(bytes).digest('hex');
}

/** Compares without telling by its duration how much was right. Takes either case of hex; anything else is false. */
export function isSignedBy(signature: string, bytes: Uint8Array, secret: string): boolean {
  if (!HEX_SHA256.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), createHmac('sha256', secret).update(bytes).digest());
}

/** Whether two texts are the same; its duration tells nothing of either. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
