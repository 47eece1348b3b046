import type { Database } from 'better-sqlite3';
import type { Entry } from '../../demo/journal.ts';

/** Why an arm went up, as the books have it. UTC ms. */
export interface Cause {
  lane: string;
  at: number;
  /** `again`: it was coming down, and rose to keep off something; the frame goes out first, the line follows. */
  why: 'opening' | 'again';
}

interface OpenFrame {
  lane: string;
  at: number;
  cause: Cause | null;
}

/** A line in trouble brings a frame so much later at most, and one written in the same turn of the station at once. */
const LATEST_MS = 5_000;
const SAME_TURN_MS = 250;

export const causesIn = (db: Database): Cause[] =>
  db
    .prepare(
      `SELECT lane_id AS lane, at, 'opening' AS why FROM opening WHERE cause <> 'unknown'
       UNION ALL SELECT lane_id, at, 'again' FROM fact WHERE kind = 'raised-again' ORDER BY at`,
    )
    .all() as Cause[];

/**
 * What the boards heard against what the books say: every frame that told an arm to rise has a cause of its own, and one
 * vehicle one open. Both lists must be empty.
 */
export function judgeOpens(
  wire: readonly Entry[],
  causes: readonly Cause[],
): { secondOpens: string[]; causeless: string[] } {
  const frames = explained(wire, causes);
  return {
    secondOpens: secondOpens(wire, frames),
    causeless: [...frames.values()].flatMap(({ lane, at, cause }) =>
      cause === null ? [`${lane} at ${new Date(at).toISOString()}`] : [],
    ),
  };
}

/** Each cause explains one frame, the first that came after it. */
function explained(wire: readonly Entry[], causes: readonly Cause[]): Map<Entry, OpenFrame> {
  const unused = new Set(causes);
  const opens = wire.flatMap((entry): [Entry, OpenFrame][] => {
    if (entry.what !== 'frame' || entry.meaning !== 'open on') return [];
    const { lane, at } = entry;
    const fits = (known: Cause): boolean =>
      known.lane === lane && at >= known.at - (known.why === 'again' ? SAME_TURN_MS : 0) && at - known.at < LATEST_MS;
    const cause = [...unused].find(fits) ?? null;
    if (cause !== null) unused.delete(cause);
    return [[entry, { lane, at, cause }]];
  });
  return new Map(opens);
}

/** Open frames on a lane's wire between one car's passage and the next: one vehicle, one open. With what led to them. */
function secondOpens(wire: readonly Entry[], frames: ReadonlyMap<Entry, OpenFrame>): string[] {
  const since = new Map<string, Entry[]>();
  return wire.flatMap((entry) => {
    if (!('lane' in entry)) return [];
    const story = [...(since.get(entry.lane) ?? []), entry];
    since.set(entry.lane, entry.what === 'passage' ? [] : story);
    const opens = story.filter((each) => frames.has(each) && frames.get(each)?.cause?.why !== 'again');
    if (entry.what !== 'passage' || opens.length < 2) return [];
    return [`${entry.lane} ${entry.plate}: ${story.map((each) => inShort(each, entry.at)).join(', ')}`];
  });
}

/** One line of the wire, with how long before `end` it was. */
function inShort(entry: Entry, end: number): string {
  const what = { frame: 'meaning', arm: 'move', loop: 'loop' }[entry.what as string];
  const detail = what === undefined ? '' : ` ${String((entry as unknown as Record<string, unknown>)[what])}`;
  const occupied = entry.what === 'loop' ? (entry.occupied ? ' on' : ' off') : '';
  return `${entry.at - end} ${entry.what}${detail}${occupied}`;
}
