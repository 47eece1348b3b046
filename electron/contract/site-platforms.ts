import { z } from 'zod';

/** What the site file says of the city's platforms: how each is reached, and who we are there. */

/** Interfaces of DB4403/T; the standard leaves the codes of all but two to the platform. */
export const interfaceName = z.enum([
  'login',
  'refreshToken',
  'logout',
  'parkInfo',
  'gateInfo',
  'stallInfo',
  'chargeStandard',
  'vehicleEnter',
  'vehicleLeave',
  'chargeRecord',
  'stallStatus',
  'stallCount',
  'recordCorrection',
  'imageUpload',
  'businessConfig',
  'eventReport',
  'coupon',
  'vehicleControl',
  'sharePlan',
  'payResult',
  'overdueOrder',
  'refundResult',
  'orderChange',
  'shareOrder',
  'overduePayment',
  'refundRequest',
  'reservationPriority',
  'requestBookStall',
  'confirmBookStall',
]);
export type InterfaceName = z.infer<typeof interfaceName>;

export const httpsUrl = z.string().regex(/^https:\/\//, '必须以 https:// 开头');
export const sha256 = z
  .string()
  .regex(/^([0-9A-Fa-f]{2}:?){32}$/, '应为 SHA-256 指纹：64 位十六进制，可用冒号分隔')
  .describe(
    "SHA-256 fingerprint of the platform's own certificate; set: no other is accepted, whoever signed it, and without caFile nobody needs to have signed it",
  );
export const caFile = z
  .string()
  .min(1)
  .describe('PEM of a private certificate authority, relative to this file; absent: those the system trusts');

/** What both transports of DB4403/T need to know. */
const db4403Common = {
  kind: z.literal('db4403'),
  version: z.string().min(1).default('v1').describe('{version} of paths and topics (7.3.1.3, 7.3.1.4)'),
  caFile: caFile.optional(),
  pinnedSha256: sha256.optional(),
  batch: z
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe('Most reports of one kind in one message; 1 for a platform that takes them one by one'),
  freshnessS: z
    .int()
    .min(10)
    .max(3600)
    .default(300)
    .describe("Seconds: a message whose timestamp is further than this from this machine's clock is refused"),
  codes: z
    .partialRecord(
      interfaceName,
      z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '只用字母、数字、下划线和短横线，最多 64 个'),
    )
    .default({})
    .describe('Interface codes that this platform names otherwise, e.g. {"vehicleEnter": "carIn"}'),
  imageUrl: z
    .string()
    .optional()
    .describe(
      'Where an uploaded picture can be seen, with {id} for the id the platform gave it (table 33); absent: the id itself is reported (table 10)',
    ),
} as const;

/** Our own listener, on which the platform asks (7.3.4.2, 7.3.5.2, 7.3.6.2) and drivers' pages come back (7.4). */
const inbound = z
  .strictObject({
    listen: z.strictObject({
      host: z.string().default('0.0.0.0').describe("This machine's address towards the platform; 0.0.0.0: all"),
      port: z.int().min(0).max(65_535).default(8443).describe('0 takes any free one'),
    }),
    publicUrl: httpsUrl
      .optional()
      .describe(
        'Where drivers reach it from outside, e.g. https://park.example:8443 (7.4); absent: no page is handed out',
      ),
    certFile: z.string().min(1).describe('PEM of our certificate and its chain, relative to this file'),
    keyFile: z.string().min(1).describe('PEM of its key, relative to this file'),
    perSecond: z
      .number()
      .min(1)
      .max(1000)
      .default(50)
      .describe('Requests a second from one address; more are answered with 429'),
  })
  .describe('The token that the platform must show is in the secrets (db4403.inboundToken)');

const db4403Mqtts = z.strictObject({
  ...db4403Common,
  transport: z.literal('mqtts'),
  url: z
    .string()
    .regex(/^mqtts:\/\//, '必须以 mqtts:// 开头')
    .describe('mqtts://host:8883'),
  clientId: z.string().min(1).describe('Given out by the platform'),
  username: z.string().optional().describe('Where the broker wants one; the client id otherwise'),
  imageUpload: z
    .strictObject({ url: httpsUrl.describe('https://host[:port]'), userId: z.string().min(1).max(32) })
    .optional()
    .describe('Pictures always go over HTTPS (7.3.4.1.7); absent: none are reported'),
  inbound: inbound.optional().describe('Only for the pages of 7.4; services come over MQTTS'),
});

const db4403Https = z.strictObject({
  ...db4403Common,
  transport: z.literal('https'),
  url: httpsUrl.describe('https://host[:port]; /sys/{version}/{parkCode}/… follows (7.3.1.3 b)'),
  userId: z.string().min(1).max(32).describe('Given out by the platform (table 4)'),
  inbound,
});

export const db4403Config = z.discriminatedUnion('transport', [db4403Mqtts, db4403Https]);
export type Db4403Config = z.infer<typeof db4403Config>;
export type Db4403MqttsConfig = z.infer<typeof db4403Mqtts>;
export type Db4403HttpsConfig = z.infer<typeof db4403Https>;
export type InboundConfig = z.infer<typeof inbound>;

export const citybrainConfig = z.strictObject({
  kind: z.literal('citybrain'),
  url: httpsUrl.describe('https://host[:port]; /barrier/… follows'),
  appId: z.string().min(1).max(32).describe('Given out by the platform'),
  parkingLotNo: z.string().min(1).max(32).describe("The platform's number of this lot"),
  ports: z
    .record(z.string(), z.string().min(1).max(32))
    .describe("Lane id → the platform's number of that entrance or exit (port_no); every lane needs one"),
  heartbeatS: z.int().min(5).max(60).default(30).describe('Seconds between heartbeats: at most 60 (3.2.4)'),
  snapshots: z.boolean().default(true).describe('false: no pictures are uploaded'),
  caFile: caFile.optional(),
  pinnedSha256: sha256.optional(),
});
export type CitybrainConfig = z.infer<typeof citybrainConfig>;

export const platformConfig = z.discriminatedUnion('kind', [db4403Config, citybrainConfig]);
export type PlatformConfig = z.infer<typeof platformConfig>;

/** What the platforms gave out in confidence. */
export const platformSecrets = {
  db4403: z
    .strictObject({
      password: z.string(),
      secret: z.string().min(1).describe('The salt of signatures and of the password'),
      inboundToken: z
        .string()
        .min(32, '至少 32 个字符')
        .optional()
        .describe('Shown by the platform when it asks us over HTTPS'),
      payPageKey: z
        .string()
        .min(16, '至少 16 个字符')
        .optional()
        .describe(
          'Shared with the pay page, which signs the result that it sends a driver back with; absent: no such word is believed',
        ),
    })
    .optional(),
  citybrain: z
    .strictObject({
      appSecret: z.string().regex(/^[\x21-\x7e]{16}$/, '应为 16 个 ASCII 字符'),
    })
    .optional(),
} as const;
