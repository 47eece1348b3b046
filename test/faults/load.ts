import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, constants, setPriority } from 'node:os';
import type { Entry } from '../../demo/journal.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { startStation } from '../support/station.ts';
import type { Fault } from './fault.ts';
import { compare, killWrongs } from './kill.ts';
import { drive, settled } from './traffic.ts';

export interface LoadOptions {
  /** Cars that go in and out again. */
  cars: number;
  seed: number;
  /** Whether the neighbours work. */
  busy: boolean;
  /** The control: everything else on the machine goes before the station. */
  last?: boolean;
}

export interface LoadRun {
  /** From a capture to the frame that tells the arm to rise, ms. */
  openMs: Spread;
  /** From a car that was through until the platform had its report, ms. */
  reportMs: Spread;
  wrong: string[];
}
interface Spread {
  p50: number;
  p99: number;
  worst: number;
}

/** A driver who is to be let in stands no longer than this before the arm moves. */
const OPEN_WITHIN_MS = 2000;
/** 8.1: within 3 s. */
const REPORT_WITHIN_MS = 3000;

/** Cars drive while as many processes as the machine has cores, and one more, take all they get. */
export async function runLoad({ cars, seed, busy, last = false }: LoadOptions): Promise<LoadRun> {
  const lot = await startDemoLot({ lanes: '2', cars: 0, pace: 2, light: 'day', seed, totalStalls: 5000 });
  const wire: Entry[] = [];
  lot.journal.onEntry((entry) => wire.push(entry));
  const pid = Promise.withResolvers<number>();
  const station = await startStation(lot.files, { onSpawn: pid.resolve });
  const neighbours: ChildProcess[] = [];
  try {
    await lot.whenReady();
    if (last) setPriority(await pid.promise, constants.priority.PRIORITY_LOW);
    if (busy) for (let n = 0; n <= availableParallelism(); n += 1) neighbours.push(await neighbour());
    let left = cars;
    await drive(lot, () => (left -= 1) >= 0);
    await settled(lot);
    const [openMs, reportMs] = [spreadOf(opens(wire)), spreadOf(reports(lot, wire))];
    return {
      ...{ openMs, reportMs },
      wrong: [
        ...killWrongs(compare(lot, wire)),
        ...(openMs.p99 > OPEN_WITHIN_MS ? [`${openMs.p99} ms from capture to open`] : []),
        ...(reportMs.p99 > REPORT_WITHIN_MS ? [`${reportMs.p99} ms until the platform knew`] : []),
      ],
    };
  } finally {
    for (const each of neighbours) await ended(each);
    await station.stop();
    await lot.stop();
  }
}

/** Never rests, and ends when we do, however that is. */
const BUSY = 'const parent = process.ppid; while (process.ppid === parent);';

/** A process that never rests, at the priority of any program. */
async function neighbour(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function opens(wire: readonly Entry[]): number[] {
  const captured = new Map<string, number>();
  return wire.flatMap((entry) => {
    if (entry.what === 'capture' && !captured.has(entry.lane)) captured.set(entry.lane, entry.at);
    if (entry.what !== 'frame' || entry.meaning !== 'open on') return [];
    const since = captured.get(entry.lane);
    captured.delete(entry.lane);
    return since === undefined ? [] : [entry.at - since];
  });
}

const INTERFACES = { in: 'vehicleEnter', out: 'vehicleLeave' } as const;

/** The n-th car through is the n-th report: each lane has one way. */
function reports({ platform }: DemoLot, wire: readonly Entry[]): number[] {
  return (['in', 'out'] as const).flatMap((way) => {
    const told = platform.book.entries.filter((entry) => entry.interface === INTERFACES[way]);
    const through = wire.filter((entry) => entry.what === 'passage' && entry.lane.startsWith(way));
    return told.flatMap(({ at }, n) => {
      const passage = through[n];
      return passage === undefined ? [] : [Math.max(0, at - passage.at)];
    });
  });
}

function spreadOf(ms: readonly number[]): Spread {
  const sorted = ms.map(Math.round).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}

const CONTROL_CARS = 3;

export const loadFault: Fault = {
  count: 100,
  what: 'cars while neighbours take the whole processor',
  async run({ count, seed }) {
    const quiet = await runLoad({ cars: count, seed, busy: false });
    const loaded = await runLoad({ cars: count, seed, busy: true });
    const control = await runLoad({ cars: CONTROL_CARS, seed, busy: true, last: true });
    const { wrong, ...figures } = loaded;
    return {
      tried: count,
      wrong,
      figures: { loaded: figures, quiet: { openMs: quiet.openMs, reportMs: quiet.reportMs } },
      controls: { 'everything else goes first': control.wrong },
    };
  },
};
