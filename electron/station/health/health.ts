import type { BarrierMode, BarrierFault } from '../../contract/vocabulary.ts';
import type { LaneView, PlatformView } from '../../contract/board.ts';
import type { BackupFailure } from '../../contract/upkeep.ts';

/** How the station is, as a monitor asks it. No plate, no name, no text of a person or a platform stands in it. */

export interface Probed {
  /** What the last try to write told. */
  store: { writable: boolean; bytes: number };
  captureDoor: boolean;
  lanes: readonly {
    id: string;
    phase: string;
    barrier: BarrierMode;
    fault: BarrierFault | null;
    camera: LaneView['camera'];
  }[];
  platforms: readonly Pick<
    PlatformView,
    'id' | 'state' | 'waitingLive' | 'waitingBacklog' | 'parked' | 'oldestWaiting'
  >[];
  /** Null: not measured. */
  clockOffsetMs: number | null;
  /** Left for the data, bytes; null: the system does not say. */
  diskFree: number | null;
  backup: { lastAt: number | null; failure: BackupFailure | null; overdue: boolean };
}

/** `failing`: nothing can be recorded, or no camera gets in. `degraded`: a person should look; the gates work. */
export type HealthState = 'ok' | 'degraded' | 'failing';

export interface HealthView {
  state: HealthState;
  /** What makes it so, e.g. `store`, `barrier in-1`. */
  why: string[];
  version: string;
  upSince: string;
  store: Probed['store'];
  lanes: { id: string; phase: string }[];
  barriers: { lane: string; mode: BarrierMode; fault: BarrierFault | null }[];
  cameras: { lane: string; state: LaneView['camera']['state']; heardSecondsAgo: number | null }[];
  platforms: {
    id: string;
    state: PlatformView['state'];
    waiting: number;
    parked: number;
    oldestSeconds: number | null;
  }[];
  clock: { offsetMs: number | null };
  disk: { freeBytes: number | null };
  backup: { last: string | null; failure: BackupFailure | null };
}

/** Under this the notices of a full disk are not far. */
const LITTLE_ROOM = 1_000_000_000;
const NO_ROOM = 50_000_000;
/** A clock that is further off is told to people, too. */
const MOST_OFF_MS = 1000;

export function healthOf(probed: Probed, program: { version: string; upSince: number }, now: number): HealthView {
  const { store, lanes, platforms, clockOffsetMs, diskFree, backup } = probed;
  const failing = [
    ...(store.writable ? [] : ['store']),
    ...(probed.captureDoor ? [] : ['capture-door']),
    ...(diskFree !== null && diskFree < NO_ROOM ? ['disk'] : []),
  ];
  const degraded = [
    ...lanes.filter(({ barrier, fault }) => isDown(barrier) || fault !== null).map(({ id }) => `barrier ${id}`),
    ...lanes.filter(({ camera }) => camera.state === 'silent').map(({ id }) => `camera ${id}`),
    ...platforms.filter(({ state, parked }) => state !== 'up' || parked > 0).map(({ id }) => `platform ${id}`),
    ...(clockOffsetMs !== null && Math.abs(clockOffsetMs) > MOST_OFF_MS ? ['clock'] : []),
    ...(diskFree !== null && diskFree >= NO_ROOM && diskFree < LITTLE_ROOM ? ['disk'] : []),
    ...(backup.overdue ? ['backup'] : []),
  ];
  const secondsSince = (at: number | null): number | null => (at === null ? null : Math.max(0, (now - at) / 1000));
  return {
    state: failing.length > 0 ? 'failing' : degraded.length > 0 ? 'degraded' : 'ok',
    why: [...failing, ...degraded],
    version: program.version,
    upSince: new Date(program.upSince).toISOString(),
    store,
    lanes: lanes.map(({ id, phase }) => ({ id, phase })),
    barriers: lanes.map(({ id, barrier, fault }) => ({ lane: id, mode: barrier, fault })),
    cameras: lanes.map(({ id, camera }) => ({
      lane: id,
      state: camera.state,
      heardSecondsAgo: secondsSince(camera.lastAt),
    })),
    platforms: platforms.map(({ id, state, waitingLive, waitingBacklog, parked, oldestWaiting }) => ({
      id,
      state,
      waiting: waitingLive + waitingBacklog,
      parked,
      oldestSeconds: secondsSince(oldestWaiting),
    })),
    clock: { offsetMs: clockOffsetMs },
    disk: { freeBytes: diskFree },
    backup: { last: backup.lastAt === null ? null : new Date(backup.lastAt).toISOString(), failure: backup.failure },
  };
}

const isDown = (mode: BarrierMode): boolean => mode === 'offline' || mode === 'out-of-service';
