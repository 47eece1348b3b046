import type { PlatformCause } from '../../../contract/board.ts';

/**
 * Whether a platform takes reports. `refused`: somebody must change something (certificate, password, rights); `down`:
 * it may mend itself. `cause` is worded by the window; `detail` holds the network's or the platform's own words.
 */
export type LinkState = { state: 'up' } | Trouble;
export interface Trouble {
  state: 'down' | 'refused';
  cause: PlatformCause;
  detail: string;
}

export const down = (cause: PlatformCause, detail: string): Trouble => ({ state: 'down', cause, detail });
export const refused = (cause: PlatformCause, detail: string): Trouble => ({ state: 'refused', cause, detail });
/** Before it was ever up, and after it was told to end. */
export const NOT_YET = down('starting', 'not connected yet');
export const STOPPED = down('stopped', 'stopped');

export function sameLink(a: LinkState, b: LinkState): boolean {
  if (a.state === 'up' || b.state === 'up') return a.state === b.state;
  return a.state === b.state && a.cause === b.cause && a.detail === b.detail;
}
