import { z } from 'zod';

/** What the site file says of cameras. Keys and passwords are in the secrets: `cameras` and `cameraPasswords`. */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, '只用小写字母、数字和短横线，最多 32 个');

const silentAfterS = z
  .int()
  .min(10)
  .max(86_400)
  .optional()
  .describe(
    'Raise a notice after this many seconds without a word from the camera; absent: 60 where we follow its stream, else never',
  );

/** A camera that is asked, or that is known by where it posts from. */
const network = {
  address: z.ipv4('应为 IP 地址，如 192.168.1.64').describe("The camera's own, fixed address"),
  port: z.int().min(1).max(65_535).default(80).describe("Its web server's (HTTP)"),
  user: z.string().min(1).max(64).default('admin').describe('The account whose password is in the secrets'),
};

const push = z.strictObject({
  id: id.describe('Ends the address to which the camera posts, and names its key in the secrets'),
  driver: z.literal('push').describe('The camera posts each capture to us (docs/protocols/capture-push.md)'),
  silentAfterS,
});

const cameraId = id.describe('Names its key and its password in the secrets, and stands in the address it posts to');

const hikvision = z.strictObject({
  id: cameraId,
  driver: z.literal('hikvision').describe('ISAPI (docs/protocols/cameras.md)'),
  mode: z
    .enum(['pull', 'push'])
    .default('pull')
    .describe('pull: we follow its stream of alarms; push: it posts them to us, without a password on the wire'),
  ...network,
  channel: z.int().min(1).max(64).default(1),
  output: z
    .int()
    .min(1)
    .max(8)
    .optional()
    .describe("The relay output that raises the arm; absent: the camera's own barrier command does"),
  silentAfterS,
});

const vzenith = z.strictObject({
  id: cameraId,
  driver: z.literal('vzenith').describe('臻识 HTTP push (docs/protocols/cameras.md)'),
  address: network.address,
  output: z
    .int()
    .min(0)
    .max(3)
    .optional()
    .describe('The output (io) that is pulsed to raise the arm; absent: the reply says ok, which raises it'),
  silentAfterS,
});

const dahua = z.strictObject({
  id: cameraId,
  driver: z.literal('dahua').describe('ITC cameras (docs/protocols/cameras.md)'),
  mode: z
    .enum(['pull', 'push'])
    .default('push')
    .describe('push: it posts to us (ITSAPI); pull: we follow its stream of snapshots (CGI)'),
  ...network,
  channel: z.int().min(1).max(64).default(1),
  fixedPath: z
    .boolean()
    .default(false)
    .describe(
      'push: its pages cannot be told another path than /NotificationInfo: it is known by its address alone, so the network must be its own',
    ),
  confidenceOf: z
    .literal([100, 255])
    .default(255)
    .describe('To how much the unit counts how sure it is of a plate; too high a number here only asks the attendant'),
  silentAfterS,
});

const still = z.strictObject({
  id: cameraId,
  driver: z
    .literal('still')
    .describe('A camera that reads no plates: a picture when asked; the plate is typed by hand'),
  ...network,
  picture: z
    .union([
      z.literal('onvif').describe('The camera says where (ONVIF GetSnapshotUri)'),
      z
        .string()
        .regex(/^\/[\x21-\x7e]*$/, '应以 / 开头，例如 /snapshot.jpg')
        .describe('Path and query of the picture'),
    ])
    .default('onvif'),
  silentAfterS,
});

export const cameraConfig = z.discriminatedUnion('driver', [push, hikvision, vzenith, dahua, still]);
export type CameraConfig = z.infer<typeof cameraConfig>;
export type HikvisionConfig = z.infer<typeof hikvision>;
export type VzenithConfig = z.infer<typeof vzenith>;
export type DahuaConfig = z.infer<typeof dahua>;
export type StillConfig = z.infer<typeof still>;

/** Whether a camera posts to us under a key: its own, at least 16 characters that can stand in an address. */
export function needsKey(camera: CameraConfig): boolean {
  switch (camera.driver) {
    case 'push':
    case 'vzenith':
      return true;
    case 'hikvision':
      return camera.mode === 'push';
    case 'dahua':
      return camera.mode === 'push' && !camera.fixedPath;
    case 'still':
      return false;
  }
}

/** Whether nothing comes of a camera without its password; others do with it what they can. */
export function needsPassword(camera: CameraConfig): boolean {
  return (camera.driver === 'hikvision' || camera.driver === 'dahua') && camera.mode === 'pull';
}

/** Seconds of silence after which a notice is raised; null: never. A stream has heartbeats, so three of them missing is news. */
export const silenceLimitS = (camera: CameraConfig): number | null =>
  camera.silentAfterS ?? (needsPassword(camera) ? 60 : null);

/** Secrets of cameras, kept apart from the site file. */
export const cameraSecrets = {
  cameras: z
    .record(z.string(), z.string().min(16, '至少 16 个字符'))
    .default({})
    .describe('Camera id → key under which it posts'),
  cameraPasswords: z
    .record(z.string(), z.string().min(1, '不能为空'))
    .optional()
    .describe('Camera id → password of its account; absent: none is known'),
} as const;
