import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { withSeededIds } from './chance.ts';
import { createWorldClock } from './clock.ts';
import { createLaneSide } from './lane-side.ts';
import { LANES } from './lot.ts';
import type { Figures } from './onlooker.ts';
import { createSimulatedCitybrain, createSimulatedDb4403 } from './platforms.ts';
import { createProgram } from './program.ts';
import { seeded } from '../../demo/random.ts';
import { drawScript } from './script.ts';
import type { Step } from './script.ts';
import { BEGINS, openWorld } from './world.ts';
import type { WorldOptions } from './world.ts';

export type { Figures };

/** One run: what a seed came to. */
export interface Run {
  seed: number;
  /** What broke a promise; empty: nothing. The run ends with the first step that breaks one. */
  wrong: string[];
  /** Steps taken. */
  steps: number;
  /** Simulated. */
  hours: number;
  /** Of all that happened: the same seed gives the same. */
  hash: string;
  figures: Figures;
  journal: readonly string[];
}

export interface SimulationOptions {
  /** What a control changes around the station; the station itself is as it ships. */
  control?: NonNullable<WorldOptions['control']>;
  /** SQL by which a control spoils the store before the first run. */
  spoil?: string;
  /** Folder in which the store of a run that breaks a promise is kept, by its seed. */
  keep?: string;
}

/** Runs of one lot, each in a store of its own that begins as the first one was written. */
export interface Simulation {
  run(seed: number, script?: readonly Step[]): Promise<Run>;
  /** Leaves out steps as long as the run still breaks a promise. */
  shrink(seed: number, most?: number): Promise<{ script: Step[]; run: Run }>;
  end(): void;
}

/** In memory where the machine has such a folder: a run is thrown away anyway. */
const place = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'simulation-'));

export async function openSimulation(options: SimulationOptions = {}): Promise<Simulation> {
  const directory = place();
  const template = await makeTemplate(directory, options.spoil ?? '');
  let runs = 0;

  async function run(seed: number, script: readonly Step[] = drawScript(seed)): Promise<Run> {
    const own = join(directory, `run-${(runs += 1)}`);
    mkdirSync(own);
    const wrong: string[] = [];
    const loose = (error: unknown): void => void wrong.push(`nobody caught: ${stackOf(error)}`);
    process.on('unhandledRejection', loose);
    process.on('uncaughtException', loose);
    try {
      return await withSeededIds(seed, async () => {
        const world = await openWorld({
          directory: own,
          seed,
          template,
          ...(options.control && { control: options.control }),
        });
        let steps = 0;
        for (const step of script) {
          steps += 1;
          wrong.push(...(await world.take(step)));
          if (wrong.length > 0) break;
        }
        if (wrong.length === 0) wrong.push(...(await world.recover()));
        const { journal, clock, onlooker } = world;
        const figures = onlooker.figures();
        await world.end();
        if (options.keep !== undefined && wrong.length > 0)
          copyFileSync(join(own, 'data', 'gatehouse.sqlite'), join(options.keep, `seed-${seed}.sqlite`));
        const hash = createHash('sha256').update(journal.join('\n')).update(JSON.stringify(figures)).digest('hex');
        return { seed, wrong, steps, hours: clock.monotonic() / 3_600_000, hash, figures, journal };
      });
    } finally {
      process.off('unhandledRejection', loose);
      process.off('uncaughtException', loose);
      rmSync(own, { recursive: true });
    }
  }

  async function shrink(seed: number, most = 150): Promise<{ script: Step[]; run: Run }> {
    let best = await run(seed);
    let script = drawScript(seed).slice(0, best.steps);
    let tries = 0;
    for (let part = Math.ceil(script.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
      for (let at = 0; at < script.length && tries < most;) {
        const shorter = [...script.slice(0, at), ...script.slice(at + part)];
        tries += 1;
        const tried = await run(seed, shorter);
        if (promiseOf(tried) === promiseOf(best)) [script, best] = [shorter, tried];
        else at += part;
      }
    }
    return { script: script.slice(0, best.steps), run: best };
  }

  return { run, shrink, end: () => rmSync(directory, { recursive: true }) };
}

/** Which promise a run broke first. */
const promiseOf = ({ wrong }: Run): string | undefined => wrong[0]?.split(':')[0];

/** A store of a station that was started once, with its people in it and one of them at the desk. */
async function makeTemplate(directory: string, spoil: string): Promise<string> {
  const clock = createWorldClock(BEGINS - 60_000);
  const random = seeded(1);
  const lanes = new Map(
    LANES.map((id) => [id as string, createLaneSide(id, clock, random, { onPulse: () => undefined })]),
  );
  const platforms = {
    db4403: createSimulatedDb4403(clock, random),
    citybrain: createSimulatedCitybrain(() => clock.now(), random),
  };
  for (const platform of Object.values(platforms)) platform.reach(false);
  const onError = (error: unknown): void => {
    throw error;
  };
  const program = createProgram({ directory, clock, random: random.next, lanes, platforms, onError });
  await program.start();
  await clock.play(2_000);
  await program.signIn();
  await program.stop();
  const file = join(directory, 'data', 'gatehouse.sqlite');
  const db = new Database(file);
  db.exec(spoil);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
