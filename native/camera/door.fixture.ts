import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, expect, vi } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import type { ManualClock } from '../clock/manual-clock.ts';
import type { Capture, CaptureDoorHandlers, CaptureOutcome } from './contract.ts';
import { createPushCamera } from './push-camera.ts';
import type { PushCamera, PushCameraOptions } from './push-camera.ts';
import { createCaptureDoor } from './push-door.ts';
import type { DoorLimits } from './push-door.ts';
import type { PushRequest, Shot } from './push-message.ts';

export const KEY = 'a-key-of-the-camera-0001';
export const OTHER_KEY = 'another-key-of-a-camera-2';
export const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(300_000)]);
/** 2026-05-01 09:30:00.250 in Beijing. */
export const AT = Date.UTC(2026, 4, 1, 1, 30, 0, 250);

export const shot = (change: Partial<Shot> = {}): Shot => ({
  captureId: 'c-1',
  capturedAt: AT,
  plate: '粤B12345',
  plateColour: 'blue',
  confidence: 98,
  charConfidence: [99, 99, 98, 97, 99, 99, 96],
  carColour: 'white',
  carModel: 'small',
  image: JPEG,
  ...change,
});

type Rejection = Parameters<CaptureDoorHandlers['onRejected']>[0];

/** Stopped after each test, last opened first. */
export const openThings: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const thing of openThings.splice(0).reverse()) await thing.stop();
});

/** A real door on a free port of this machine, with what it was told, and what to knock with. */
export async function openDoor(
  more: {
    port?: number;
    limits?: Partial<DoorLimits>;
    onCapture?: (capture: Capture) => CaptureOutcome;
    onRejected?: () => void;
  } = {},
) {
  const clock = createManualClock(AT);
  const captures: Capture[] = [];
  const rejections: Rejection[] = [];
  const heard: string[] = [];
  const door = createCaptureDoor({
    listen: { host: '127.0.0.1', port: more.port ?? 0 },
    cameras: [
      { id: 'cam-1', key: KEY },
      { id: 'cam-2', key: OTHER_KEY },
      { id: 'cam-3', key: '' },
    ],
    clock,
    limits: more.limits,
    handlers: {
      onCapture(capture) {
        const outcome = more.onCapture?.(capture);
        if (outcome !== undefined) return outcome;
        const known = captures.some(({ captureId }) => captureId === capture.captureId);
        captures.push(capture);
        return known ? 'duplicate' : 'accepted';
      },
      onRejected(rejection) {
        more.onRejected?.();
        rejections.push(rejection);
      },
      onHeard: (cameraId) => heard.push(cameraId),
    },
  });
  openThings.push(door);
  const { port } = await door.start();
  const camera = (change: Partial<PushCameraOptions> = {}): PushCamera => {
    const made = createPushCamera({ url: `http://127.0.0.1:${port}`, cameraId: 'cam-1', key: KEY, clock, ...change });
    openThings.push(made);
    return made;
  };
  /** A bare connection, for what no HTTP client would send. */
  const raw = async (text: string) => {
    const socket: Socket = connect(port, '127.0.0.1');
    openThings.push({ stop: () => socket.destroy() });
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.write(text);
    await new Promise<void>((resolve) => socket.once('end', resolve).once('close', () => resolve()));
    return Buffer.concat(received).toString();
  };
  return { door, port, clock, captures, rejections, heard, camera, raw };
}

/** A JSON request, whatever the JSON. */
export const json = (value: unknown, path = '/capture/cam-1'): PushRequest => {
  const body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return { path, headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }, body };
};
/** The least a capture has. */
export const fields = {
  captureId: 'c-1',
  capturedAt: '2026-05-01T09:30:00.250+08:00',
  plate: '粤B12345',
  image: JPEG.toString('base64'),
};
export const anyText = expect.any(String) as string;
export const anyFields = expect.any(Object) as object;
export const saying = (text: string) => expect.stringContaining(text) as string;

/** The JSON of a refusal. */
export const refused = (code: string, wrong: object = {}) => ({
  error: { code, message: anyText, fields: wrong },
});

export const captureHead = (key: string, length: number) =>
  `POST /capture/cam-1 HTTP/1.1\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Waits for what another process or the kernel brings; on a busy machine that takes its time. */
export const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** What comes of a promise while the clock goes on. */
export async function inTime<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await eventually(async () => {
    await clock.advanceAsync(1_000);
    expect(settled).toBe(true);
  });
  return promise;
}
