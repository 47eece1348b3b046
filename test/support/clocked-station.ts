import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_PEOPLE } from '../../demo/people.ts';
import type { BoardView, LaneView } from '../../electron/contract/board.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import type { SiteConfig, SiteSecrets } from '../../electron/contract/site.ts';
import type { Response } from '../../electron/contract/wire.ts';
import { compose } from '../../electron/station/compose.ts';
import type { Station } from '../../electron/station/compose.ts';
import { createSimulatedArm, createSimulatedBoard, serveBoards } from '../../native/barrier/simulator.ts';
import type { SimulatedArm } from '../../native/barrier/simulator.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import type { ManualClock } from '../../native/clock/manual-clock.ts';
import { atOnce } from './at-once.ts';
import { createMemoryLine } from '../../native/links/memory.ts';
import type { MemoryLine } from '../../native/links/memory.ts';

/** Virtual time at a step, and that anything at a lane may take before it is given up, ms. */
const STEP_MS = 50;
const MOST_MS = 20_000;
/** What time alone changes is found by the next sweep. */
const SWEEP_MS = 2_600;
/** Longer than this nothing is played through: somebody set the clock, and the next sweep finds out. */
const LEAP_FROM_MS = 30_000;
/** How long sockets are waited for, in turns of real time. */
const TURN_MS = 5;
const MOST_TURNS = 1000;

/** Which contact of a lane's board goes where. */
export const CONTACTS = {
  coils: { open: 0, close: 1 },
  inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3 },
} as const;

/** The devices of one lane as a site file has them; its line is `line-{id}`. */
export const devicesOf = (id: string) => ({
  camera: { id: `camera-${id}`, driver: 'push' },
  barrier: {
    driver: 'modbus-relay',
    link: `line-${id}`,
    coils: { open: { coil: CONTACTS.coils.open }, close: { coil: CONTACTS.coils.close } },
    inputs: Object.fromEntries(Object.entries(CONTACTS.inputs).map(([name, input]) => [name, { input }])),
    pollMs: 100,
  },
});
export const lineOf = (id: string) => ({ id: `line-${id}`, kind: 'tcp', host: '127.0.0.1', port: 4001 });
/** The key of every camera. */
export const CAMERA_KEY = 'a-key-of-a-camera-in-a-scenario';

export interface ClockedStationOptions {
  site: SiteConfig;
  secrets: SiteSecrets;
  /** The site file's folder; the store lies in `data` in it. */
  directory: string;
  clock: ManualClock;
}

/** The whole station on a clock that is moved by hand, with boards, arms, loops and cameras simulated at the wire. */
export interface ClockedStation {
  call<C extends CommandName>(command: C, input: CommandInput<C>): CommandOutput<C>;
  /** As `call`, of what is answered later: time is played meanwhile. */
  ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>>;
  board(): BoardView;
  lane(id: string): LaneView;
  gate(laneId: string): Gate;
  /** Lets time go by; the platforms' clocks are this one too. */
  pass(ms: number): Promise<void>;
  /** Plays time until something holds; fails when it does not come about. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** As `until`, for what sockets bring: real time passes too. */
  brought(what: string, holds: () => boolean): Promise<void>;
  /** Plays time until something that waits for it is done. */
  ends(work: Promise<unknown>): Promise<void>;
  /** What one car's going makes of the others is decided in the turns after it. */
  settle(): Promise<void>;
  /** A car comes to the line and is captured; `image`: a JPEG, or none. */
  arrive(laneId: string, plate: string, sure: number, image?: Uint8Array): Promise<void>;
  /** The lane's camera tells of what it sees, with a picture. */
  shoot(laneId: string, image: Uint8Array): Promise<void>;
  /** The car before the raised arm goes through, and the arm comes down. */
  driveThrough(laneId: string): Promise<void>;
  driveOff(laneId: string): Promise<void>;
  /** Until no platform has anything to be told. */
  told(): Promise<void>;
  restart(): Promise<void>;
  /** Until every board was read. */
  ready(): Promise<void>;
  /** Ends in order; AggregateError when it logged errors. */
  end(): Promise<void>;
}

export interface Gate {
  arm: SimulatedArm;
  line: MemoryLine;
}

export async function openClockedStation(options: ClockedStationOptions): Promise<ClockedStation> {
  const { site, secrets, directory, clock } = options;
  const errors: unknown[] = [];
  const gates = new Map(
    site.lanes.map(({ id, barrier }) => {
      const arm = createSimulatedArm({ clock, travelMs: 500 });
      const unit = 'unit' in barrier ? barrier.unit : 1;
      const board = createSimulatedBoard({ clock, unit, arms: [{ arm, ...CONTACTS }] });
      const line = createMemoryLine(clock, id);
      line.onConnect((far) => void serveBoards(far, [board], clock));
      return [id, { arm, line }];
    }),
  );
  const gate = (laneId: string): Gate => {
    const found = gates.get(laneId);
    if (!found) throw new Error(`no lane ${laneId}`);
    return found;
  };
  /** Whoever works the lanes of the story, or is alone there, sits at the desk from the start. */
  const [person] = site.people.toSorted((a, b) => Number(b.role === 'attendant') - Number(a.role === 'attendant'));
  const [{ password, hash }] = DEMO_PEOPLE;
  const begin = async (): Promise<Station> => {
    const begun = await compose({
      site: { ...site, access: { ...site.access, lockAfterMin: 240 } },
      secrets: { ...secrets, people: { [person?.id ?? '']: { hash, mustChange: false } } },
      run: 'story',
      siteDirectory: directory,
      dataDirectory: join(directory, 'data'),
      clock,
      random: Math.random,
      log: { info: () => undefined, warn: () => undefined, error: (error: unknown) => void errors.push(error) },
      lines: (link) => gate(link.id.replace(/^line-/, '')).line.makeLink(),
    });
    const input = { person: person?.id, secret: password };
    const entered = await begun.answer({ id: 0, command: 'session.sign-in', input });
    if (!entered.ok) throw new Error(`nobody could sign in: ${entered.error.code}`);
    return begun;
  };
  let station = await begin();

  function call<C extends CommandName>(command: C, input: CommandInput<C>): CommandOutput<C> {
    return outputOf(command, atOnce(station.answer({ id: 1, command, input })));
  }
  async function ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    const answered = Promise.resolve(station.answer({ id: 1, command, input }));
    let isAnswered = false;
    void answered.finally(() => (isAnswered = true));
    await brought(command, () => isAnswered);
    return outputOf(command, await answered);
  }
  const board = (): BoardView => call('board.get', {});
  const lane = (id: string): LaneView => {
    const found = board().lanes.find((each) => each.id === id);
    if (!found) throw new Error(`no lane ${id}`);
    return found;
  };

  async function until(what: string, holds: () => boolean): Promise<void> {
    for (let played = 0; !holds(); played += STEP_MS) {
      if (played > MOST_MS) throw new Error(`${what} does not come about`);
      await clock.advanceAsync(STEP_MS);
    }
  }
  async function brought(what: string, holds: () => boolean): Promise<void> {
    for (let turns = 0; !holds(); turns += 1) {
      if (turns > MOST_TURNS) throw new Error(`${what} does not come about`);
      await clock.advanceAsync(STEP_MS);
      await delay(TURN_MS);
    }
  }
  async function ends(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void work.finally(() => (isDone = true)).catch(() => undefined);
    while (!isDone) await clock.advanceAsync(STEP_MS);
    await work;
  }
  const settle = (): Promise<void> => clock.advanceAsync(2 * STEP_MS);
  const ready = async (): Promise<void> => {
    await until('the boards', () => board().lanes.every(({ barrier }) => barrier.mode === 'automatic'));
    await settle();
  };

  let shots = 0;
  async function capture(laneId: string, plate: string, sure: number, image: Uint8Array | null): Promise<void> {
    const camera = createPushCamera({
      url: `http://127.0.0.1:${station.capturePort}`,
      cameraId: `camera-${laneId}`,
      key: CAMERA_KEY,
      clock,
    });
    const captureId = `shot-${++shots}`;
    await ends(camera.shoot({ captureId, capturedAt: clock.now(), plate, confidence: sure, image }));
    camera.stop();
  }

  return {
    call,
    ask,
    board,
    lane,
    gate,
    until,
    brought,
    ends,
    settle,
    ready,
    async pass(ms) {
      if (ms < LEAP_FROM_MS) return clock.advanceAsync(ms);
      clock.setNow(clock.now() + ms - SWEEP_MS);
      await clock.advanceAsync(SWEEP_MS);
      await settle();
    },
    async arrive(laneId, plate, sure, image) {
      gate(laneId).arm.setLoop('approach', true);
      // The camera reads what its loop tells it of: the board has said so by then.
      await until('the loop', () => lane(laneId).barrier.approachLoop === 'occupied');
      await capture(laneId, plate, sure, image ?? null);
      await settle();
    },
    shoot: (laneId, image) => capture(laneId, '粤B12345', 98, image),
    async driveThrough(laneId) {
      const { arm } = gate(laneId);
      await until('the arm up', () => arm.position === 1 && lane(laneId).phase === 'passing');
      arm.setLoop('passage', true);
      await clock.advanceAsync(400);
      arm.setLoop('approach', false);
      await clock.advanceAsync(400);
      arm.setLoop('passage', false);
      await until('the passage', () => lane(laneId).phase === 'idle');
      await until('the arm down', () => arm.position === 0 && lane(laneId).barrier.arm === 'closed');
      await settle();
    },
    async driveOff(laneId) {
      gate(laneId).arm.setLoop('approach', false);
      await until('the loop clear', () => lane(laneId).barrier.approachLoop === 'clear');
      await settle();
    },
    async told() {
      await clock.advanceAsync(SWEEP_MS);
      await brought('an empty queue', () =>
        board().platforms.every(({ waitingLive, waitingBacklog }) => waitingLive + waitingBacklog === 0),
      );
    },
    async restart() {
      await ends(station.stop());
      station = await begin();
    },
    async end() {
      await ends(station.stop());
      if (errors.length > 0) throw new AggregateError(errors, 'the station logged errors');
    },
  };
}

function outputOf<C extends CommandName>(command: C, answer: Response): CommandOutput<C> {
  if (answer.ok) return answer.output as CommandOutput<C>;
  const { code, message, fields } = answer.error;
  throw Object.assign(new Error(`${command}: ${message}`), { code, fields });
}
