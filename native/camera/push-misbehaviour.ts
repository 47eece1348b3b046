import { captureRequest } from './push-message.ts';
import type { PushRequest, Shot } from './push-message.ts';

/** What cameras were seen to do wrong, each as a request for `PushCamera.post`. To repeat a capture, post it twice. */
export type Misbehaviour =
  | 'no-key'
  | 'wrong-key'
  /** Taken an hour ago by the camera's clock, and not said to be stored. */
  | 'stale'
  /** Stored while the camera was offline. */
  | 'offline'
  /** Says a length over the limit, then begins to send. */
  | 'oversize'
  /** Sends without a length, and does not stop. */
  | 'endless'
  /** Sends half, then nothing. */
  | 'slow'
  /** Not JSON. */
  | 'garbage'
  /** A text file for a picture. */
  | 'not-a-jpeg';

const HOUR_MS = 3_600_000;
const OVERSIZE = 11 * 1024 * 1024;

export function misbehave(cameraId: string, shot: Shot, how: Misbehaviour): PushRequest {
  const good = captureRequest(cameraId, shot, 'json');
  const { 'Content-Length': _, ...unbounded } = good.headers;
  switch (how) {
    case 'no-key':
      return { ...good, headers: { ...good.headers, Authorization: '' } };
    case 'wrong-key':
      return { ...good, headers: { ...good.headers, Authorization: 'Bearer this-is-not-the-key' } };
    case 'stale':
      return captureRequest(cameraId, { ...shot, capturedAt: shot.capturedAt - HOUR_MS }, 'json');
    case 'offline':
      return captureRequest(cameraId, { ...shot, offline: true }, 'json');
    case 'oversize':
      return {
        ...good,
        headers: { ...good.headers, 'Content-Length': String(OVERSIZE) },
        body: (outgoing) => outgoing.write(Buffer.alloc(64 * 1024)),
      };
    case 'endless':
      return {
        ...good,
        headers: { ...unbounded, 'Transfer-Encoding': 'chunked' },
        body: (outgoing) => {
          const chunk = Buffer.alloc(64 * 1024, 'A');
          const pour = () => {
            while (!outgoing.destroyed && outgoing.write(chunk));
          };
          outgoing.on('drain', pour);
          pour();
        },
      };
    case 'slow':
      return { ...good, body: (outgoing) => outgoing.write('{"captureId":"half of') };
    case 'garbage':
      return { ...good, headers: { ...unbounded, 'Content-Length': '7' }, body: Buffer.from('{"plate') };
    case 'not-a-jpeg':
      return captureRequest(cameraId, { ...shot, image: Buffer.from('a text file') }, 'json');
  }
}
