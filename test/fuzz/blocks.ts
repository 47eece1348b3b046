import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';

/** Where a stretch of code begins that ran: a function of a script, and an offset in the script. */
export interface Spot {
  fn: string;
  at: number;
}

/** What ran of some functions between two readings: each with its ranges, the outer before the inner, with counts. */
export type Ran = ReadonlyMap<string, readonly Profiler.CoverageRange[]>;

/** Which stretches of code ran, by the engine's own block coverage: nothing is instrumented, sources run as they are. */
export interface Blocks {
  /** What ran since the last reading. */
  read(): Promise<Ran>;
}

let begun: Promise<Session> | null = null;

/** Once for the process, and to its end: functions that ran while nobody watched are later watched as a whole only. */
const session = (): Promise<Session> => (begun ??= begin());

async function begin(): Promise<Session> {
  const made = new Session();
  made.connect();
  await made.post('Profiler.enable');
  // Counts begin anew at each reading: what is read then ran since.
  await made.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return made;
}

/** To be called before anything of the program is. @param isWatched of a script's address */
export async function watchBlocks(isWatched: (url: string) => boolean): Promise<Blocks> {
  const watching = await session();
  return {
    async read() {
      const { result } = await watching.post('Profiler.takePreciseCoverage');
      const ran = new Map<string, Profiler.CoverageRange[]>();
      for (const { scriptId, url, functions } of result) {
        if (!isWatched(url)) continue;
        for (const { ranges } of functions) {
          const [whole] = ranges;
          if (whole !== undefined && whole.count > 0)
            ran.set(`${scriptId}:${whole.startOffset}-${whole.endOffset}`, ranges);
        }
      }
      return ran;
    },
  };
}

/** Whether the code at a spot ran: the innermost range around it says so. */
export function ranAt(ran: Ran, { fn, at }: Spot): boolean {
  const around = ran.get(fn)?.findLast(({ startOffset, endOffset }) => startOffset <= at && at < endOffset);
  return around !== undefined && around.count > 0;
}

/** All code that ever ran. A block that runs as often as what is around it is not told apart, so offsets are kept. */
export interface Known {
  /** Stretches that ran for the first time. */
  learn(ran: Ran): Spot[];
  /** Stretches so far. */
  readonly size: number;
}

export function createKnown(): Known {
  const known = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    learn(ran) {
      const spots: Spot[] = [];
      for (const [fn, ranges] of ran) {
        const [whole] = ranges;
        if (whole === undefined) continue;
        const from = whole.startOffset;
        const now = new Uint8Array(whole.endOffset - from);
        for (const { startOffset, endOffset, count } of ranges)
          now.fill(count > 0 ? 1 : 0, startOffset - from, endOffset - from);
        const before = known.get(fn) ?? new Uint8Array(now.length);
        known.set(fn, before);
        for (let at = 0, inNew = false; at < now.length; at += 1) {
          const isNew = now[at] === 1 && before[at] === 0;
          if (isNew && !inNew) spots.push({ fn, at: from + at });
          if (isNew) before[at] = 1;
          inNew = isNew;
        }
      }
      size += spots.length;
      return spots;
    },
  };
}
