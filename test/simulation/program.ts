import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CaptureDoorHandlers } from '../../native/camera/contract.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import type { Response } from '../../electron/contract/wire.ts';
import { compose } from '../../electron/station/compose.ts';
import type { Station, StationOptions } from '../../electron/station/compose.ts';
import type { Link } from '../../native/links/contract.ts';
import type { WorldClock } from './clock.ts';
import type { LaneSide } from './lane-side.ts';
import { PASSWORD, PERSON, SECRETS, SITE } from './lot.ts';
import type { SimulatedPlatform } from './platforms.ts';

export interface ProgramParts {
  directory: string;
  clock: WorldClock;
  random: () => number;
  lanes: ReadonlyMap<string, LaneSide>;
  platforms: { db4403: SimulatedPlatform; citybrain: SimulatedPlatform };
  /** What the station logs as an error, or says that it did not catch. */
  onError(error: unknown): void;
  /** What a control changes: in the station's settings, and on its lines. */
  over?: Partial<StationOptions>;
  wrapLink?: (link: Link) => Link;
}

/** The station's program: one run of it after the other on the same store. */
export interface Program {
  /** Since when this run is at work, ms of the monotonic clock; null: it is not. */
  readonly since: number | null;
  handlers(): CaptureDoorHandlers | null;
  /** Refusals are answers like any other. */
  call<C extends CommandName>(command: C, input: CommandInput<C>): Result<C>;
  signIn(): Promise<void>;
  start(): Promise<void>;
  /** In order. */
  stop(): Promise<void>;
  /** At once, in the middle of whatever is under way: what is not in the store is gone. */
  kill(): void;
}

export type Result<C extends CommandName> =
  { ok: true; output: CommandOutput<C> } | { ok: false; code: string; message: string };

interface Life {
  station: Station;
  handlers: CaptureDoorHandlers;
  end(): void;
  since: number;
}

export function createProgram(parts: ProgramParts): Program {
  const { clock, directory, lanes, platforms, wrapLink = (link) => link } = parts;
  let life: Life | null = null;

  async function begin(): Promise<void> {
    const { clock: own, end: endClock } = clock.life();
    const stores: Database.Database[] = [];
    let alive = true;
    const isAlive = (): boolean => alive;
    let handlers: CaptureDoorHandlers | null = null;
    const letGo = noteStores(stores);
    const station = await compose({
      site: SITE,
      secrets: SECRETS,
      siteDirectory: directory,
      dataDirectory: join(directory, 'data'),
      clock: own,
      random: parts.random,
      run: 'simulation',
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (error: unknown) => void (alive && parts.onError(error)),
      },
      lines: (link) => wrapLink(laneOf(link.id.replace(/^line-/, '')).makeLink(isAlive)),
      wayTo: (kind, answers) => platforms[kind].wayFor(own, isAlive, answers),
      captureDoor: (options) => {
        ({ handlers } = options);
        return { receiving: 0, start: () => Promise.resolve({ port: 1 }), stop: () => Promise.resolve() };
      },
      jobs: () => ({
        share: 0,
        outcome: Promise.resolve({ kind: 'done', manifest: null }),
        stop: () => Promise.resolve(),
      }),
      ...parts.over,
    }).finally(letGo);
    if (handlers === null) throw new Error('no camera can reach it');
    const end = (): void => {
      alive = false;
      endClock();
      for (const store of stores) store.close();
    };
    life = { station, handlers, end, since: clock.monotonic() };
  }

  const laneOf = (id: string): LaneSide => {
    const lane = lanes.get(id);
    if (lane === undefined) throw new Error(`no lane ${id}`);
    return lane;
  };
  const disturb = (): void => {
    for (const lane of lanes.values()) lane.disturbed();
  };

  return {
    get since() {
      return life?.since ?? null;
    },
    handlers: () => life?.handlers ?? null,
    call(command, input) {
      const answer = life?.station.answer({ id: 1, command, input });
      if (answer === undefined || answer instanceof Promise) return { ok: false, code: 'down', message: command };
      return resultOf(answer);
    },
    async signIn() {
      await life?.station.answer({ id: 1, command: 'session.sign-in', input: { person: PERSON, secret: PASSWORD } });
    },
    async start() {
      if (life !== null) return;
      disturb();
      await begin();
    },
    async stop() {
      const ending = life;
      life = null;
      if (ending === null) return;
      disturb();
      let done = false;
      const stopped = ending.station.stop().finally(() => (done = true));
      while (!done) await clock.play(50);
      await stopped;
      ending.end();
    },
    kill() {
      life?.end();
      life = null;
      disturb();
      for (const { line } of lanes.values()) {
        line.unplug();
        line.plug();
      }
    },
  };
}

function resultOf<C extends CommandName>(answer: Response): Result<C> {
  return answer.ok
    ? { ok: true, output: answer.output as CommandOutput<C> }
    : { ok: false, code: answer.error.code, message: answer.error.message };
}

/** Notes the stores that are opened from now on, so that a kill can take them away. Returns: no more. */
function noteStores(stores: Database.Database[]): () => void {
  const { pragma } = Database.prototype;
  Database.prototype.pragma = function (this: Database.Database, ...given: Parameters<typeof pragma>): unknown {
    if (!stores.includes(this)) stores.push(this);
    return pragma.apply(this, given);
  };
  return () => void (Database.prototype.pragma = pragma);
}
