import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTROLS } from './controls.ts';
import { openSimulation } from './simulate.ts';
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
});

describe('the onlooker is no rubber stamp', () => {
  it.each(Object.keys(CONTROLS))('%s: found', async (control) => {
    expect(await redIn(control, 1, 30)).not.toBeNull();
  });
});
