import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { between, chance, pick, seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import { openCitybrainSide } from './cut-citybrain.ts';
import { openDb4403Side } from './cut-db4403.ts';
import type { CutResult, CutSide, CutSideOptions, Recorded } from './cut-side.ts';
import { createFastClock } from './fast-clock.ts';
import type { Break } from './line.ts';

/** `citybrain`: entries, exits and their pictures over its own HTTPS; the others are those of DB4403/T. */
export type CutTransport = 'mqtts' | 'https' | 'citybrain';

export interface CutOptions {
  transport: CutTransport;
  /** How often the line is cut. */
  count: number;
  seed: number;
  /** The control: what was handed to the transport counts as delivered. */
  careless?: boolean;
  onCut?(done: number): void;
}

/** A time-out of 20 s takes half a second, and the longest pause three quarters of one. */
const TIMES = 40;
/** Most of the time a cut is short; now and then it is longer than every time-out. */
const SHORT_MS = { least: 2, most: 120 };
const LONG_MS = { least: 600, most: 900 };
/** How long, at the end, everything may take to arrive. */
const SETTLE_WITHIN_MS = 60_000;
/** Longest from one car to the next: a picture takes a while to be sealed. */
const NEXT_CAR_MS: Record<CutTransport, number> = { mqtts: 12, https: 12, citybrain: 20 };

/** Cars come and go at a lot whose line to the platform is cut again and again; then the books are compared. */
export async function runCuts(options: CutOptions): Promise<CutResult> {
  const directory = mkdtempSync(join(tmpdir(), 'cut-'));
  const side = await openSide(options.transport, {
    directory,
    clock: createFastClock(TIMES),
    wrap: (way) => (options.careless ? careless(way) : way),
  });
  try {
    return await cutAndCompare(side, options);
  } finally {
    await side.stop();
    rmSync(directory, { recursive: true });
  }
}

const openSide = (transport: CutTransport, options: CutSideOptions): Promise<CutSide> =>
  transport === 'citybrain' ? openCitybrainSide(options) : openDb4403Side(transport, options);

/** A transport that takes "sent" for "received". */
const careless = (way: LinkTransport): LinkTransport => ({
  ...way,
  get up() {
    return way.up;
  },
  get link() {
    return way.link;
  },
  send(item, settle) {
    way.send(item, () => undefined);
    queueMicrotask(() => settle({ kind: 'delivered', code: '0', message: null }));
  },
});

async function cutAndCompare(
  { lot, line, compare }: CutSide,
  { count, seed, transport, onCut }: CutOptions,
): Promise<CutResult> {
  const random = seeded(seed);
  const recorder = recordAway(lot, NEXT_CAR_MS[transport], seeded(seed + 1));
  lot.link.start();
  for (let done = 0; done < count; done += 1) {
    // A recorder that fails ends the run.
    await Promise.race([delay(between(random, 1, 60)), recorder.gone]);
    await line.break(someBreak(random));
    const { least, most } = chance(random, 0.1) ? LONG_MS : SHORT_MS;
    await delay(between(random, least, most));
    await line.mend();
    onCut?.(done + 1);
  }
  const recorded = await recorder.end();
  await settle(lot);
  return { cuts: count, ...compare(recorded) };
}

const someBreak = (random: Random): Break =>
  pick<Break>(random, [
    { kind: 'reset' },
    { kind: 'request', afterBytes: Math.floor(between(random, 0, 4000)) },
    { kind: 'reply', afterBytes: Math.floor(between(random, 0, 1500)) },
    { kind: 'half-open' },
    { kind: 'gone' },
  ]);

interface Recorder {
  /** Settles when it has ended. */
  gone: Promise<Recorded>;
  end(): Promise<Recorded>;
}

/** Cars come in and go out, whatever the line does. */
function recordAway(lot: ReportingLot, nextCarMs: number, random: Random): Recorder {
  const recorded: Recorded = { moves: [], lastCount: 0 };
  const inside: number[] = [];
  let car = 0;
  let running = true;

  function happen(): void {
    const leaving = chance(random, 0.45) ? inside.shift() : undefined;
    if (leaving !== undefined) {
      lot.leave(leaving);
      recorded.moves.push({ car: leaving, way: 'out' });
    } else {
      car += 1;
      inside.push(car);
      lot.enter(car);
      recorded.moves.push({ car, way: 'in' });
    }
    const used = Math.min(inside.length, 5000);
    lot.record({ kind: 'counts', numbers: { total: 5000, used, free: 5000 - used, reserved: 0 } });
    recorded.lastCount = used;
  }

  async function go(): Promise<Recorded> {
    while (running) {
      happen();
      await delay(between(random, 0, nextCarMs));
    }
    return recorded;
  }

  const gone = go();
  return {
    gone,
    end() {
      running = false;
      return gone;
    },
  };
}

/** Until nothing waits any more. */
async function settle(lot: ReportingLot): Promise<void> {
  for (const end = performance.now() + SETTLE_WITHIN_MS; performance.now() < end; await delay(20)) {
    const { waiting = 0 } = lot.inStore();
    if (waiting === 0) return;
  }
  throw new Error(`not all arrived: ${JSON.stringify([lot.inStore(), lot.link.view()])}`);
}
