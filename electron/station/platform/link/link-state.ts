import { down } from '../../wire/trouble.ts';
import type { Trouble } from '../../wire/trouble.ts';

/** Whether a platform takes reports. */
export type LinkState = { state: 'up' } | Trouble;

/** Before it was ever up. */
export const NOT_YET = down('starting', 'not connected yet');

export function sameLink(a: LinkState, b: LinkState): boolean {
  if (a.state === 'up' || b.state === 'up') return a.state === b.state;
  return a.state === b.state && a.cause === b.cause && a.detail === b.detail;
}
