import type { Clock } from '../clock/contract.ts';
import type { CameraHandlers, CameraHealth, CameraTrouble } from './contract.ts';

/** What a driver keeps of its camera's health, and tells of it. */
export interface HealthBook {
  /** A word came. `cameraTime`: UTC ms by the camera's clock, if the word is of this moment and says so. */
  heard(cameraTime?: number | null): void;
  trouble(trouble: CameraTrouble | null): void;
  view(): CameraHealth;
}

export function createHealthBook(cameraId: string, clock: Clock, handlers: CameraHandlers): HealthBook {
  let health: CameraHealth = { lastHeardAt: null, trouble: null, clockOffsetMs: null };
  return {
    heard(cameraTime = null) {
      const now = clock.now();
      health = { ...health, lastHeardAt: now, ...(cameraTime !== null && { clockOffsetMs: cameraTime - now }) };
      handlers.onHeard(cameraId);
    },
    trouble(trouble) {
      if (trouble === health.trouble) return;
      health = { ...health, trouble };
      handlers.onTrouble(cameraId, trouble);
    },
    view: () => health,
  };
}
