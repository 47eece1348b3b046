import type { Clock } from '../../../native/clock/contract.ts';
import type { LinkErrorCode } from '../../../native/links/contract.ts';
import { timingOf } from '../../../native/links/line-timing.ts';
import type { makeLink } from '../../../native/links/make-link.ts';
import { createSharedLine } from '../../../native/links/shared-line.ts';
import type { SharedLine } from '../../../native/links/shared-line.ts';
import { whenUp } from '../../../native/links/when-up.ts';
import type { LineTrouble } from '../../contract/trials.ts';
import type { DraftLine } from './draft.ts';
import { holdOf, placeOf } from './running.ts';
import type { Running } from './running.ts';
import { createStand } from './stand.ts';
import type { Mounted } from './stand.ts';

export interface LineFailure {
  type: 'failed';
  trouble: LineTrouble;
  detail: string;
}

interface Device {
  start(): void;
  stop(): Promise<void>;
}

/** A line of the draft that is open. */
export interface BenchLine {
  readonly line: SharedLine;
  /** The device of that name on it, made and started where there is none, or another. It ends with the line. */
  device<T extends Device>(name: string, key: string, make: () => T): Promise<T>;
  /** Ends it now. */
  drop(name: string): Promise<void>;
}

/** Lines of the draft: those that the station has open are asked there, others are opened for a while. */
export interface BenchLines {
  use<R>(on: DraftLine, work: (bench: BenchLine) => Promise<R>): Promise<R | LineFailure>;
  /** Closes what was opened at the place of a line, for whoever wants it alone; null: the station has it open. */
  free(on: DraftLine): Promise<LineFailure | null>;
  stop(): Promise<void>;
}

export function createBenchLines(parts: {
  clock: Clock;
  makeLink: typeof makeLink;
  running: Running | null;
}): BenchLines {
  const { clock, running } = parts;
  const stand = createStand<BenchLine>(clock);

  function mount({ link, slowestReplyMs }: DraftLine): Promise<Mounted<BenchLine>> {
    const held = holdOf(running, link);
    if (running !== null && held?.as === 'shared') {
      const bench = benchOn(running.lines.named(held.linkId));
      return Promise.resolve({ thing: bench, close: bench.dropAll });
    }
    const line = createSharedLine({
      makeLink: () => parts.makeLink(link, clock),
      clock,
      timing: timingOf(link, slowestReplyMs),
    });
    line.start();
    const bench = benchOn(line);
    return Promise.resolve({
      thing: bench,
      async close() {
        await bench.dropAll();
        await line.stop();
      },
    });
  }

  return {
    async use(on, work) {
      if (holdOf(running, on.link)?.as === 'otherwise') return BUSY_HERE;
      const place = placeOf(on.link);
      const key = JSON.stringify(on);
      const done = await stand.use(
        place,
        key,
        () => mount(on),
        async (bench) => {
          const why = await whenUp(bench.line, clock);
          return why === null ? { ok: true as const, came: await work(bench) } : { ok: false as const, why };
        },
      );
      if (done.ok) return done.came;
      // What does not open is not kept: the next press tries it anew, and says at once why.
      await stand.clear(place);
      return { type: 'failed', trouble: TROUBLE[done.why.code], detail: done.why.message };
    },
    async free(on) {
      if (holdOf(running, on.link) !== null) return BUSY_HERE;
      await stand.clear(placeOf(on.link));
      return null;
    },
    stop: stand.stop,
  };
}

const BUSY_HERE: LineFailure = { type: 'failed', trouble: 'busy-here', detail: '' };

const TROUBLE: Record<LinkErrorCode, LineTrouble> = {
  'not-found': 'not-found',
  busy: 'busy',
  'no-permission': 'no-permission',
  refused: 'refused',
  disconnected: 'failed',
  failed: 'failed',
};

function benchOn(line: SharedLine): BenchLine & { dropAll(): Promise<void> } {
  const devices = new Map<string, { key: string; device: Device }>();
  async function drop(name: string): Promise<void> {
    const there = devices.get(name);
    devices.delete(name);
    await there?.device.stop();
  }
  return {
    line,
    async device<T extends Device>(name: string, key: string, make: () => T) {
      const there = devices.get(name);
      // Its name and key say what it is: the same maker made it.
      if (there?.key === key) return there.device as T;
      await drop(name);
      const device = make();
      devices.set(name, { key, device });
      device.start();
      return device;
    },
    drop,
    async dropAll() {
      for (const name of [...devices.keys()]) await drop(name);
    },
  };
}
