import { CONTROLS } from './controls.ts';
import { openSimulation } from './simulate.ts';
import type { Figures, Run } from './simulate.ts';

export interface SimulationsOptions {
  /** How many seeds, from this one on. */
  count: number;
  seed: number;
  /** Seeds that a control has to go red in. */
  controlSeeds?: number;
  onRun?(done: number, hours: number): void;
  /** At once: what comes after may take hours. */
  onBroken?(broken: Broken): void;
}

export interface SimulationsResult {
  seeds: number;
  steps: number;
  /** Simulated, and how many of them in a second of processor time. */
  hours: number;
  hoursPerSecond: number;
  happened: Figures;
  /** Seeds that broke a promise, made as short as could be. */
  broken: Broken[];
  /** Which control was found in which seed; null: in none. */
  controls: Record<string, number | null>;
}

export interface Broken {
  seed: number;
  wrong: string[];
  steps: number;
  /** The steps that are left, and how to see it again. */
  script: string;
  replay: string;
}

/** A failing seed is made shorter, but not all of very many. */
const MOST_SHRUNK = 5;

/** Runs seed after seed, then the controls. */
export async function runSimulations(options: SimulationsOptions): Promise<SimulationsResult> {
  const { count, seed: first, controlSeeds = 25, onRun, onBroken } = options;
  const simulation = await openSimulation();
  const broken: Broken[] = [];
  const happened: Figures = { facts: 0, passages: 0, openings: 0, stays: 0, charges: 0, bookings: 0, acknowledged: 0 };
  let [steps, hours] = [0, 0];
  const before = process.cpuUsage();
  try {
    for (let seed = first; seed < first + count; seed += 1) {
      const run = await simulation.run(seed);
      steps += run.steps;
      hours += run.hours;
      for (const name of Object.keys(happened) as (keyof Figures)[]) happened[name] += run.figures[name];
      if (run.wrong.length > 0) {
        const shrunk = broken.length < MOST_SHRUNK ? await simulation.shrink(seed) : { script: [], run };
        const found: Broken = {
          seed,
          wrong: shrunk.run.wrong,
          steps: shrunk.run.steps,
          script: shrunk.script.map((step) => `${step.do} ${step.lane} ${step.n.toFixed(3)} ${step.ms}`).join('; '),
          replay: `npm run faults -- --only simulation --seed ${seed} --count 1`,
        };
        broken.push(found);
        onBroken?.(found);
      }
      onRun?.(seed - first + 1, hours);
    }
  } finally {
    simulation.end();
  }
  const { user, system } = process.cpuUsage(before);
  const controls: Record<string, number | null> = {};
  for (const name of Object.keys(CONTROLS)) controls[name] = await redIn(name, first, controlSeeds);
  return { seeds: count, steps, hours, hoursPerSecond: hours / ((user + system) / 1e6), happened, broken, controls };
}

/** The first seed in which a control breaks a promise; null: none of them. */
export async function redIn(control: string, first: number, seeds: number): Promise<number | null> {
  const simulation = await openSimulation(CONTROLS[control]);
  try {
    for (let seed = first; seed < first + seeds; seed += 1) {
      const run: Run = await simulation.run(seed);
      if (run.wrong.length > 0) return seed;
    }
    return null;
  } finally {
    simulation.end();
  }
}
