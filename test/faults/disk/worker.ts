import { setTimeout as delay } from 'node:timers/promises';
import { createManualClock } from '../../../native/clock/manual-clock.ts';
import { openClockedStation } from '../../support/clocked-station.ts';
import { swallowErrors } from '../io/swallow.ts';
import { picture, SECRETS, SITE } from '../two-lanes.ts';
import { openControl } from './layer.ts';
import type { Fault } from './layer.ts';

export interface DiskRun {
  tried: number;
  wrong: string[];
  /** Times that a notice said so while the disk refused. */
  noticed: number;
  /** From the capture to the arm's command, as the machine took it, ms. */
  gateMs: { median: number; worst: number };
  /** The same with `SYNC_MS` for each sync. */
  slowGateMs: { median: number; worst: number };
}

/** Runs on the layer: `worker.ts ROOT CONTROL CARS [careless]`, and writes a `DiskRun` to its standard output. */
const [root = '', page = '', cars = '0', careless] = process.argv.slice(2);
const SYNC_MS = 200;
/** Written before it moves, twice at most: once for the car, once for the arm's own story. */
const MOST_SLOW_MS = 10 * SYNC_MS;
/** A capture that waits longer is too old to be acted on. */
const MOST_WAIT_MS = 300;
/** The first refusals are over by then. */
const MOST_REFUSALS = 3;
const LATER_MS = 6_000;
const REFUSALS: Record<string, Fault> = {
  full: { error: 'ENOSPC', classes: ['open', 'write', 'mkdir'], from: 1 },
  'read only': {
    error: 'EROFS',
    classes: ['open', 'write', 'sync', 'truncate', 'rename', 'unlink', 'mkdir'],
    from: 1,
  },
};

const control = openControl(page);
const clock = createManualClock(Date.UTC(2026, 4, 6, 1));
const station = await openClockedStation({ site: SITE, secrets: SECRETS, directory: root, clock });
await station.ready();
// From here on: while it opens, the disk is well.
if (careless === 'careless') swallowErrors();
const { arm } = station.gate('in-1');
const wrong: string[] = [];
let tried = 0;
let noticed = 0;

const nextPlate = (): string => `粤B${String(10_000 + (tried += 1))}`;

/** Nothing rises while nothing can be written; the booth sees why; then the car goes by itself. */
async function refused(name: string, fault: Fault): Promise<void> {
  const plate = nextPlate();
  control.fail(fault);
  const comes = station.arrive('in-1', plate, 98, picture(tried));
  // The camera is told to send again, however often it tries.
  const isTold = await told();
  if (arm.position > 0) wrong.push(`${name}: the arm rose for ${plate} with nothing on record`);
  if (isTold) noticed += 1;
  control.mend();
  await comes;
  if (station.lane('in-1').phase === 'idle') {
    // It was captured too late to be acted on: the driver comes again.
    await station.pass(LATER_MS);
    await station.driveOff('in-1');
    await station.arrive('in-1', plate, 98, picture(tried));
  }
  await station.driveThrough('in-1');
  await station.pass(LATER_MS);
  const { notices } = station.board();
  if (notices.length > 0) wrong.push(`${name}: a notice stays: ${notices.map(({ code }) => code).join(', ')}`);
}

/** Whether a notice says that the disk refuses, as soon as it does. */
async function told(): Promise<boolean> {
  for (
    const end = performance.now() + MOST_WAIT_MS;
    performance.now() < end && control.failed() < MOST_REFUSALS;
    await delay(1)
  ) {
    if (station.board().notices.some(({ code }) => code === 'disk')) return true;
  }
  return false;
}

async function timed(): Promise<number> {
  const plate = nextPlate();
  const since = performance.now();
  await station.arrive('in-1', plate, 98, picture(tried));
  const took = performance.now() - since;
  await station.driveThrough('in-1');
  return took;
}

async function timesOf(count: number): Promise<{ median: number; worst: number }> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) times.push(await timed());
  times.sort((a, b) => a - b);
  return { median: Math.round(times[times.length >> 1] ?? 0), worst: Math.round(times.at(-1) ?? 0) };
}

const none = { median: 0, worst: 0 };
let [gateMs, slowGateMs] = [none, none];
try {
  for (const [name, fault] of Object.entries(REFUSALS))
    for (let n = 0; n < Number(cars); n += 1) await refused(name, fault);
  gateMs = await timesOf(Number(cars));
  control.slow(SYNC_MS);
  slowGateMs = await timesOf(Number(cars));
  control.slow(0);
} catch (error) {
  control.mend();
  wrong.push(String(error));
}
if (noticed === 0) wrong.push('nobody is told that the disk refuses');
if (slowGateMs.worst > MOST_SLOW_MS) wrong.push(`slow: ${slowGateMs.worst} ms from the capture to the arm`);
console.log(JSON.stringify({ tried, wrong, noticed, gateMs, slowGateMs } satisfies DiskRun));
process.exit(0);
