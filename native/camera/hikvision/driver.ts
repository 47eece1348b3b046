import type { HikvisionConfig } from '../../../electron/contract/site-cameras.ts';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { Camera, CameraHandlers, PostingHost, PushReply } from '../contract.ts';
import { createHandOver } from '../hand-over.ts';
import { createHealthBook } from '../health.ts';
import { createCameraHttp } from '../http/camera-http.ts';
import { takeStill } from '../http/take-still.ts';
import { CameraRefusal } from '../refusal.ts';
import { recordPosted } from '../record.ts';
import { captureOf, readMessage } from './message.ts';
import { httpHostCommand } from './protocol.ts';
import { createHikvisionRelay, taken } from './relay.ts';
import { createAlertStream } from './stream.ts';

export interface HikvisionOptions {
  config: HikvisionConfig;
  /** Null: none is known; then the camera is not asked for anything. */
  password: string | null;
  clock: Clock;
  handlers: CameraHandlers;
}

/** Where no heartbeat comes by itself, this often the camera is asked for its clock. */
const ASK_EVERY_MS = 30_000;
const TRIGGER_WITHIN_MS = 8_000;
/** 200 with nothing in it: the camera wants no more. */
const TAKEN: PushReply = { contentType: 'text/plain', body: '' };

/**
 * A Hikvision camera over ISAPI. `pull`: follows its stream of alarms, captures and heartbeats. `push`: reads what it posts,
 * and asks for its clock now and then, since it posts no heartbeat.
 */
export function createHikvisionCamera({ config, password, clock, handlers }: HikvisionOptions): Camera {
  const { id, address, port, user, channel } = config;
  const health = createHealthBook(id, clock, handlers);
  const account = password === null ? null : { user, password };
  const http = createCameraHttp({ host: address, port, account, clock, onTrouble: health.trouble });
  const handOver = createHandOver({ clock, handlers, from: address });
  const relay = createHikvisionRelay({ http, clock, channel, output: config.output });
  const rejected = (why: string): void => handlers.onRejected({ cameraId: id, from: address, status: 400, why });

  const stream = createAlertStream({
    http,
    clock,
    cameraId: id,
    health,
    onCapture: handOver.take,
    onGarbage: rejected,
  });
  let cancelAsking = (): void => undefined;
  let stopped = false;

  /** Asks for the camera's clock, again and again: an answer is its heartbeat. */
  async function keepAsking(): Promise<void> {
    try {
      await http.ask({ method: 'GET', path: '/ISAPI/System/time' });
      health.heard();
    } catch (error) {
      // Its health tells what is wrong; the watch over silent cameras does the rest.
      if (!(error instanceof CameraError)) throw error;
    }
    if (!stopped) cancelAsking = clock.after(ASK_EVERY_MS, () => void keepAsking());
  }

  return {
    id,
    get receiving() {
      return stream.receiving;
    },
    start() {
      if (config.mode === 'pull') stream.start();
      else if (account !== null) void keepAsking();
    },
    async stop() {
      stopped = true;
      cancelAsking();
      await relay.release();
      http.close();
      await stream.stop();
      handOver.stop();
    },
    health: health.view,
    ...(config.mode === 'push' && {
      push: {
        address,
        fixedPaths: [],
        take({ contentType, body }) {
          health.heard();
          const message = readMessage(contentType, body);
          if (message.alert.kind === 'plate') {
            health.heard(message.alert.event.capturedAt);
            recordPosted(handlers.onCapture, captureOf(id, message.alert.event, message.pictures));
          }
          return TAKEN;
        },
      },
    }),
    ...(account !== null && {
      still: () => takeStill(http, `/ISAPI/Streaming/channels/${channel}01/picture`),
      async trigger() {
        const path = `/ISAPI/Traffic/MNPR/channels/${channel}?laneNo=1&OSD=1`;
        const answer = await http.ask({ method: 'GET', path, withinMs: TRIGGER_WITHIN_MS });
        if (answer.status !== 200) throw new CameraError('not-allowed', `it answers ${answer.status} to a trigger`);
        health.heard();
        const message = triggered(answer.contentType, answer.body);
        if (message.alert.kind === 'plate') handOver.take(captureOf(id, message.alert.event, message.pictures));
      },
      relay,
      ...(config.mode === 'push' && {
        async postTo(host: PostingHost) {
          const body = { type: 'application/xml', text: httpHostCommand(host) };
          const answer = await http.ask({ method: 'PUT', path: '/ISAPI/Event/notification/httpHosts/1', body });
          if (answer.status === 200 && taken(answer.body)) return;
          throw new CameraError('not-allowed', `it answers ${answer.status} to where it is to post`);
        },
      }),
    }),
  };
}

function triggered(contentType: string, body: Buffer): ReturnType<typeof readMessage> {
  try {
    return readMessage(contentType, body);
  } catch (error) {
    if (error instanceof CameraRefusal) throw new CameraError('bad-answer', error.message, error);
    throw error;
  }
}
