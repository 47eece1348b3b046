import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BookEntry } from '../../demo/platform/book.ts';
import { startPlatform } from '../../demo/platform/platform.ts';
import type { Platform } from '../../demo/platform/platform.ts';
import { between, chance, pick, seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import { openReportingLot, stayId, wayTo } from '../support/reporting-lot.ts';
import type { ReportingLot } from '../support/reporting-lot.ts';
import { createFastClock } from './fast-clock.ts';
import { openLine } from './line.ts';
import type { Break, Line } from './line.ts';

export interface CutOptions {
  transport: 'mqtts' | 'https';
  /** How often the line is cut. */
  count: number;
  seed: number;
  /** The control: what was handed to the transport counts as delivered. */
  careless?: boolean;
  onCut?(done: number): void;
}

/** What was recorded against what the platform holds. Every list must be empty. */
export interface CutResult {
  cuts: number;
  /** Reports that were recorded, each of which the platform must have; counts but the last may be moot. */
  recorded: number;
  lost: string[];
  /** Held by the platform, and never recorded. */
  invented: string[];
  /** Stays whose exit came before their entry. */
  disordered: string[];
  /** What the platform found wrong by the text: the same report with other content is among it. */
  violations: string[];
  /** Times that the platform got what it had. */
  repeats: number;
}

const PARK_CODE = '44030500100101000010';
/** A time-out of 20 s takes half a second, and the longest pause three quarters of one. */
const TIMES = 40;
/** Most of the time a cut is short; now and then it is longer than every time-out. */
const SHORT_MS = { least: 2, most: 120 };
const LONG_MS = { least: 600, most: 900 };
/** How long, at the end, everything may take to arrive. */
const SETTLE_WITHIN_MS = 60_000;

/** Cars come and go at a lot whose line to the platform is cut again and again; then the books are compared. */
export async function runCuts(options: CutOptions): Promise<CutResult> {
  const directory = mkdtempSync(join(tmpdir(), 'cut-'));
  const clock = createFastClock(TIMES);
  const { transport } = options;
  const platform = await startPlatform({ parkCode: PARK_CODE, transport, now: () => clock.now() });
  const line = await openLine(Number(new URL(platform.access.url).port));
  const url = `${transport}://127.0.0.1:${line.port}`;
  const way = wayTo(platform.access, directory, clock, { url });
  const lot = openReportingLot({
    ...{ directory, parkCode: PARK_CODE, clock },
    transport: options.careless ? careless(way) : way,
  });
  try {
    return await cutAndCompare(lot, line, platform, options);
  } finally {
    await lot.stop();
    await line.stop();
    await platform.stop();
    rmSync(directory, { recursive: true });
  }
}

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
  lot: ReportingLot,
  line: Line,
  platform: Platform,
  { count, seed, onCut }: CutOptions,
): Promise<CutResult> {
  const random = seeded(seed);
  const recorder = recordAway(lot, seeded(seed + 1));
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
  return { cuts: count, ...compare(recorded, platform) };
}

const someBreak = (random: Random): Break =>
  pick<Break>(random, [
    { kind: 'reset' },
    { kind: 'request', afterBytes: Math.floor(between(random, 0, 4000)) },
    { kind: 'reply', afterBytes: Math.floor(between(random, 0, 1500)) },
    { kind: 'half-open' },
    { kind: 'gone' },
  ]);

interface Recorded {
  /** `{interface} {id}`, in the order in which they happened. */
  reports: string[];
  /** Used stalls in the last count. */
  lastCount: number;
}

interface Recorder {
  /** Settles when it has ended. */
  gone: Promise<Recorded>;
  end(): Promise<Recorded>;
}

/** Cars come in and go out, whatever the line does. */
function recordAway(lot: ReportingLot, random: Random): Recorder {
  const recorded: Recorded = { reports: [], lastCount: 0 };
  const inside: number[] = [];
  let car = 0;
  let running = true;

  function happen(): void {
    const leaving = chance(random, 0.45) ? inside.shift() : undefined;
    if (leaving !== undefined) {
      lot.leave(leaving);
      recorded.reports.push(`vehicleLeave ${stayId(leaving)}`);
    } else {
      car += 1;
      inside.push(car);
      lot.enter(car);
      recorded.reports.push(`vehicleEnter ${stayId(car)}`);
    }
    const used = Math.min(inside.length, 5000);
    lot.record({ kind: 'counts', numbers: { total: 5000, used, free: 5000 - used, reserved: 0 } });
    recorded.lastCount = used;
  }

  async function go(): Promise<Recorded> {
    while (running) {
      happen();
      await delay(between(random, 0, 12));
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

function compare(recorded: Recorded, platform: Platform): Omit<CutResult, 'cuts'> {
  const { entries, duplicates, violations, anomalies } = platform.book;
  const nameOf = ({ interface: name, item }: BookEntry): string => `${name} ${String(item['id'])}`;
  const held = entries.filter(({ interface: name }) => name !== 'stallCount').map(nameOf);
  const [known, wanted] = [new Set(held), new Set(recorded.reports)];
  const lastCount = entries.findLast(({ interface: name }) => name === 'stallCount')?.item['usedStalls'];
  return {
    recorded: recorded.reports.length,
    lost: [
      ...recorded.reports.filter((report) => !known.has(report)),
      ...(lastCount === recorded.lastCount ? [] : [`count ${recorded.lastCount}: it is ${String(lastCount)} there`]),
    ],
    invented: held.filter((report) => !wanted.has(report)),
    disordered: anomalies.map(({ kind, id }) => `${kind} ${id}`),
    // A connection that was cut is no word of the lot's.
    violations: violations.filter(({ topic }) => topic !== '').map(({ message }) => message),
    repeats: duplicates.length,
  };
}
