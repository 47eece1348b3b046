import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commands } from '../../electron/contract/commands.ts';
import type { BoardView } from '../../electron/contract/board.ts';
import type { CommandName } from '../../electron/contract/commands.ts';
import type { Request, Response } from '../../electron/contract/wire.ts';
import { compose } from '../../electron/station/compose.ts';
import { createMemoryTransport } from '../../electron/station/platform/outbox/memory-transport.fixture.ts';
import type { Answers, LinkTransport } from '../../electron/station/platform/link/platform-link.ts';
import { createSimulatedArm, createSimulatedBoard, serveBoards } from '../../native/barrier/simulator.ts';
import type { CaptureDoorHandlers } from '../../native/camera/contract.ts';
import type { Clock } from '../../native/clock/contract.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { createMemoryLine } from '../../native/links/memory.ts';
import { CONTACTS } from '../simulation/lane-side.ts';
import { LANES, PASSWORD, PERSON, SECRETS, SITE } from '../simulation/lot.ts';
import { Broken, holds } from './door.ts';
import { SCRATCH } from './scratch.ts';

/** The whole station on a store of its own: devices and platforms are there, the clock is moved by hand. */
export interface StationAtWork {
  readonly clock: Clock;
  /** What the platform asks, as raw bytes: decoded, checked and carried out as in the program. */
  platformAsks: NonNullable<Answers>;
  /** What the window asks, by a person who may. */
  answer(request: Request): Promise<Response>;
  /** A car comes to a lane, and the arms have their time. Returns what a window could ask of it. */
  turn(): Promise<{ laneId: string; arrivalId: string } | null>;
  /** What the station could not do and logged, since the last call; null: nothing. */
  trouble(): unknown;
  close(): Promise<void>;
}

/** 2026-05-06 10:00 in Beijing. */
const AT = Date.UTC(2026, 4, 6, 2);
const INSTALLER = 'zhao';
/** Real time. */
const ANSWER_MS = 30_000;

export async function openStationAtWork(): Promise<StationAtWork> {
  const directory = mkdtempSync(join(SCRATCH, 'fuzz-station-'));
  const clock = createManualClock(AT);
  const errors: unknown[] = [];
  const arms = new Map(LANES.map((id) => [id as string, createSimulatedArm({ clock, travelMs: 500 })]));
  let handlers: CaptureDoorHandlers | null = null;
  let platformAsks: Answers = null;
  const siteFile = join(directory, 'site.json');
  const site = { ...SITE, people: [...SITE.people, { id: INSTALLER, name: '赵工', role: 'installer' as const }] };
  const secrets = { ...SECRETS, people: { ...SECRETS.people, [INSTALLER]: SECRETS.people?.[PERSON] ?? { hash: '', mustChange: false } } }; // prettier-ignore
  writeFileSync(siteFile, JSON.stringify(site));

  const station = await compose({
    ...{ site, secrets, clock, siteDirectory: directory, dataDirectory: join(directory, 'data'), run: 'fuzz' },
    files: {
      siteFile,
      secrets: {
        dataDirectory: join(directory, 'data'),
        given: null,
        beside: join(directory, 'secrets.json'),
        key: null,
      },
    },
    random: Math.random,
    log: { info: () => undefined, warn: () => undefined, error: (...said: unknown[]) => void errors.push(...said) },
    lines(link) {
      const line = createMemoryLine(clock, link.id);
      const arm = arms.get(link.id.replace(/^line-/, ''));
      if (arm !== undefined) {
        const board = createSimulatedBoard({ clock, unit: 1, arms: [{ arm, ...CONTACTS }] });
        line.onConnect((far) => void serveBoards(far, [board], clock));
      }
      return line.makeLink();
    },
    wayTo(kind, answers) {
      if (kind === 'db4403') platformAsks = answers;
      return wayThatTakesAll(clock);
    },
    captureDoor: (options) => {
      ({ handlers } = options);
      return { receiving: 0, start: () => Promise.resolve({ port: 1 }), stop: () => Promise.resolve() };
    },
    jobs: () => ({
      share: 0,
      outcome: Promise.resolve({ kind: 'done', manifest: null }),
      stop: () => Promise.resolve(),
    }),
  });
  if (platformAsks === null || handlers === null) throw new Error('nobody can reach the station');
  const cameras: CaptureDoorHandlers = handlers;
  // Until the boards were read.
  await clock.advanceAsync(3000);
  let shots = 0;

  /** Passwords are tried and tables read in other threads, which know nothing of our clock: both times go by. */
  async function answered(request: Request): Promise<Response> {
    const answer = station.answer(request);
    if (!(answer instanceof Promise)) return answer;
    let isDone = false;
    const done = answer.finally(() => (isDone = true));
    for (const until = performance.now() + ANSWER_MS; !isDone;) {
      if (performance.now() > until) throw new Broken(`${request.command} is not answered`);
      await clock.advanceAsync(10);
      if (!isDone) await delay(1);
    }
    return done;
  }

  async function seat(person: string): Promise<void> {
    const input = { person, secret: PASSWORD };
    const { ok } = await answered({ id: 0, command: 'session.sign-in', input });
    holds(ok, `${person} cannot sign in any more`);
  }

  async function answer(request: Request): Promise<Response> {
    const role = Object.hasOwn(commands, request.command) ? commands[request.command as CommandName].role : 'anyone';
    const wanted = role === 'installer' ? INSTALLER : PERSON;
    const { state, person } = station.session();
    if (state !== 'signed-in' || person?.id !== wanted) await seat(wanted);
    return answered(request);
  }

  return {
    clock,
    platformAsks,
    answer,
    async turn() {
      const laneId = LANES[shots % LANES.length] ?? LANES[0];
      shots += 1;
      arms.get(laneId)?.setLoop('approach', true);
      await clock.advanceAsync(300);
      cameras.onCapture({
        ...{ captureId: `shot-${shots}`, cameraId: `camera-${laneId}`, capturedAt: clock.now(), offline: false },
        ...{ plate: `粤B${String(10_000 + (shots % 40))}`, plateColour: 'blue', confidence: 98, charConfidence: null },
        ...{ carColour: null, carModel: null, image: null },
      });
      await clock.advanceAsync(300);
      if (shots % 2 === 0) arms.get(laneId)?.setLoop('approach', false);
      const { output } = (await answer({ id: 0, command: 'board.get', input: {} })) as { output?: BoardView };
      const stands = output?.lanes.find(({ arrival }) => arrival !== null);
      return stands?.arrival ? { laneId: stands.id, arrivalId: stands.arrival.id } : null;
    },
    trouble: () => errors.splice(0)[0] ?? null,
    async close() {
      let isDone = false;
      const stopped = station.stop().finally(() => (isDone = true));
      while (!isDone) await clock.advanceAsync(50);
      await stopped;
      rmSync(directory, { recursive: true });
    },
  };
}

/** A platform that has whatever it is told. */
function wayThatTakesAll(clock: Clock): LinkTransport {
  const memory = createMemoryTransport(clock, 10_000, () => ({
    afterMs: 10,
    delivery: { kind: 'delivered', code: '0', message: '' },
  }));
  return {
    get up() {
      return memory.up;
    },
    link: { state: 'up' },
    onLink: memory.onLink,
    onLinkState: () => () => undefined,
    start: () => memory.setUp(true),
    stop: () => Promise.resolve(memory.setUp(false)),
    send: memory.send,
  };
}

/** The same key twice is one act: each input gets one of its own, unless the key is what was changed. */
export const PRESS = '00000000-0000-4000-8000-000000000000';
export const withKey = (text: string): string => text.replaceAll(PRESS, randomUUID());
