import type { SyncPlatformView } from '../../electron/contract/sync.ts';
import { waitingOf } from './sync-state.ts';

/** How far a backlog has drained. `percent` is 0 to 100; `leftMs` is null while nothing moves. */
export interface Drain {
  percent: number;
  leftMs: number | null;
}

/** A queue this short is the day's coming and going, no backlog. */
const LEVEL = 20;

/** The most that waited since the platform was last level. */
export const nextPeak = (peak: number | undefined, waiting: number): number =>
  waiting <= LEVEL ? 0 : Math.max(peak ?? 0, waiting);

/** Null when there is nothing to drain. */
export function drainOf(shown: SyncPlatformView, peak: number | undefined): Drain | null {
  const waiting = waitingOf(shown);
  if (peak === undefined || peak === 0 || waiting === 0) return null;
  const moving = shown.platform.state === 'up' && shown.perSecond >= 0.1;
  return {
    percent: Math.floor((1 - waiting / Math.max(peak, waiting)) * 100),
    leftMs: moving ? (waiting / shown.perSecond) * 1000 : null,
  };
}
