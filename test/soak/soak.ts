import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import { seeded } from '../../demo/random.ts';
import { siteConfig } from '../../electron/contract/site.ts';
import { runJob } from '../../electron/station/store/backup/job.ts';
import { createWorldClock } from '../simulation/clock.ts';
import { createLaneSide } from '../simulation/lane-side.ts';
import type { LaneSide } from '../simulation/lane-side.ts';
import { LANES, SITE } from '../simulation/lot.ts';
import { createSimulatedCitybrain, createSimulatedDb4403 } from '../simulation/platforms.ts';
import { createProgram } from '../simulation/program.ts';

export interface SoakOptions {
  days: number;
  vehiclesADay: number;
  seed: number;
  onSample?(sample: Sample): void;
  /** After each vehicle: where a control keeps something of it. */
  onVehicle?(): void;
}

/** What the process and its store weigh at a midnight, with no report waiting, after the collector went through. */
export interface Sample {
  vehicles: number;
  days: number;
  heapBytes: number;
  /** Outside the heap, and held by something in it. */
  externalBytes: number;
  rssBytes: number;
  /** Timers, sockets and the like that Node knows of. */
  handles: number;
  /** Open files of the process; null where the machine does not say. */
  files: number | null;
  /** The store without its log. */
  storeBytes: number;
  /** Of processor time, since the first car. */
  cpuSeconds: number;
}

export interface SoakResult {
  samples: Sample[];
  /** Passages on record, of twice as many as there were vehicles. */
  passages: number;
  reportsWaiting: number;
  backups: number;
  /** Until when retention went through the records, UTC ms; null: never. */
  retainedUntil: number | null;
  /** Bytes of heap, and what it holds outside, a vehicle: a line through all midnights but the first two, and how sure it is. */
  heapSlope: { perVehicle: number; error: number };
  /** Bytes of store a vehicle in the second quarter and in the last. */
  storePerVehicle: [number, number];
  cpuSeconds: number;
  /** What does not stay flat, or did not happen. */
  wrong: string[];
}

const DAY_MS = 86_400_000;
/** Midnight in Beijing. */
const BEGINS = Date.UTC(2026, 4, 5, 16, 0, 0);
/** Cars inside at a time: each stays for less than what is free of charge. */
const INSIDE = 60;
/** The first nights are not judged: what is used for the first time is still being compiled and kept. */
const WARM_SAMPLES = 2;
/** Runs shorter than this are judged by parts of themselves, and less strictly. */
export const DAYS_THAT_TELL = 5;
const PARTS_OF_A_SHORT_RUN = 12;
/** Reports that the platform remembers: what it weighs is not the station's weight. */
const REMEMBERED = 200;
/** So often the world outside has its turn. */
const BREATHS_A_DAY = 200;
/** Flat: growth by less than this a day nobody notices in a year between restarts. */
const HEAP_A_DAY = 1024 * 1024;
/** In the first hours code and tables still grow into their size. */
const HEAP_A_FIRST_DAY = 64 * HEAP_A_DAY;
const GROWTH = 0.15;
/** All reports of a day have arrived so long after its last car. */
const DRAINED_MS = 10_000;

const BIG: typeof SITE = siteConfig.parse({
  ...SITE,
  lot: { ...SITE.lot, totalStalls: 2000 },
  platforms: SITE.platforms.filter(({ kind }) => kind === 'db4403'),
  lanes: SITE.lanes.map((lane) => ({ ...lane, barrier: { ...lane.barrier, pollMs: 500 } })),
});

/** Days of a busy lot, one car in and one out every few seconds, through the whole station on a clock of its own. */
export async function soak({ days, vehiclesADay, seed, onSample, onVehicle }: SoakOptions): Promise<SoakResult> {
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'soak-'));
  const file = join(directory, 'data', 'gatehouse.sqlite');
  const random = seeded(seed);
  const clock = createWorldClock(BEGINS);
  const lanes = new Map<string, LaneSide>(
    LANES.map((id) => [id, createLaneSide(id, clock, random, { onPulse: () => undefined })]),
  );
  const platforms = {
    db4403: createSimulatedDb4403(clock, random, REMEMBERED),
    citybrain: createSimulatedCitybrain(() => clock.now(), random),
  };
  const wrong: string[] = [];
  const program = createProgram({
    directory,
    clock,
    random: random.next,
    lanes,
    platforms,
    onError: (error) => wrong.push(JSON.stringify(error)),
    over: { site: BIG, jobs: runJob },
  });
  await program.start();
  await program.signIn();
  await clock.play(3_000);

  const everyMs = DAY_MS / vehiclesADay;
  const samples: Sample[] = [];
  const inside: string[] = [];
  const total = Math.ceil(days * vehiclesADay);
  const everySample = days < DAYS_THAT_TELL ? Math.ceil(total / PARTS_OF_A_SHORT_RUN) : vehiclesADay;
  const everyBreath = Math.max(1, Math.floor(vehiclesADay / BREATHS_A_DAY));
  let shots = 0;
  const cpu = process.cpuUsage();

  async function pass(laneId: string, plate: string): Promise<void> {
    const { arm } = lanes.get(laneId) as LaneSide;
    arm.setLoop('approach', true);
    await clock.play(1_100);
    program.handlers()?.onHeard(`camera-${laneId}`);
    program.handlers()?.onCapture({
      captureId: `soak-${(shots += 1)}`,
      cameraId: `camera-${laneId}`,
      capturedAt: clock.now(),
      plate,
      plateColour: 'blue',
      confidence: 99,
      charConfidence: null,
      carColour: null,
      carModel: 'small',
      offline: false,
      image: null,
    });
    for (let waited = 0; arm.position < 1 && waited < 4_000; waited += 500) await clock.play(500);
    arm.setLoop('passage', true);
    await clock.play(700);
    arm.setLoop('approach', false);
    await clock.play(700);
    arm.setLoop('passage', false);
    await clock.play(2_000);
  }

  try {
    for (let n = 1; n <= total; n += 1) {
      const begun = clock.monotonic();
      const plate = plateOf(n);
      inside.push(plate);
      await pass('in-2', plate);
      const leaving = inside.length > INSIDE ? inside.shift() : undefined;
      if (leaving !== undefined) await pass('out-1', leaving);
      await clock.play(Math.max(0, everyMs - (clock.monotonic() - begun)));
      onVehicle?.();
      if (n % everyBreath === 0) {
        // Copies are made in threads, by the time of the world outside.
        await new Promise((resolve) => setTimeout(resolve, 20));
        platforms.db4403.forget();
        for (const lane of lanes.values()) lane.forget();
      }
      if (n % everySample === 0) {
        await clock.play(DRAINED_MS);
        samples.push(sampleOf(n, n / vehiclesADay, file, secondsSince(cpu)));
        onSample?.(samples.at(-1) as Sample);
      }
    }
    const cpuSeconds = secondsSince(cpu);
    await clock.play(60_000);
    const upkeep = program.call('upkeep.get', {});
    const board = program.call('board.get', {});
    if (!upkeep.ok || !board.ok) throw new Error('nobody answers');
    const waiting = board.output.platforms.reduce((sum, each) => sum + each.waitingLive + each.waitingBacklog, 0);
    const db = new Database(file, { readonly: true });
    const passages = db.prepare('SELECT count(*) FROM passage').pluck().get() as number;
    db.close();
    const heapSlope = heapSlopeOf(samples);
    const storePerVehicle: [number, number] = [growthIn(samples, 0.25, 0.5), growthIn(samples, 0.75, 1)];
    const result: SoakResult = {
      samples,
      passages,
      reportsWaiting: waiting,
      backups: upkeep.output.backup.copies.length,
      retainedUntil: upkeep.output.retention.doneUntil,
      heapSlope,
      storePerVehicle,
      cpuSeconds,
      wrong,
    };
    wrong.push(...notFlat(result, total, vehiclesADay, days));
    return result;
  } finally {
    await program.stop();
    rmSync(directory, { recursive: true });
  }
}

function notFlat(result: SoakResult, total: number, vehiclesADay: number, days: number): string[] {
  const { samples, passages, reportsWaiting, backups, retainedUntil, storePerVehicle } = result;
  const [middle, last] = [samples[samples.length >> 1], samples.at(-1)];
  const wrong: string[] = [];
  const expected = total + Math.max(0, total - INSIDE);
  if (passages !== expected) wrong.push(`${passages} passages on record, ${expected} cars went through`);
  if (reportsWaiting > 0) wrong.push(`${reportsWaiting} reports wait`);
  if (days >= 1 && backups === 0) wrong.push('no backup was made');
  if (days >= 1 && retainedUntil === null) wrong.push('retention did not happen');
  wrong.push(...heapGrowth(samples, vehiclesADay, days));
  if (middle && last) {
    if (last.handles > middle.handles + 2) wrong.push(`handles: ${middle.handles}, then ${last.handles}`);
    if ((last.files ?? 0) > (middle.files ?? 0) + 4) wrong.push(`open files: ${middle.files}, then ${last.files}`);
  }
  if (storePerVehicle[1] > storePerVehicle[0] * (1 + GROWTH))
    wrong.push(
      `the store grows faster: ${storePerVehicle.map((bytes) => bytes.toFixed(0)).join(', then ')} bytes a vehicle`,
    );
  return wrong;
}

function heapSlopeOf(samples: readonly Sample[]): SoakResult['heapSlope'] {
  const judged = samples.slice(WARM_SAMPLES);
  return slopeOf(judged.map(({ vehicles, heapBytes, externalBytes }) => [vehicles, heapBytes + externalBytes]));
}

/** Growth beyond what chance explains, and more than nothing. */
export function heapGrowth(samples: readonly Sample[], vehiclesADay: number, days: number): string[] {
  const { perVehicle, error } = heapSlopeOf(samples);
  const most = days < DAYS_THAT_TELL ? HEAP_A_FIRST_DAY : HEAP_A_DAY;
  const grows = perVehicle > 3 * error && perVehicle * vehiclesADay > most;
  return grows ? [`the heap grows by ${perVehicle.toFixed(0)} bytes a vehicle`] : [];
}

/** No plate twice within the run. */
const plateOf = (n: number): string => `粤${'ABCDEFGHJK'[Math.floor(n / 90_000) % 10] ?? 'A'}${10_000 + (n % 90_000)}`;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

function sampleOf(vehicles: number, days: number, file: string, cpuSeconds: number): Sample {
  // Twice: what has an ending of its own is let go by the first.
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    vehicles,
    days,
    heapBytes: heapUsed,
    externalBytes: external,
    rssBytes: rss,
    handles: process.getActiveResourcesInfo().length,
    files: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : null,
    storeBytes: statSync(file).size,
    cpuSeconds,
  };
}

/** Least squares, and the standard error of the slope. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): SoakResult['heapSlope'] {
  const n = points.length;
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, p) => sum + of(p), 0) / n;
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  const perVehicle = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / xx;
  const rest = points.reduce((sum, [x, y]) => sum + (y - y0 - perVehicle * (x - x0)) ** 2, 0);
  return { perVehicle, error: Math.sqrt(rest / Math.max(1, n - 2) / xx) };
}

function growthIn(samples: readonly Sample[], from: number, until: number): number {
  const at = (share: number): Sample => samples[Math.round(share * (samples.length - 1))] as Sample;
  const [a, b] = [at(from), at(until)];
  return (b.storeBytes - a.storeBytes) / (b.vehicles - a.vehicles);
}
