import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '../../demo/journal.ts';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import { between, seeded } from '../../demo/random.ts';
import { openDisplay } from '../../scripts/display.mjs';
import type { BoardView } from '../../electron/contract/board.ts';
import { launchApp } from '../e2e/app.ts';
import type { LaunchedApp } from '../e2e/app.ts';
import type { StationProcess } from '../support/station.ts';
import { createAttendant } from './attendant.ts';
import type { Fault, Outcome } from './fault.ts';
import { compare, killWrongs } from './kill.ts';
import { drive, settled } from './traffic.ts';

/** What of the program is killed: the process of its window, or main with the station under it. */
export type Part = 'window' | 'main';

export interface WindowRun {
  kills: number;
  passages: number;
  /** From the kill (of main: from the next start) until the board is there and its cards take a press, ms. */
  usableMs: { median: number; worst: number };
  /** Of main: until its station was gone, ms. */
  stationGoneMs: { median: number; worst: number };
  wrong: string[];
  /** Controls: what a look found that must find something. */
  atOnce: string[];
  twice: string[];
}

/** So soon the board is to be usable again: the window by itself, main once it was started anew. */
const USABLE_WITHIN_MS: Record<Part, number> = { window: 15_000, main: 40_000 };
/** A station whose main is gone ends in order, within this. */
const GONE_WITHIN_MS = 15_000;
const LOOK_MS = 100;
/** Between being usable and the next kill. */
const LIFE_MS = { least: 50, most: 2500 };

/** Kills a part of the real program, again and again, while cars drive; then the books are compared. */
export async function runWindow(part: Part, count: number, seed: number): Promise<WindowRun> {
  const display = await openDisplay();
  Object.assign(process.env, display.env);
  const lot = await startDemoLot({ lanes: '2', cars: 0, pace: 6, light: 'day', seed, totalStalls: 5000 });
  try {
    return await killParts(lot, part, count, seed);
  } finally {
    await lot.stop();
    await display.close();
  }
}

async function killParts(lot: DemoLot, part: Part, count: number, seed: number): Promise<WindowRun> {
  const random = seeded(seed);
  const { data, site, secrets } = lot.files;
  const wire: Entry[] = [];
  lot.journal.onEntry((entry) => wire.push(entry));
  const [{ id, password }] = DEMO_PEOPLE;
  const open = (): Promise<LaunchedApp> => launchApp({ data, site, secrets, signIn: `${id}:${password}` });
  let app = await open();
  await usable(app, USABLE_WITHIN_MS.main);
  await lot.whenReady();

  let driving = true;
  const cars = drive(lot, () => driving);
  // Heard once it is waited for: where something else went wrong before, that is told.
  cars.catch(() => undefined);
  const stopAttending = attend(() => app, wire);
  const [usableMs, goneMs]: [number[], number[]] = [[], []];
  const wrong: string[] = [];
  const atOnce: string[] = [];
  for (let kills = 0; kills < count; kills += 1) {
    await delay(between(random, LIFE_MS.least, LIFE_MS.most));
    const station = await app.stationPid();
    if (part === 'window') {
      await endWindow(app);
      if (!(await isUsable(app))) atOnce.push('no board right after the kill');
    } else {
      app.app.process().kill('SIGKILL');
      await once(app.app.process(), 'exit');
      const gone = stationGone(station);
      app = await open();
      goneMs.push(await gone);
      const there = stationsOn(data);
      if (there.length > 1) wrong.push(`${there.length} stations on one store`);
    }
    const since = performance.now();
    await usable(app, USABLE_WITHIN_MS[part]);
    usableMs.push(performance.now() - since);
    if (part === 'window' && (await app.stationPid()) !== station) wrong.push('the station went with the window');
  }
  driving = false;
  await cars;
  await settled(lot);
  stopAttending();
  const twice = await anotherStation(data);
  await app.close();
  const books = compare(lot, wire);
  if (goneMs.some((ms) => ms > GONE_WITHIN_MS)) wrong.push('a station outlived its main');
  return {
    kills: count,
    passages: books.passages,
    usableMs: figuresOf(usableMs),
    stationGoneMs: figuresOf(goneMs),
    wrong: [...wrong, ...killWrongs(books)],
    ...{ atOnce, twice },
  };
}

const figuresOf = (ms: number[]): { median: number; worst: number } => {
  const sorted = ms.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0 };
};

/** SIGKILL to the process that draws the page. */
async function endWindow({ app }: LaunchedApp): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  if (pid === undefined) throw new Error('there is no window');
  process.kill(pid, 'SIGKILL');
  while (isThere(pid)) await delay(5);
}

const CARDS = `document.querySelectorAll('[data-testid="board"] .lane[data-settled="true"]').length`;

/** Whether each lane's card stands on the board and takes a press. Asked of main: what drives the page is lost with its process. */
const isUsable = async ({ app }: LaunchedApp): Promise<boolean> =>
  (await app.evaluate(async ({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return 0;
    // A process that dies answers no more.
    const late = new Promise<number>((resolve) => setTimeout(resolve, 1000, 0));
    return Promise.race([contents.executeJavaScript(script) as Promise<number>, late]);
  }, CARDS)) === LANES;
const LANES = 2;

async function usable(app: LaunchedApp, withinMs: number): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(LOOK_MS))
    if (await isUsable(app)) return;
  throw new Error(`the board is not usable after ${withinMs / 1000} s:\n${app.log().slice(-3000)}`);
}

/** Somebody at the window answers what the board asks, and lowers an arm that was left up. Returns how to stop. */
function attend(appNow: () => LaunchedApp, wire: readonly Entry[]): () => void {
  const hasPassed = (lane: string, plate: string): boolean =>
    wire.some((entry) => entry.what === 'passage' && entry.lane === lane && entry.plate === plate);
  const attendants = new Map(
    ['in-1', 'out-1'].map((id) => [id, createAttendant({ hasPassed: (plate) => hasPassed(id, plate) })]),
  );
  const call = async (command: string, input: unknown): Promise<unknown> => {
    const answer = await appNow().app.evaluate(
      ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as unknown,
      `window.gatehouse.call(${JSON.stringify(command)}, ${JSON.stringify(input)})`,
    );
    const { ok, value } = answer as { ok: boolean; value?: unknown };
    if (!ok) throw new Error(`${command} was refused`);
    return value;
  };
  const look = (): void =>
    void call('board.get', {}).then(
      (board) => {
        for (const lane of (board as BoardView).lanes)
          attendants.get(lane.id)?.({ call } as unknown as StationProcess, lane);
      },
      // Nobody sees anything while the window is gone.
      () => undefined,
    );
  const timer = setInterval(look, ATTEND_MS);
  return () => clearInterval(timer);
}
const ATTEND_MS = 200;

async function stationGone(pid: number | null): Promise<number> {
  const since = performance.now();
  while (pid !== null && isThere(pid) && performance.now() - since < 2 * GONE_WITHIN_MS) await delay(10);
  return performance.now() - since;
}

/** Not where it waits to be buried. */
function isThere(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // There is no such process.
    return false;
  }
}

/** Processes that work on a data directory as its station. */
function stationsOn(data: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isThere(pid) && argumentsOf(pid).includes(data) && argumentsOf(pid).includes('--run'));
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended meanwhile.
    return [];
  }
}

/** The control: a second process that calls itself the station of this store is seen. */
async function anotherStation(data: string): Promise<string[]> {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', '--data', data, '--run', 'x']);
  await once(other, 'spawn');
  const there = stationsOn(data);
  other.kill('SIGKILL');
  await once(other, 'exit');
  return there.length > 1 ? [`${there.length} stations on one store`] : [];
}

const faultOf = (part: Part, count: number, what: string): Fault => ({
  count,
  what,
  async run({ count: kills, seed }) {
    const { wrong, atOnce, twice, ...figures } = await runWindow(part, kills, seed);
    const controls: Outcome['controls'] =
      part === 'window' ? { 'looked at at once': atOnce } : { 'a second station on the store': twice };
    return { tried: kills, wrong, figures, controls };
  },
});

export const windowFault = faultOf('window', 50, 'kills of the process of the window');
export const mainFault = faultOf('main', 30, 'kills of main');
