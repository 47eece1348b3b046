import type { StillConfig } from '../../../electron/contract/site-cameras.ts';
import type { Clock } from '../../clock/contract.ts';
import { CameraError } from '../contract.ts';
import type { Camera, CameraHandlers } from '../contract.ts';
import { createHandOver } from '../hand-over.ts';
import { createHealthBook } from '../health.ts';
import { createCameraHttp } from '../http/camera-http.ts';
import { takeStill } from '../http/take-still.ts';
import { createOnvifSession } from './onvif-session.ts';

export interface StillOptions {
  config: StillConfig;
  /** Null: it asks for none. */
  password: string | null;
  clock: Clock;
  handlers: CameraHandlers;
  newId(): string;
}

/** It says nothing by itself, so that it is asked this often. */
const ASK_EVERY_MS = 30_000;

/** A camera that reads no plates: gives a picture when asked, and one with each plate that a person types. */
export function createStillCamera({ config, password, clock, handlers, newId }: StillOptions): Camera {
  const { id, address, port, user, picture } = config;
  const health = createHealthBook(id, clock, handlers);
  const account = password === null ? null : { user, password };
  const http = createCameraHttp({ host: address, port, account, clock, onTrouble: health.trouble });
  const onvif = createOnvifSession(http, account, clock);
  const handOver = createHandOver({ clock, handlers, from: address });
  let cancelAsking = (): void => undefined;
  let stopped = false;

  /** What a refusal over SOAP says stands too, though HTTP was answered. */
  async function noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CameraError) health.trouble(error.code);
      throw error;
    }
  }

  const still = (): Promise<Uint8Array> =>
    noting(async () => {
      const path = picture === 'onvif' ? await onvif.snapshotPath() : picture;
      try {
        const image = await takeStill(http, path);
        health.heard();
        return image;
      } catch (error) {
        onvif.forget();
        throw error;
      }
    });

  async function keepAsking(): Promise<void> {
    try {
      if (picture === 'onvif') health.heard(await noting(onvif.time));
      else await still();
    } catch (error) {
      // Its health tells what is wrong; the watch over silent cameras does the rest.
      if (!(error instanceof CameraError)) throw error;
    }
    if (!stopped) cancelAsking = clock.after(ASK_EVERY_MS, () => void keepAsking());
  }

  return {
    id,
    receiving: 0,
    start: () => void keepAsking(),
    stop() {
      stopped = true;
      cancelAsking();
      http.close();
      handOver.stop();
      return Promise.resolve();
    },
    health: health.view,
    still,
    async typed(plate) {
      const capturedAt = clock.now();
      const image = await still().catch((error: unknown) => {
        // A plate that a person read counts without its picture.
        if (error instanceof CameraError) return null;
        throw error;
      });
      handOver.take({
        captureId: newId(),
        cameraId: id,
        capturedAt,
        plate,
        plateColour: 'unknown',
        confidence: null,
        charConfidence: null,
        carColour: null,
        carModel: null,
        offline: false,
        image,
      });
    },
  };
}
