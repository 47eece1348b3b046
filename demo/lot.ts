import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SiteConfig } from '../electron/contract/site.ts';
import type { TimeRule } from '../electron/contract/site-registration.ts';
import { createPushCamera } from '../native/camera/push-camera.ts';
import { createSystemClock } from '../native/clock/system-clock.ts';
import { openLaneBoard } from './board.ts';
import { openLaneCamera } from './camera.ts';
import { carFor, drawCar, planDay, withoutPlate } from './cars.ts';
import type { Car, Visit } from './cars.ts';
import { startCitybrain } from './citybrain/citybrain.ts';
import type { Citybrain } from './citybrain/citybrain.ts';
import { playDay } from './day.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { openDemoLane } from './lane.ts';
import type { DemoLane, RideOutcome } from './lane.ts';
import { startCashier } from './payment/cashier.ts';
import type { Cashier } from './payment/cashier.ts';
import { lightAt, photographer } from './picture/picture.ts';
import type { Light } from './picture/scene.ts';
import type { Booked } from './platform/bookings.ts';
import { makeCertificates } from './platform/certificate.ts';
import { startPlatform } from './platform/platform.ts';
import type { Platform } from './platform/platform.ts';
import { seeded } from './random.ts';
import { buildSite, cameraOf, freePort, LANE_PRESETS, portsOf, writeSite } from './site.ts';
import type { LanePlan, LanePreset, SiteFiles } from './site.ts';
import { flip } from './switchboard.ts';
import { driveCommand, switchCommand } from './switches.ts';
import type { DriveCommand, DriveWish, SwitchCommand } from './switches.ts';

export interface DemoLotOptions {
  seed?: number;
  lanes?: LanePreset | readonly LanePlan[];
  /** Cars in a day of the profile; 0: none comes by itself. */
  cars?: number;
  /** How many times faster than life the day goes by. */
  speed?: number;
  /** 1 drives and lifts arms as in life; tests drive faster. */
  pace?: number;
  misread?: number;
  /** Light of the pictures; absent: by the clock. */
  light?: Light;
  totalStalls?: number;
  /** When reserved cars go first; absent: only when a person says so. */
  priority?: readonly TimeRule[];
  /** Whether parking costs something, and can be paid by phone; absent: it does not. */
  tariff?: boolean;
  /** Site file, secrets and the station's data; absent: a temporary folder, removed by `stop`. */
  dataDir?: string;
}

export interface DriveOutcome extends RideOutcome {
  plate: string;
  lane: string;
  /** What the platform and the lot said to the booking; null when none was asked for. */
  booked: Booked | null;
}

/** A simulated lot: lanes with boards and cameras, and a platform. The app meets it over sockets alone. */
export interface DemoLot {
  readonly files: SiteFiles;
  readonly config: SiteConfig;
  readonly platform: Platform;
  readonly citybrain: Citybrain;
  /** Where drivers pay by phone; null: parking costs nothing. */
  readonly cashier: Cashier | null;
  readonly lanes: readonly DemoLane[];
  readonly journal: Journal;
  /** Share of plates misread at present. */
  readonly misread: number;
  /** Until a station answers every camera, polls every board and listens to the platform. Rejects after `timeoutMs`. */
  whenReady(timeoutMs?: number): Promise<void>;
  /** Sends one car now. Resolves when it has passed or turned away; RangeError for a lane that is not there. */
  drive(command: DriveCommand): Promise<DriveOutcome>;
  flip(command: SwitchCommand): Promise<void>;
  /** The planned day, from now; resolves when it is over or the lot is stopped. */
  playDay(): Promise<void>;
  readonly day: readonly Visit[];
  /** Ends everything at once; asked again, the same end. */
  stop(): Promise<void>;
}

const PARK_CODE = '44030500100101000010';
const ARM_TRAVEL_MS = 1500;
const HEARTBEAT_MS = 10_000;
const READY_POLL_MS = 100;

/** Starts boards, platform and cameras, and writes the site that describes them. Starts no station. */
export async function startDemoLot(options: DemoLotOptions = {}): Promise<DemoLot> {
  const { seed = 1, cars = 0, speed = 20, pace = 1, totalStalls = 60, light = null } = options;
  const plans = typeof options.lanes === 'object' ? options.lanes : LANE_PRESETS[options.lanes ?? '3'];
  const folder =
    options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'gatehouse-demo-')) : resolve(options.dataDir);
  const stopping = new AbortController();
  // Every car on its way waits on it.
  setMaxListeners(0, stopping.signal);

  const clock = createSystemClock();
  const journal = openJournal();
  const random = seeded(seed);
  const boards = new Map(
    await Promise.all(
      plans.map(
        async (plan) =>
          [plan.id, await openLaneBoard({ plan, journal, clock, travelMs: ARM_TRAVEL_MS / pace })] as const,
      ),
    ),
  );
  const boardOf = (id: string) => {
    const board = boards.get(id);
    if (board === undefined) throw new RangeError(`no lane ${id}`);
    return board;
  };
  const certificates = await makeCertificates(clock.now());
  const platform = await startPlatform({ parkCode: PARK_CODE, certificates });
  const ports = portsOf(plans);
  const portsOn = (direction: LanePlan['direction']) =>
    plans.filter((plan) => plan.direction === direction).map(({ id }) => ports[id] ?? id);
  const citybrain = await startCitybrain({
    certificates,
    ports: { entrances: portsOn('entrance'), exits: portsOn('exit') },
  });
  // One authority for all servers of the lot.
  const cashier = options.tariff === true ? await startCashier({ certificates }) : null;
  const capturePort = await freePort();
  const site = buildSite({
    priority: options.priority ?? [],
    cashier: cashier?.access ?? null,
    parkCode: PARK_CODE,
    lanes: plans,
    totalStalls,
    boardPorts: new Map([...boards].map(([id, { port }]) => [id, port])),
    capturePort,
    access: platform.access,
    citybrain: citybrain.access,
  });
  const files = await writeSite(folder, site, platform.access.caPem);

  let misread = options.misread ?? 0;
  const artist = photographer();
  await Promise.all(
    plans.map(({ name, direction }) =>
      artist.prepare({ laneName: name, direction, light: light ?? lightAt(clock.now()) }),
    ),
  );
  const pushes = plans.map(({ id }) =>
    createPushCamera({
      url: `http://127.0.0.1:${capturePort}`,
      cameraId: cameraOf(id),
      key: site.secrets.cameras[cameraOf(id)] ?? '',
      clock,
      pace,
    }),
  );
  const lanes = plans.map((plan, i) => {
    const push = pushes[i];
    if (push === undefined) throw new RangeError(`no camera for ${plan.id}`);
    const camera = openLaneCamera({
      plan,
      push,
      photographer: artist,
      journal,
      random,
      misreadShare: () => misread,
      light,
    });
    const board = boardOf(plan.id);
    return openDemoLane({ plan, board, camera, journal, pace, stopping: stopping.signal });
  });
  const laneOf = (id: string): DemoLane => {
    const lane = lanes.find(({ plan }) => plan.id === id);
    if (lane === undefined) throw new RangeError(`no lane ${id}: ${lanes.map(({ plan }) => plan.id).join(', ')}`);
    return lane;
  };
  const heartbeats = setInterval(() => {
    for (const { camera } of lanes) void camera.heartbeat();
  }, HEARTBEAT_MS);

  const day = planDay({ seed, cars });
  const seen = new Set(day.map(({ car }) => car.plate.text));
  const carOf = (plate: string | undefined): Car => {
    if (plate === undefined) return drawCar(random, seen);
    return plate === '' ? withoutPlate(drawCar(random, seen)) : carFor(plate);
  };

  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    clearInterval(heartbeats);
    stopping.abort();
    for (const push of pushes) push.stop();
    await Promise.all([
      ...[...boards.values()].map((board) => board.stop()),
      platform.stop(),
      citybrain.stop(),
      cashier?.stop(),
    ]);
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };

  return {
    files,
    config: site.config,
    platform,
    citybrain,
    cashier,
    lanes,
    journal,
    day,
    get misread() {
      return misread;
    },
    async whenReady(timeoutMs = 30_000) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const cameras = await Promise.all(lanes.map(({ camera }) => camera.heartbeat()));
        const missing = [
          ...lanes.filter((_, i) => cameras[i] !== true).map(({ plan }) => `camera of ${plan.id}`),
          ...lanes.filter(({ board }) => !board.isPolled()).map(({ plan }) => `board of ${plan.id}`),
          ...(platform.isHeard() ? [] : ['platform']),
        ];
        if (missing.length === 0) return;
        if (performance.now() > deadline) throw new Error(`no station yet at: ${missing.join(', ')}`);
        await delay(READY_POLL_MS, undefined, { signal: stopping.signal });
      }
    },
    async drive(command) {
      const wish = driveCommand.parse(command);
      const lane = laneOf(wish.lane);
      const car = carOf(wish.plate);
      const booked = wish.booked === false ? null : await bookNow(platform, car.plate.text, wish.booked);
      const outcome = await lane.ride({ car, manner: wish.manner, patienceMs: wish.patienceS * 1000 });
      return { ...outcome, plate: car.plate.text, lane: wish.lane, booked };
    },
    async flip(command) {
      const wish = switchCommand.parse(command);
      if (wish.switch === 'misread') misread = wish.share;
      else await flip(wish, { laneOf, platform, carOf });
      journal.write({ what: 'note', words: JSON.stringify(command) });
    },
    playDay: () => playDay(day, { lanes, office: platform, journal, speed, stopping: stopping.signal }),
    stop: () => (stopped ??= stop()),
  };
}

const MINUTE = 60_000;

/** Books a car as a driver would; waits for a lot that is not connected yet, for as long as an answer may take. */
async function bookNow(platform: Platform, carNo: string, wish: Exclude<DriveWish['booked'], false>): Promise<Booked> {
  await platform.whenHeard(20_000);
  const figures = wish === true ? { fromMin: -5, toMin: 60, keptMin: 15, hold: false, confirm: true } : wish;
  const now = Date.now();
  const booking = {
    carNo,
    from: now + figures.fromMin * MINUTE,
    to: now + figures.toMin * MINUTE,
    keptMin: figures.keptMin,
    hold: figures.hold,
  };
  return figures.confirm ? platform.reserve(booking) : platform.lock(booking);
}
