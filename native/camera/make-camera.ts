import type { CameraConfig } from '../../electron/contract/site-cameras.ts';
import type { Clock } from '../clock/contract.ts';
import type { Camera, CameraHandlers } from './contract.ts';
import { createDahuaCamera } from './dahua/driver.ts';
import { createHikvisionCamera } from './hikvision/driver.ts';
import { createStillCamera } from './still/driver.ts';
import { createVzenithCamera } from './vzenith/driver.ts';

export interface MakeCameraOptions {
  config: CameraConfig;
  /** Under which it posts; empty: none. */
  key: string;
  /** Null: none is known. */
  password: string | null;
  clock: Clock;
  handlers: CameraHandlers;
  /** For captures that a person begins. */
  newId(): string;
}

/** The driver of an entry of the site file; null for one that speaks our own format: the capture door serves that itself. */
export function makeCamera({ config, key, password, clock, handlers, newId }: MakeCameraOptions): Camera | null {
  switch (config.driver) {
    case 'push':
      return null;
    case 'hikvision':
      return createHikvisionCamera({ config, password, clock, handlers });
    case 'dahua':
      return createDahuaCamera({ config, password, clock, handlers });
    case 'vzenith':
      return createVzenithCamera({ config, key, clock, handlers });
    case 'still':
      return createStillCamera({ config, password, clock, handlers, newId });
  }
}
