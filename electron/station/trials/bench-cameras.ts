import { createHash } from 'node:crypto';
import type { Camera, CameraHandlers } from '../../../native/camera/contract.ts';
import { makeCamera } from '../../../native/camera/make-camera.ts';
import { createCaptureDoor } from '../../../native/camera/push-door.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import { needsKey } from '../../contract/site-cameras.ts';
import type { CaptureWatch } from './capture-watch.ts';
import { cameraOf, lanesOf, listenOf } from './draft.ts';
import type { Draft, DraftCamera } from './draft.ts';
import { TrialRefusal } from './refusal.ts';
import { createStand } from './stand.ts';
import type { Mounted } from './stand.ts';

/** Cameras of the draft, and a door for those that post, for as long as somebody tries them. */
export interface BenchCameras {
  /** One camera with a driver of its own; null: it speaks our own format, and only posts. */
  use<R>(camera: DraftCamera, work: (driver: Camera | null) => Promise<R>): Promise<R>;
  /** All that post, at a door of our own: for a site whose gates do not work yet. `door`: why it does not open. */
  usePosting<R>(
    draft: Draft,
    cameraId: string,
    work: (posting: { driver: Camera | null; door: string | null }) => Promise<R>,
  ): Promise<R>;
  /** The port of the door, where it stands open just now. */
  readonly port: number | null;
  /** It refused this password a moment ago: asked again, it would lock the account. */
  refused(camera: DraftCamera): boolean;
  noteRefusal(camera: DraftCamera): void;
  stop(): Promise<void>;
}

interface Posting {
  drivers: ReadonlyMap<string, Camera>;
  door: string | null;
}

/** Makers lock an account after five to seven wrong passwords: another one is tried at once, the same one not before this. */
const SAME_PASSWORD_MS = 5 * 60_000;

const passwordOf = ({ config, password }: DraftCamera): string =>
  createHash('sha256')
    .update(JSON.stringify([config, password]))
    .digest('hex');

export const isPosting = ({ config }: DraftCamera): boolean =>
  needsKey(config) || (config.driver === 'dahua' && config.mode === 'push');

export function createBenchCameras(parts: { clock: Clock; watch: CaptureWatch; newId(): string }): BenchCameras {
  const { clock, watch, newId } = parts;
  const drivers = createStand<Camera | null>(clock);
  const doors = createStand<Posting>(clock);
  const refusals = new Map<string, number>();
  let port: number | null = null;

  const handlers: CameraHandlers = {
    onCapture(capture) {
      watch.saw(capture);
      return 'accepted';
    },
    onRejected: watch.turnedAway,
    onHeard: () => undefined,
    onTrouble: () => undefined,
    onInput: () => undefined,
  };
  const driverOf = (camera: DraftCamera): Camera | null => makeCamera({ ...camera, clock, handlers, newId });

  function mountDriver(camera: DraftCamera): Promise<Mounted<Camera | null>> {
    const driver = driverOf(camera);
    return Promise.resolve({ thing: driver, close: async () => driver?.stop() });
  }

  async function mountDoor(draft: Draft, cameras: readonly DraftCamera[]): Promise<Mounted<Posting>> {
    const made = cameras.map((camera) => ({ camera, driver: driverOf(camera) }));
    const door = createCaptureDoor({
      listen: listenOf(draft),
      cameras: made.flatMap(({ camera, driver }) =>
        driver === null ? [{ id: camera.config.id, key: camera.key }] : [],
      ),
      makers: made.flatMap(({ camera, driver }) =>
        driver?.push ? [{ id: camera.config.id, key: camera.key, push: driver.push }] : [],
      ),
      clock,
      handlers,
    });
    const trouble = await door.start().then(
      (opened) => {
        port = opened.port;
        return null;
      },
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const own = new Map(made.flatMap(({ camera, driver }) => (driver ? [[camera.config.id, driver] as const] : [])));
    return {
      thing: { drivers: own, door: trouble },
      async close() {
        port = null;
        await door.stop();
        await Promise.all([...own.values()].map((driver) => driver.stop()));
      },
    };
  }

  return {
    use: (camera, work) => drivers.use(camera.config.id, JSON.stringify(camera), () => mountDriver(camera), work),
    async usePosting(draft, cameraId, work) {
      const cameras = lanesOf(draft)
        .flatMap((laneId) => readable(draft, laneId))
        .filter(isPosting);
      const key = JSON.stringify([listenOf(draft), cameras]);
      const came = await doors.use(
        'door',
        key,
        () => mountDoor(draft, cameras),
        async ({ drivers: own, door }) => ({
          door,
          result: await work({ driver: own.get(cameraId) ?? null, door }),
        }),
      );
      // A door that is shut is not kept: the next press knocks anew.
      if (came.door !== null) await doors.clear('door');
      return came.result;
    },
    get port() {
      return port;
    },
    refused: (camera) => (refusals.get(passwordOf(camera)) ?? -Infinity) > clock.monotonic(),
    noteRefusal: (camera) => void refusals.set(passwordOf(camera), clock.monotonic() + SAME_PASSWORD_MS),
    async stop() {
      await drivers.stop();
      await doors.stop();
    },
  };
}

/** A camera of the draft whose settings have no mistakes; others do not keep it from being tried. */
function readable(draft: Draft, laneId: string): DraftCamera[] {
  try {
    return [cameraOf(draft, laneId)];
  } catch (error) {
    if (error instanceof TrialRefusal) return [];
    throw error;
  }
}
