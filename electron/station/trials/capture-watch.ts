import type { Capture, CaptureDoorHandlers } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';

export interface SeenCapture {
  capture: Capture;
  /** UTC ms by our clock. */
  at: number;
}

type Rejection = Parameters<CaptureDoorHandlers['onRejected']>[0];

/** What came from the cameras that somebody is setting up just now: the newest capture of each, and what was turned away. */
export interface CaptureWatch {
  /** Somebody looks at this camera: since when, UTC ms. */
  expect(cameraId: string): number;
  saw(capture: Capture): void;
  turnedAway(rejection: Rejection): void;
  newest(cameraId: string): SeenCapture | null;
  /** Why the newest message was turned away that came under this id, or from this address; null: none since `since`. */
  refusalOf(cameraId: string, address: string | null, since: number): string | null;
}

/** Nobody has looked for so long: what came meanwhile is nobody's, and its picture is not kept. */
const FORGET_AFTER_MS = 5 * 60_000;
/** Anybody may knock at the door. */
const MOST_REFUSALS = 64;

export function createCaptureWatch(clock: Clock): CaptureWatch {
  const looked = new Map<string, { since: number; last: number; newest: SeenCapture | null }>();
  const refusals = new Map<string, { at: number; why: string }>();

  function sweep(): void {
    const now = clock.now();
    for (const [id, { last }] of looked) if (now - last > FORGET_AFTER_MS) looked.delete(id);
  }

  return {
    expect(cameraId) {
      sweep();
      const now = clock.now();
      const there = looked.get(cameraId) ?? { since: now, last: now, newest: null };
      looked.set(cameraId, { ...there, last: now });
      return there.since;
    },
    saw(capture) {
      sweep();
      const there = looked.get(capture.cameraId);
      if (there !== undefined) there.newest = { capture, at: clock.now() };
    },
    turnedAway({ cameraId, from, why }) {
      const name = cameraId ?? from;
      refusals.delete(name);
      if (refusals.size >= MOST_REFUSALS) refusals.delete([...refusals.keys()][0] ?? '');
      refusals.set(name, { at: clock.now(), why });
    },
    newest: (cameraId) => looked.get(cameraId)?.newest ?? null,
    refusalOf(cameraId, address, since) {
      const told = [refusals.get(cameraId), address === null ? undefined : refusals.get(address)];
      const newest = told.filter((one) => one !== undefined).toSorted((a, b) => b.at - a.at)[0];
      return newest !== undefined && newest.at >= since ? newest.why : null;
    },
  };
}
