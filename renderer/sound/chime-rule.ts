import type { BoardView } from '../../electron/contract/board.ts';

export type Chime = 'ask' | 'alarm';

/** No sound repeats faster than this. */
export const PAUSE_MS = 10_000;

/** What has called for a sound, by name of the cause, and when each sound was last played. */
export interface Heard {
  causes: ReadonlySet<string>;
  /** Causes that are still to be sounded because the pause was not over. */
  owed: ReadonlySet<string>;
  lastAt: Readonly<Partial<Record<Chime, number>>>;
}

export const SILENCE: Heard = { causes: new Set(), owed: new Set(), lastAt: {} };

const ALARMS: ReadonlySet<string> = new Set(['barrier', 'disk', 'capture-door']);

/** Everything on the board that calls for a sound once: a car that asks, a lane that stands, a loss that stops work. */
export function causesOf(board: BoardView): Map<string, Chime> {
  const causes = new Map<string, Chime>();
  for (const lane of board.lanes) {
    if (lane.attention === 'ask') causes.set(`ask ${lane.id} ${lane.arrival?.id ?? lane.since}`, 'ask');
    if (lane.attention === 'stop') causes.set(`stop ${lane.id} ${lane.arrival?.id ?? lane.since}`, 'alarm');
    if (lane.lastPassage?.authorised === false) causes.set(`passage ${lane.id} ${lane.lastPassage.at}`, 'alarm');
  }
  for (const { code, subject, since } of board.notices) {
    if (ALARMS.has(code)) causes.set(`${code} ${subject} ${since}`, 'alarm');
  }
  return causes;
}

/**
 * Which sounds to play now. A cause sounds once; one that came inside the pause sounds at its end if it still stands.
 * `waitMs`: ask again after this long, null when nothing is owed.
 */
export function hear(
  heard: Heard,
  board: BoardView,
  now: number,
): { heard: Heard; play: Chime[]; waitMs: number | null } {
  const causes = causesOf(board);
  const due = [...causes].filter(([cause]) => !heard.causes.has(cause) || heard.owed.has(cause));
  const lastAt = { ...heard.lastAt };
  const play: Chime[] = [];
  const owed = new Set<string>();
  let waitMs: number | null = null;
  for (const chime of ['alarm', 'ask'] as const) {
    const of = due.filter(([, each]) => each === chime).map(([cause]) => cause);
    if (of.length === 0) continue;
    const left = (lastAt[chime] ?? -Infinity) + PAUSE_MS - now;
    if (left > 0) {
      for (const cause of of) owed.add(cause);
      waitMs = Math.min(waitMs ?? Infinity, left);
    } else {
      play.push(chime);
      lastAt[chime] = now;
    }
  }
  return { heard: { causes: new Set(causes.keys()), owed, lastAt }, play, waitMs };
}
