import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { startDemoLot } from '../../demo/lot.ts';
import type { DemoLot } from '../../demo/lot.ts';
import type { Entry } from '../../demo/journal.ts';
import { between, seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import type { LaneView } from '../../electron/contract/board.ts';
import type { CommandOutput } from '../../electron/contract/commands.ts';
import { startStation } from '../support/station.ts';
import type { StationProcess } from '../support/station.ts';
import { createAttendant } from './attendant.ts';
import type { Killer } from './kill/aimed.ts';
import { BEFORE } from './kill/filled.ts';
import { LATE_MS } from './careless-delay.ts';
import { causesIn, judgeOpens } from './opens.ts';

export interface KillOptions {
  /** How often the station is killed. */
  count: number;
  /** It goes on being killed until so many cars have passed: on a slow machine few do between two kills. */
  leastPassages?: number;
  seed: number;
  /** How many times faster than life cars drive and arms move. */
  pace?: number;
  /** The control: reports are written outside the transaction of their facts. */
  careless?: boolean;
  /** Who kills it; absent: it is killed at random instants. */
  killer?: Killer;
  /** What Node is started with, beside. */
  start?: { nodeArgs?: string[]; env?: Record<string, string> };
  onKill?(done: number): void;
}

/** What else breaks, instead of the station: its links. */
export interface Breaker {
  /** Once, before the station is started for the first time. */
  prepare(lot: DemoLot): Promise<void>;
  /** Breaks something, and mends it. */
  once(random: Random): Promise<void>;
  stop(): Promise<void>;
}

/** What the wire and the platform saw, against what the store holds. Every list must be empty. */
export interface KillResult {
  kills: number;
  /** Cars that went through an arm, in or out. */
  passages: number;
  /** Passages that the wire saw and the store does not have. */
  lost: string[];
  /** Passages that the store has and the wire never saw, or has twice. */
  invented: string[];
  /** Stays whose report never reached the platform, or came out of order. */
  unreported: string[];
  /** Vehicles for which the arm was told to rise more than once, other than to keep it off something. */
  secondOpens: string[];
  /** Frames that told an arm to rise, for which the books have no cause, or one that was used already. */
  causeless: string[];
  /** The arm came down on a car. */
  crushes: string[];
  /** What the platform found wrong by the text. */
  violations: string[];
  restartMs: { median: number; worst: number };
}

const LANES = [
  { id: 'in-1', name: '入口 1', direction: 'entrance', kind: 'reserved', others: 'ask' },
  { id: 'in-2', name: '入口 2', direction: 'entrance', kind: 'general', others: 'open' },
  { id: 'out-1', name: '出口 1', direction: 'exit', kind: 'mixed', others: 'open' },
  { id: 'out-2', name: '出口 2', direction: 'exit', kind: 'mixed', others: 'open' },
] as const;
const PACE = 6;
/** All starts of a lot's station are of one run of the program. */
const RUN = 'kills';
const CARELESS = fileURLToPath(new URL('careless.ts', import.meta.url));
/** Between being ready and being killed: from before the first reading to several passages later. */
const LIFE_MS = { least: 20, most: 1400 };

const plateOf = (n: number): string =>
  `粤B${String(n * 7919)
    .padStart(5, '0')
    .slice(-5)}`;

/** Cars drive in and out of a lot while its station is killed again and again; then the books are compared. */
export async function runKills(options: KillOptions, breaker?: Breaker): Promise<KillResult> {
  const lot = await startDemoLot({
    lanes: LANES,
    pace: options.pace ?? PACE,
    totalStalls: 5000,
    light: 'day',
    seed: options.seed,
  });
  try {
    await breaker?.prepare(lot);
    await options.killer?.prepare(lot);
    return await killAndCompare(lot, options, breaker);
  } finally {
    await breaker?.stop();
    await lot.stop();
  }
}

async function killAndCompare(
  lot: DemoLot,
  { count, leastPassages = 0, seed, careless, killer, start: begun, onKill }: KillOptions,
  breaker?: Breaker,
): Promise<KillResult> {
  const random = seeded(seed);
  const wire: Entry[] = [];
  lot.journal.onEntry((entry) => wire.push(entry));
  // A car of this run goes in and comes out under the same plate: what counts is whether it passed this lane.
  const passedHere = new Set<string>();
  lot.journal.onEntry((entry) => entry.what === 'passage' && passedHere.add(`${entry.lane} ${entry.plate}`));

  let lanes = new Map<string, LaneView>();
  let station: StationProcess | null = null;
  const attend = (laneId: string) => createAttendant({ hasPassed: (plate) => passedHere.has(`${laneId} ${plate}`) });
  const attendants = new Map(LANES.map(({ id }) => [id as string, attend(id)]));

  const start = async (): Promise<StationProcess> => {
    const nodeArgs = [...(begun?.nodeArgs ?? []), ...(careless ? ['--import', CARELESS] : [])];
    // Who sat there sits there: only the first start finds nobody.
    const seat = station === null ? {} : { as: null };
    const started = await startStation(lot.files, { ...begun, nodeArgs, run: RUN, ...seat });
    lanes = new Map();
    started.on('lane', (lane) => lanes.set(lane.id, lane));
    for (const lane of (await started.call('board.get', {})).lanes) lanes.set(lane.id, lane);
    return started;
  };

  const hasSeenGone = (laneId: string, plate: string): boolean => {
    const lane = lanes.get(laneId);
    return lane?.lastPassage?.plate === plate && lane.barrier.arm === 'closed';
  };

  let driving = true;
  let nextCar = 1;
  const inside: string[] = [];
  const drive = async (laneId: string, exit: boolean): Promise<void> => {
    while (driving) {
      const plate = exit ? inside.shift() : plateOf(nextCar++);
      if (plate === undefined) {
        await delay(50);
        continue;
      }
      const outcome = await lot.drive({ lane: laneId, plate, patienceS: 600 });
      if (outcome.result !== 'passed') throw new Error(`${plate} gave up at ${laneId}`);
      // The next one comes once the station has seen this one go and its arm is down again: what drives through an arm
      // left raised, while nobody looks, is beyond what two loops can tell.
      while (driving && !hasSeenGone(laneId, plate)) await delay(10);
      if (!exit) inside.push(plate);
    }
  };

  const watch = setInterval(() => {
    if (station === null || station.exited) return;
    for (const [id, look] of attendants) {
      const lane = lanes.get(id);
      if (lane) look(station, lane);
    }
  }, 100);

  const restarts: number[] = [];
  station = await start();
  await lot.whenReady();
  await openToAll(station, 'in-1');
  const drivers = LANES.map(({ id, direction }) => drive(id, direction === 'exit'));
  const failed = Promise.all(drivers).then(() => undefined);
  let kills = 0;
  for (; kills < count || passedHere.size < leastPassages; kills += 1) {
    if (!killer) await Promise.race([delay(between(random, LIFE_MS.least, LIFE_MS.most)), failed]);
    if (breaker) await breaker.once(random);
    else {
      await Promise.race([killer ? killer.down(station) : station.kill(), failed]);
      const downAt = performance.now();
      station = await start();
      restarts.push(performance.now() - downAt);
      await Promise.race([killer?.up(station), failed]);
    }
    onKill?.(kills + 1);
  }
  driving = false;
  await failed;
  await lanesAtRest(station);
  // What is written behind the queue's back lies there unseen until the next start, that of the start itself too: late, but
  // not lost.
  for (let again = 0; careless && again < MOST_STARTS && (again === 0 || (await someWait(station))); again += 1) {
    await delay(2 * LATE_MS);
    await station.kill();
    station = await start();
    await lanesAtRest(station);
  }
  await nothingWaits(station);
  await killer?.end(station);
  await station.stop();
  clearInterval(watch);
  restarts.sort((a, b) => a - b);
  return {
    kills,
    ...compare(lot, wire),
    restartMs: { median: Math.round(restarts[restarts.length >> 1] ?? 0), worst: Math.round(restarts.at(-1) ?? 0) },
  };
}

type Board = CommandOutput<'board.get'>;

/** A lot has an entrance for reserved cars only; here it takes all, and remembers so over every kill. */
const openToAll = (station: StationProcess, laneId: string): Promise<unknown> =>
  station.call('lane.convert', {
    key: randomUUID(),
    laneId,
    until: Date.now() + 23 * 3_600_000,
    because: 'every car is to be let in by itself',
  });

/** Starts until everything that was written late is seen. */
const MOST_STARTS = 5;
/** A lot with a good line is through with everything by then. */
const THROUGH_MS = 5_000;

async function someWait(station: StationProcess): Promise<boolean> {
  await delay(THROUGH_MS);
  const { platforms } = await station.call('board.get', {});
  return platforms.some(({ waitingLive, waitingBacklog }) => waitingLive + waitingBacklog > 0);
}

const lanesAtRest = (station: StationProcess): Promise<void> =>
  until(station, 'lanes', ({ lanes }) => lanes.every(({ phase }) => phase === 'idle'));

const nothingWaits = (station: StationProcess): Promise<void> =>
  until(station, 'platforms', ({ platforms }) =>
    platforms.every(({ waitingLive, waitingBacklog }) => waitingLive + waitingBacklog === 0),
  );

/** Where nobody can tell whether a car went, the attendant is asked after its minute. */
const AT_REST_MS = 90_000;

async function until(
  station: StationProcess,
  part: 'lanes' | 'platforms',
  isSo: (board: Board) => boolean,
): Promise<void> {
  let board = await station.call('board.get', {});
  for (const end = performance.now() + AT_REST_MS; !isSo(board); board = await station.call('board.get', {})) {
    if (performance.now() > end) throw new Error(`the lot did not come to rest: ${JSON.stringify(board[part])}`);
    await delay(100);
  }
}

interface StoredStay {
  id: string;
  plate: string;
  state: string;
}

/** What the wire and the platform saw against the store, once nothing waits. */
export function compare(lot: DemoLot, wire: readonly Entry[]): Omit<KillResult, 'kills' | 'restartMs'> {
  const db = new Database(join(lot.files.data, 'gatehouse.sqlite'), { readonly: true });
  const stays = db.prepare(`SELECT id, plate, state FROM stay WHERE entrance_id <> '${BEFORE}'`).all() as StoredStay[];
  const causes = causesIn(db);
  db.close();
  const seen = wire
    .filter((entry) => entry.what === 'passage')
    .map(({ lane, plate }) => `${lane.split('-')[0]} ${plate}`);
  const stored = stays.flatMap(({ plate, state }) =>
    state === 'closed' ? [`in ${plate}`, `out ${plate}`] : [`in ${plate}`],
  );
  const { book } = lot.platform;
  const told = book.entries.map(({ interface: name, item }) => `${name} ${String(item['id'])}`);
  const unreported = stays.flatMap(({ id, plate, state }) => {
    const enter = told.indexOf(`vehicleEnter ${id}`);
    const leave = told.indexOf(`vehicleLeave ${id}`);
    const right = enter >= 0 && (state === 'closed' ? leave > enter : leave < 0);
    return right ? [] : [`${plate} (${state}): enter ${enter}, leave ${leave}`];
  });
  return {
    passages: seen.length,
    lost: without(seen, stored),
    invented: without(stored, seen),
    unreported,
    ...judgeOpens(wire, causes),
    crushes: wire.filter((entry) => entry.what === 'arm-on-car').map(({ lane, plate }) => `${lane} ${plate}`),
    violations: [
      // A connection that the kill cut is no word of the lot's.
      ...book.violations.filter(({ topic }) => topic !== '').map(({ message }) => message),
      ...book.anomalies.map(({ kind, carNo }) => `${kind} ${carNo}`),
    ],
  };
}

/** What is in `all` more often than in `known`. */
function without(all: readonly string[], known: readonly string[]): string[] {
  const rest = new Map<string, number>();
  for (const item of known) rest.set(item, (rest.get(item) ?? 0) + 1);
  return all.filter((item) => {
    const left = rest.get(item) ?? 0;
    rest.set(item, left - 1);
    return left <= 0;
  });
}

export const killWrongs = (result: Omit<KillResult, 'kills' | 'restartMs'>): string[] =>
  (['lost', 'invented', 'unreported', 'secondOpens', 'causeless', 'crushes', 'violations'] as const).flatMap((kind) =>
    result[kind].map((what) => `${kind}: ${what}`),
  );
