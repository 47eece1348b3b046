import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ClockRun } from './clock/worker.ts';
import type { Fault } from './fault.ts';

const WORKER = fileURLToPath(new URL('clock/worker.ts', import.meta.url));
/** Noon in Beijing before the nights in which New York sets its clocks forward, and back. */
const CHANGES = [Date.UTC(2026, 2, 7, 4), Date.UTC(2026, 9, 31, 4)];
const HOME = 'Asia/Shanghai';
const ZONES = ['America/New_York', 'Australia/Lord_Howe'];

interface ClockOptions {
  zone: string;
  start: number;
  cars: number;
  seed: number;
  leaps?: boolean;
  /** The control: dates are told in the machine's zone. */
  local?: boolean;
}

async function play({ zone, start, cars, seed, leaps, local }: ClockOptions): Promise<ClockRun> {
  const args = [String(start), String(cars), String(seed), leaps ? 'yes' : 'no', local ? 'local' : ''];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', WORKER, ...args],
    {
      env: { ...process.env, TZ: zone },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return JSON.parse(stdout) as ClockRun;
}

/** Days in another zone, over the change of its clocks, against the same days at home. Empty: the books are the same. */
export async function zonesDiffer(cars: number, seed: number, local = false): Promise<string[]> {
  const wrong: string[] = [];
  for (const start of CHANGES) {
    const home = await play({ zone: HOME, start, cars, seed });
    wrong.push(...home.wrong);
    for (const zone of local ? ZONES.slice(0, 1) : ZONES) {
      const there = await play({ zone, start, cars, seed, local });
      wrong.push(...there.wrong);
      const differs = [...there.stays, ...there.facts].filter((line, i) => line !== [...home.stays, ...home.facts][i]);
      wrong.push(...differs.slice(0, 5).map((line) => `${zone}: ${line}`));
    }
  }
  return wrong;
}

/** Cars pass while somebody sets the clock an hour or a day forward or back: each is in the books, once, and is out again. */
export async function leapsWrong(cars: number, seed: number): Promise<string[]> {
  const [start = 0] = CHANGES;
  return (await play({ zone: HOME, start, cars, seed, leaps: true })).wrong;
}

const CONTROL_CARS = 6;

export const clockFault: Fault = {
  count: 400,
  what: 'cars while the clock is set, and in other zones',
  async run({ count, seed }) {
    const wrong = [
      ...(await leapsWrong(Math.ceil(count / 2), seed)),
      ...(await zonesDiffer(Math.ceil(count / 12), seed)),
    ];
    const control = await zonesDiffer(CONTROL_CARS, seed, true);
    return {
      tried: count,
      wrong,
      figures: { zones: ZONES },
      controls: { 'dates in the zone of the machine': control },
    };
  },
};
