import type { StationEnding } from './station-host.ts';

/** When to start a fallen station again. Pure: spans in, spans out. */

/** How it fell: as a process, or by its own word that it cannot start. */
export type Fall = StationEnding['how'] | 'fatal';

/** The first restart is at once for an eye; whoever stands at the barrier should not notice more than a blink. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** After so long in service, a fall is a new one and not the continuation of the last. */
const STEADY_MS = 60_000;

/**
 * @param fallsBefore falls in this row, without the present one
 * @param upMs how long it was in service before it fell; 0 when it never was
 * @returns the pause before the next start, and the falls in the row with this one
 */
export function afterFall(fallsBefore: number, fall: Fall, upMs: number): { pauseMs: number; falls: number } {
  const falls = upMs >= STEADY_MS ? 1 : fallsBefore + 1;
  switch (fall) {
    case 'fatal':
    case 'not-started':
      // It needs a person (a site file, a database, a missing program): trying is cheap, hurry is useless.
      return { pauseMs: LONGEST_PAUSE_MS, falls };
    case 'exited':
    case 'crashed':
    case 'killed':
      return { pauseMs: Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (falls - 1)), falls };
  }
}
