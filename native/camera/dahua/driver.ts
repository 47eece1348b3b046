import type { DahuaConfig } from '../../../electron/contract/site-cameras.ts';
import type { Clock } from '../../clock/contract.ts';
import { createAwaitedPictures } from '../awaited-pictures.ts';
import { CameraError } from '../contract.ts';
import type { Camera, CameraHandlers, PushReply } from '../contract.ts';
import { createHandOver } from '../hand-over.ts';
import { createHealthBook } from '../health.ts';
import { createCameraHttp } from '../http/camera-http.ts';
import { mediaType } from '../http/form.ts';
import type { Part } from '../http/multipart-stream.ts';
import { createStreamKeeper } from '../http/stream-keeper.ts';
import { takeStill } from '../http/take-still.ts';
import { isJpeg } from '../jpeg.ts';
import { recordPosted } from '../record.ts';
import { RELAY_WITHIN_MS, relayOutcome } from '../relay-outcome.ts';
import { readEvent, readPosted } from './protocol.ts';
import type { StreamedCapture } from './protocol.ts';

export interface DahuaOptions {
  config: DahuaConfig;
  /** Null: none is known; then the camera is not asked for anything. */
  password: string | null;
  clock: Clock;
  handlers: CameraHandlers;
}

/** The camera is asked for a heartbeat every five seconds. */
const QUIET_MS = 16_000;
/** Where its pages cannot be told another. */
const FIXED_PATHS = ['TollgateInfo', 'KeepAlive', 'DeviceInfo'].map((name) => `/NotificationInfo/${name}`);
const TAKEN: PushReply = { contentType: 'application/json', body: '{"result":"true"}' };

/** A Dahua camera for gates: `push` reads what it posts (ITSAPI), `pull` follows its stream of snapshots (CGI). */
export function createDahuaCamera({ config, password, clock, handlers }: DahuaOptions): Camera {
  const { id, address, port, user, channel, confidenceOf } = config;
  const health = createHealthBook(id, clock, handlers);
  const account = password === null ? null : { user, password };
  const http = createCameraHttp({ host: address, port, account, clock, onTrouble: health.trouble });
  const handOver = createHandOver({ clock, handlers, from: address });
  const awaited = createAwaitedPictures<StreamedCapture>(clock, ({ event, scene }, [picture]) =>
    handOver.take({ ...event, cameraId: id, image: picture ? sceneFrom(picture.bytes, scene) : null }),
  );

  function onPart({ headers, body }: Part): void {
    const type = mediaType(headers['content-type'] ?? '');
    if (type.startsWith('image/')) return awaited.add({ label: '', bytes: body });
    const capture = readEvent(body, confidenceOf);
    health.heard(capture?.event.capturedAt);
    if (capture !== null) awaited.begin(capture, 1);
  }

  const stream = createStreamKeeper({
    http,
    clock,
    request: {
      method: 'GET',
      path: `/cgi-bin/snapManager.cgi?action=attachFileProc&channel=${channel}&heartbeat=5&Flags[0]=Event&Events=[TrafficJunction]`,
    },
    quietMs: QUIET_MS,
    onPart,
    onGarbage: (why) => handlers.onRejected({ cameraId: id, from: address, status: 400, why }),
    onCut: awaited.end,
  });

  /** Every command of this maker answers `OK`, or an error with its status. */
  async function command(action: string, more = ''): Promise<boolean> {
    const path = `/cgi-bin/trafficSnap.cgi?action=${action}&channel=${channel}${more}`;
    const { status, body } = await http.ask({ method: 'GET', path, withinMs: RELAY_WITHIN_MS });
    return status === 200 && !/^error/i.test(body.toString('latin1', 0, 64).trim());
  }

  return {
    id,
    get receiving() {
      return awaited.waiting;
    },
    start() {
      if (config.mode === 'pull') stream.start();
    },
    async stop() {
      http.close();
      await stream.stop();
      handOver.stop();
    },
    health: health.view,
    ...(config.mode === 'push' && {
      push: {
        address,
        fixedPaths: config.fixedPath ? FIXED_PATHS : [],
        take({ path, body }) {
          health.heard();
          const capture = readPosted(path, body, confidenceOf);
          if (capture !== null) {
            health.heard(capture.capturedAt);
            recordPosted(handlers.onCapture, { ...capture, cameraId: id });
          }
          return TAKEN;
        },
      },
    }),
    ...(account !== null && {
      still: () => takeStill(http, `/cgi-bin/snapshot.cgi?channel=${channel}`),
      async trigger() {
        if (!(await command('manSnap'))) throw new CameraError('not-allowed', 'it takes no trigger');
      },
      relay: {
        pulse: () => relayOutcome(command('openStrobe', '&info.openType=Normal&info.plateNumber=')),
        close: () => relayOutcome(command('closeStrobe', '&info.closeType=Normal')),
      },
    }),
  };
}

function sceneFrom(bytes: Buffer, scene: StreamedCapture['scene']): Buffer | null {
  const cut = scene === null ? bytes : bytes.subarray(scene.offset, scene.offset + scene.length);
  if (isJpeg(cut)) return cut;
  return isJpeg(bytes) ? bytes : null;
}
