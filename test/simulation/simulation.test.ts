import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTROLS } from './controls.ts';
import { openSimulation } from './simulate.ts';
import type { Step, StepName } from './script.ts';
import type { Simulation } from './simulate.ts';
import { redIn } from './simulations.ts';

const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

describe('the whole station in a simulated lot', () => {
  let simulation: Simulation;
  beforeAll(async () => {
    simulation = await openSimulation();
  });
  afterAll(() => simulation.end());

  it('one seed is one run, to the last frame', async () => {
    const [first, second] = [await simulation.run(7), await simulation.run(7)];
    expect(second.journal).toEqual(first.journal);
    expect(second.hash).toBe(first.hash);
    expect((await simulation.run(8)).hash).not.toBe(first.hash);
  });

  it.each(SEEDS)('seed %i breaks no promise', async (seed) => {
    const { wrong } = await simulation.run(seed);
    expect(wrong, `npm run faults -- --only simulation --seed ${seed} --count 1`).toEqual([]);
  });

  it('a loop that shakes just before a car drives is not held against the station', async () => {
    const step = (what: StepName, n: number, ms: number): Step => ({ do: what, lane: 1, n, ms });
    const { wrong } = await simulation.run(37, [
      step('arrive', 0.156, 2673),
      step('flicker', 0.971, 1500),
      step('drive', 0.129, 3639),
    ]);
    expect(wrong).toEqual([]);
  });
});

describe('the onlooker is no rubber stamp', () => {
  it.each(Object.keys(CONTROLS))('%s: found', async (control) => {
    expect(await redIn(control, 1, 30)).not.toBeNull();
  });
});
