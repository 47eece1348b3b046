import type { Camera, CameraHandlers, CameraPush, CameraRelay } from '../../native/camera/contract.ts';
import { createLiveView } from '../../native/camera/live-view.ts';
import type { LiveView } from '../../native/camera/live-view.ts';
import { makeCamera } from '../../native/camera/make-camera.ts';
import type { Clock } from '../../native/clock/contract.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';

/** The cameras of the site that have a driver of their own, by the ids of the site file. */
export interface Cameras {
  /** For the capture door: those that speak our own format, and those that post in their makers' words. */
  readonly posting: {
    cameras: { id: string; key: string }[];
    makers: { id: string; key: string; push: CameraPush }[];
  };
  /** Captures whose pictures are still coming in. */
  readonly receiving: number;
  byId(cameraId: string): Camera | null;
  /** What a camera sees now, for whoever looks; null: it gives no pictures. */
  liveOf(cameraId: string): LiveView | null;
  /** The relay inside a camera, for a barrier driver; null: it has none that we can use. */
  relayOf(cameraId: string): CameraRelay | null;
  start(): void;
  stop(): Promise<void>;
}

/** Enough to see a car come, and little beside its captures on the same line. */
const LIVE_PER_SECOND = 2;

/** Makes the driver of each camera. Starts nothing. */
export function openCameras(parts: {
  site: SiteConfig;
  secrets: SiteSecrets;
  clock: Clock;
  handlers: CameraHandlers;
  /** While it says so, nobody is shown what a camera sees: captures go first. */
  busy(): boolean;
  newId(): string;
}): Cameras {
  const { site, secrets, clock, handlers, newId } = parts;
  const entries = site.lanes.map(({ camera }) => {
    const key = secrets.cameras[camera.id] ?? '';
    const password = secrets.cameraPasswords?.[camera.id] ?? null;
    return { id: camera.id, key, driver: makeCamera({ config: camera, key, password, clock, handlers, newId }) };
  });
  const drivers = new Map(entries.flatMap(({ id, driver }) => (driver === null ? [] : [[id, driver] as const])));
  const live = new Map(
    [...drivers].flatMap(([id, { still }]) =>
      still ? [[id, createLiveView({ still, clock, busy: parts.busy, perSecond: LIVE_PER_SECOND })] as const] : [],
    ),
  );
  return {
    posting: {
      cameras: entries.filter(({ driver }) => driver === null).map(({ id, key }) => ({ id, key })),
      makers: entries.flatMap(({ id, key, driver }) => (driver?.push ? [{ id, key, push: driver.push }] : [])),
    },
    get receiving() {
      return [...drivers.values()].reduce((sum, { receiving }) => sum + receiving, 0);
    },
    byId: (cameraId) => drivers.get(cameraId) ?? null,
    liveOf: (cameraId) => live.get(cameraId) ?? null,
    relayOf: (cameraId) => drivers.get(cameraId)?.relay ?? null,
    start() {
      for (const driver of drivers.values()) driver.start();
    },
    async stop() {
      await Promise.all([...drivers.values()].map((driver) => driver.stop()));
    },
  };
}
