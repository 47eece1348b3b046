import { z } from 'zod';
import { caFile, httpsUrl, sha256 } from './site-platforms.ts';

/** What the site file says of electronic payments. */

const alipay = z.strictObject({
  kind: z.literal('alipay'),
  url: httpsUrl
    .regex(/^https:\/\/[^/?#]+\/[^?#]+$/, '应带路径，不带参数')
    .default('https://openapi.alipay.com/gateway.do')
    .describe('The gateway'),
  appId: z
    .string()
    .regex(/^[0-9]{1,32}$/, '只用数字，最多 32 位')
    .describe('Given out by the provider'),
  storeId: z.string().min(1).max(32).optional().describe("The provider's number of this lot; absent: none is told"),
  caFile: caFile.optional(),
  pinnedSha256: sha256.optional(),
});

const staticCode = z.strictObject({
  kind: z.literal('static-code'),
  code: z.string().min(1).max(500).describe("What the lot's own merchant code says: it is shown as a QR code"),
  payType: z.enum(['wechat', 'alipay', 'unionpay', 'other']).describe('As which the money is reported (table 23)'),
  name: z.string().min(1).max(20).describe('As the attendant calls it'),
});

const paymentProvider = z.discriminatedUnion('kind', [alipay, staticCode]);

export const payments = z
  .strictObject({
    provider: paymentProvider,
    expiresMin: z.int().min(1).max(60).default(5).describe('Minutes for which a code to be scanned is shown'),
  })
  .describe('Electronic payments; absent: cash alone');
export type PaymentsConfig = z.infer<typeof payments>;
export type AlipayConfig = z.infer<typeof alipay>;
export type StaticCodeConfig = z.infer<typeof staticCode>;

const pemOrBase64 = z
  .string()
  .regex(
    /^(-----BEGIN [A-Z ]+-----\s[A-Za-z0-9+/=\s]+-----END [A-Z ]+-----|[A-Za-z0-9+/=\s]{100,})\s*$/,
    '应为 PEM 或 Base64',
  );

/** What the providers gave out in confidence. */
export const paymentSecrets = {
  alipay: z
    .strictObject({
      privateKey: pemOrBase64.describe('Ours (RSA2): PEM, or the Base64 of PKCS #8 or PKCS #1 as their tools write it'),
      publicKey: pemOrBase64.describe("The provider's own, by which its answers are known; not ours"),
    })
    .optional(),
} as const;
export type AlipaySecrets = NonNullable<z.infer<(typeof paymentSecrets)['alipay']>>;
