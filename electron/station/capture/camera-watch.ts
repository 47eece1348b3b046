import type { Clock } from '../../../native/clock/contract.ts';
import type { LaneView } from '../../contract/board.ts';
import { silenceLimitS } from '../../contract/site-cameras.ts';
import type { SiteConfig } from '../../contract/site.ts';

/** When each camera was last heard. */
export interface CameraWatch {
  /** A word from a camera. True when that changes what is shown. */
  heard(cameraId: string): boolean;
  state(laneId: string): LaneView['camera'];
  /** Cameras silent for longer than their site file allows: id and since when. */
  silent(): { cameraId: string; laneId: string; since: number }[];
}

/** How much the time last heard may lag on the screen: a heartbeat each second is no news. */
const SHOWN_WITHIN_MS = 10_000;

export function createCameraWatch(site: SiteConfig, clock: Clock): CameraWatch {
  const started = clock.now();
  const last = new Map<string, number>();
  const byLane = new Map(site.lanes.map((lane) => [lane.id, lane.camera]));

  function isSilent(camera: SiteConfig['lanes'][number]['camera']): boolean {
    const limit = silenceLimitS(camera);
    return limit !== null && clock.now() - (last.get(camera.id) ?? started) > limit * 1000;
  }

  return {
    heard(cameraId) {
      const before = last.get(cameraId);
      const now = clock.now();
      last.set(cameraId, now);
      return before === undefined || now - before > SHOWN_WITHIN_MS;
    },
    state(laneId) {
      const camera = byLane.get(laneId);
      if (!camera) return { state: 'unknown', lastAt: null };
      const lastAt = last.get(camera.id) ?? null;
      return { state: isSilent(camera) ? 'silent' : lastAt === null ? 'unknown' : 'up', lastAt };
    },
    silent: () =>
      site.lanes
        .filter((lane) => isSilent(lane.camera))
        .map((lane) => ({ cameraId: lane.camera.id, laneId: lane.id, since: last.get(lane.camera.id) ?? started })),
  };
}
