import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { CameraHttp } from '../http/camera-http.ts';
import type { Account } from '../http/digest.ts';
import { envelope, OnvifError, QUESTIONS, readMediaPath, readProfile, readSnapshotPath, readTime } from './onvif.ts';

export interface OnvifSession {
  /** UTC ms by the camera's clock. Rejects with `CameraError`. */
  time(): Promise<number>;
  /** Path and query of its picture, asked once. Rejects with `CameraError`. */
  snapshotPath(): Promise<string>;
  /** The picture was not there: it is asked where that is again. */
  forget(): void;
}

const DEVICE_PATH = '/onvif/device_service';
/** As long as a wrong password over HTTP has the camera left alone. */
const LEFT_ALONE_MS = 30 * 60_000;

export function createOnvifSession(http: CameraHttp, account: Account | null, clock: Clock): OnvifSession {
  let known: string | null = null;
  let leftAloneUntil = -Infinity;

  async function ask<T>(path: string, question: string, at: number | null, read: (bytes: Buffer) => T): Promise<T> {
    if (clock.monotonic() < leftAloneUntil) throw new CameraError('wrong-password', 'left alone for a while');
    const token = account === null || at === null ? null : { ...account, nonce: randomBytes(16), at };
    const body = { type: 'application/soap+xml; charset=utf-8', text: envelope(question, token) };
    const answer = await http.ask({ method: 'POST', path, body });
    try {
      return read(answer.body);
    } catch (error) {
      if (!(error instanceof OnvifError)) throw error;
      switch (error.code) {
        case 'refused':
          // One try: there are no nonces here that could have been old.
          leftAloneUntil = clock.monotonic() + LEFT_ALONE_MS;
          throw new CameraError('wrong-password', error.message, error);
        case 'unsupported':
          throw new CameraError('not-allowed', error.message, error);
        case 'bad-answer':
          throw new CameraError('bad-answer', error.message, error);
      }
    }
  }

  const time = (): Promise<number> => ask(DEVICE_PATH, QUESTIONS.time, null, readTime);

  return {
    time,
    async snapshotPath() {
      if (known !== null) return known;
      const at = await time();
      const media = await ask(DEVICE_PATH, QUESTIONS.media, at, readMediaPath);
      const profile = await ask(media, QUESTIONS.profiles, at, readProfile);
      known = await ask(media, QUESTIONS.snapshot(profile), at, readSnapshotPath);
      return known;
    },
    forget() {
      known = null;
    },
  };
}
