import { afterEach, vi } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { ManualClock } from '../clock/manual-clock.ts';
import type { Camera, CameraHandlers, CameraTrouble, Capture } from './contract.ts';
import { AT, KEY } from './door.fixture.ts';
import { pushPath } from './door-routes.ts';
import { createCaptureDoor } from './push-door.ts';

/** Ended after each test, last opened first. */
export const openCameras: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const thing of openCameras.splice(0).reverse()) await thing.stop();
});

export interface Told {
  clock: ManualClock;
  handlers: CameraHandlers;
  captures: Capture[];
  rejections: Parameters<CameraHandlers['onRejected']>[0][];
  heard: string[];
  troubles: (CameraTrouble | null)[];
  inputs: [number, boolean][];
  /** While true nothing can be recorded. */
  disk: { full: boolean };
}

/** A clock that is moved by hand, and handlers that remember what they were told. */
export function listening(): Told {
  const told: Omit<Told, 'handlers'> = {
    clock: createManualClock(AT),
    captures: [],
    rejections: [],
    heard: [],
    troubles: [],
    inputs: [],
    disk: { full: false },
  };
  return {
    ...told,
    handlers: {
      onCapture(capture) {
        if (told.disk.full) throw new Error('the disk is full');
        const known = told.captures.some(({ captureId }) => captureId === capture.captureId);
        told.captures.push(capture);
        return known ? 'duplicate' : 'accepted';
      },
      onRejected: (rejection) => told.rejections.push(rejection),
      onHeard: (cameraId) => told.heard.push(cameraId),
      onTrouble: (_cameraId, trouble) => told.troubles.push(trouble),
      onInput: (_cameraId, input, active) => told.inputs.push([input, active]),
    },
  };
}

/**
 * Moves the clock on until something holds: what the kernel brings comes in its own time. Steps are small beside the times
 * after which a question is given up, so that a busy machine is not taken for a silent camera.
 */
export const whileTimePasses = (clock: ManualClock, check: () => unknown, stepMs = 50) =>
  vi.waitFor(
    async () => {
      await clock.advanceAsync(stepMs);
      await check();
    },
    { timeout: 10_000, interval: 10 },
  );

/** The real door on a free port, with one camera that posts in its maker's words; gives the address it posts to. */
export async function doorFor(camera: Camera, { clock, handlers }: Told): Promise<{ url: string; port: number }> {
  const { push } = camera;
  if (push === undefined) throw new Error('it posts nothing');
  const door = createCaptureDoor({
    listen: { host: '127.0.0.1', port: 0 },
    cameras: [],
    makers: [{ id: camera.id, key: KEY, push }],
    clock,
    handlers,
  });
  openCameras.push(door);
  const { port } = await door.start();
  return { url: `http://127.0.0.1:${port}${pushPath(camera.id, KEY)}`, port };
}
