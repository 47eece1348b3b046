import { CameraError } from '../../../native/camera/contract.ts';
import type { Camera } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import type { CameraTrial } from '../../contract/trials.ts';
import type { CaptureWatch, SeenCapture } from './capture-watch.ts';
import type { DraftCamera } from './draft.ts';
import { isPosting } from './bench-cameras.ts';
import { waitFor } from './wait-for.ts';

/** A picture made small enough to be shown, with what the camera's own was; null: it is no picture. */
export type Shrink = (
  jpeg: Uint8Array,
) => Promise<{ image: string; width: number; height: number; bytes: number } | null>;

/** A capture so young is what a person who looks wants to see. */
const YOUNG_MS = 15_000;
/** What a triggered camera needs to read and tell. */
const TRIGGERED_WITHIN_MS = 8_000;

export interface CameraTrialParts {
  camera: DraftCamera;
  /** Null: it only posts, in our own format. */
  driver: Camera | null;
  what: 'look' | 'trigger';
  watch: CaptureWatch;
  shrink: Shrink;
  clock: Clock;
  /** Its stream of alarms is followed: for a driver of the test stand, which nobody has started. */
  follow(): void;
  onRefused(): void;
}

/** One camera: what came from it, a picture of now, or why neither. */
export async function tryCamera(parts: CameraTrialParts): Promise<CameraTrial> {
  const { camera, driver, what, watch, clock } = parts;
  const { id } = camera.config;
  const since = watch.expect(id);
  const young = watch.newest(id);
  if (what === 'look' && young !== null && clock.now() - young.at <= YOUNG_MS) return captured(young, parts);
  try {
    if (what === 'trigger' && driver?.trigger) return await triggered(driver.trigger, since, parts);
    if (driver?.still && !isPosting(camera)) return await looked(driver.still, parts);
  } catch (error) {
    if (!(error instanceof CameraError)) throw error;
    if (error.code === 'wrong-password' || error.code === 'locked-out') parts.onRefused();
    return { type: 'failed', trouble: error.code, detail: error.message };
  }
  return whatCame(since, parts);
}

async function triggered(
  trigger: NonNullable<Camera['trigger']>,
  since: number,
  parts: CameraTrialParts,
): Promise<CameraTrial> {
  const { camera, watch, clock } = parts;
  const before = watch.newest(camera.config.id);
  await trigger();
  // Only now: its stream would try the password a second time.
  parts.follow();
  const came = (): boolean => watch.newest(camera.config.id) !== before;
  await waitFor(clock, TRIGGERED_WITHIN_MS, came);
  return whatCame(since, parts);
}

async function looked(still: NonNullable<Camera['still']>, parts: CameraTrialParts): Promise<CameraTrial> {
  const picture = await parts.shrink(await still());
  if (picture === null) return { type: 'failed', trouble: 'bad-answer', detail: 'it gave no picture' };
  parts.follow();
  return { type: 'picture', picture, clockOffsetMs: parts.driver?.health().clockOffsetMs ?? null };
}

/** The newest capture, else why what it posts is turned away, else that nothing has come. */
async function whatCame(since: number, parts: CameraTrialParts): Promise<CameraTrial> {
  const { camera, watch } = parts;
  const newest = watch.newest(camera.config.id);
  const address = 'address' in camera.config ? camera.config.address : null;
  const why = watch.refusalOf(camera.config.id, address, newest?.at ?? since);
  if (why !== null) return { type: 'failed', trouble: 'turned-away', detail: why };
  return newest === null ? { type: 'waiting', since } : captured(newest, parts);
}

async function captured({ capture, at }: SeenCapture, { shrink }: CameraTrialParts): Promise<CameraTrial> {
  return {
    type: 'capture',
    at,
    plate: capture.plate,
    picture: capture.image === null ? null : await shrink(capture.image),
    // What was stored while there was no connection says nothing of the clock.
    clockOffsetMs: capture.offline ? null : capture.capturedAt - at,
  };
}
