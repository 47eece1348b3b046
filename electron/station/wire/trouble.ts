import type { PlatformCause } from '../../contract/board.ts';

/**
 * Why a far end cannot be spoken with. `refused`: somebody must change something (certificate, password, rights); `down`:
 * it may mend itself. `cause` is worded by the window; `detail` holds the network's or the far end's own words.
 */
export interface Trouble {
  state: 'down' | 'refused';
  cause: PlatformCause;
  detail: string;
}

export const down = (cause: PlatformCause, detail: string): Trouble => ({ state: 'down', cause, detail });
export const refused = (cause: PlatformCause, detail: string): Trouble => ({ state: 'refused', cause, detail });
/** It was told to end. */
export const STOPPED = down('stopped', 'stopped');
