import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { between, chance, pick, seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import { openCitybrainSide } from './cut-citybrain.ts';
import type { Weather } from './weather.ts';
import { openDb4403Side } from './cut-db4403.ts';
import { wrongsOf } from './cut-side.ts';
import type { CutResult, CutSide, CutSideOptions, Recorded } from './cut-side.ts';
import { createFastClock } from './fast-clock.ts';
import type { Fault } from './fault.ts';
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
  /** The line is not cut: for a while it carries like this. */
  weather?: Weather;
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
export const careless = (way: LinkTransport): LinkTransport => ({
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
  { count, seed, transport, weather, onCut }: CutOptions,
): Promise<CutResult> {
  const random = seeded(seed);
  const recorder = recordAway(lot, NEXT_CAR_MS[transport], seeded(seed + 1));
  lot.link.start();
  for (let done = 0; done < count; done += 1) {
    // A recorder that fails ends the run.
    await Promise.race([delay(between(random, 1, 60)), recorder.gone]);
    if (weather === undefined) await line.break(someBreak(random));
    else line.weather(weather);
    const { least, most } = weather !== undefined || chance(random, 0.1) ? LONG_MS : SHORT_MS;
    await delay(between(random, least, most));
    await line.mend();
    onCut?.(done + 1);
  }
  const recorded = await recorder.end();
  const mendedAt = performance.now();
  await settle(lot);
  const recoveredS = Math.round(((performance.now() - mendedAt) * TIMES) / 1000);
  return { cuts: count, recoveredS, ...compare(recorded) };
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
export async function settle(lot: ReportingLot): Promise<void> {
  for (const end = performance.now() + SETTLE_WITHIN_MS; performance.now() < end; await delay(20)) {
    const { waiting = 0 } = lot.inStore();
    if (waiting === 0) return;
  }
  throw new Error(`not all arrived: ${JSON.stringify([lot.inStore(), lot.link.view()])}`);
}

const CONTROL_CUTS = 25;

export const cutFault: Fault = {
  count: 500,
  what: 'cuts of the line, over each transport',
  async run({ count, seed, note }) {
    const figures: Record<string, CutResult> = {};
    const controls: Record<string, string[]> = {};
    for (const transport of ['mqtts', 'https', 'citybrain'] as const) {
      const onCut = (done: number) => done % 25 === 0 && note(`${transport}: ${done} cuts`);
      figures[transport] = await runCuts({ transport, count, seed, onCut });
      const control = await runCuts({ transport, count: Math.min(count, CONTROL_CUTS), seed, careless: true });
      controls[`${transport}: sent counts as received`] = control.lost;
    }
    const wrong = Object.entries(figures).flatMap(([transport, result]) =>
      wrongsOf(result).map((line) => `${transport} ${line}`),
    );
    return { tried: count * Object.keys(figures).length, wrong, figures, controls };
  },
};
