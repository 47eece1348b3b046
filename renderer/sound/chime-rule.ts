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

/** What calls for a sound, and the lane whose car does. */
interface Cause {
  chime: Chime;
  laneId: string | null;
}

/** Everything on the board that calls for a sound once: a car that asks, a lane that stands, a loss that stops work. */
function causesOf(board: BoardView): Map<string, Cause> {
  const causes = new Map<string, Cause>();
  for (const { id: laneId, attention, arrival, since, lastPassage } of board.lanes) {
    const car = arrival?.id ?? since;
    if (attention === 'ask') causes.set(`ask ${laneId} ${car}`, { chime: 'ask', laneId });
    if (attention === 'stop') causes.set(`stop ${laneId} ${car}`, { chime: 'alarm', laneId });
    if (lastPassage?.authorised === false) {
      causes.set(`passage ${laneId} ${lastPassage.at}`, { chime: 'alarm', laneId });
    }
  }
  for (const { code, subject, since } of board.notices) {
    if (ALARMS.has(code)) causes.set(`${code} ${subject} ${since}`, { chime: 'alarm', laneId: null });
  }
  return causes;
}

/** What is to be heard now. */
export interface Sounds {
  heard: Heard;
  play: Chime[];
  /** Lanes whose cars ask with a chime just now. */
  asking: string[];
  /** Listen again after this long; null when nothing is owed. */
  waitMs: number | null;
}

/**
 * Which sounds to play now. A cause sounds once; one that came inside the pause sounds at its end if it still stands.
 */
export function hear(heard: Heard, board: BoardView, now: number): Sounds {
  const causes = causesOf(board);
  const due = [...causes].filter(([cause]) => !heard.causes.has(cause) || heard.owed.has(cause));
  const lastAt = { ...heard.lastAt };
  const play: Chime[] = [];
  const asking: string[] = [];
  const owed = new Set<string>();
  let waitMs: number | null = null;
  for (const chime of ['alarm', 'ask'] as const) {
    const of = due.filter(([, cause]) => cause.chime === chime);
    if (of.length === 0) continue;
    const left = (lastAt[chime] ?? -Infinity) + PAUSE_MS - now;
    if (left > 0) {
      for (const [name] of of) owed.add(name);
      waitMs = Math.min(waitMs ?? Infinity, left);
    } else {
      play.push(chime);
      lastAt[chime] = now;
      if (chime === 'ask') asking.push(...of.flatMap(([, { laneId }]) => laneId ?? []));
    }
  }
  return { heard: { causes: new Set(causes.keys()), owed, lastAt }, play, asking, waitMs };
}
