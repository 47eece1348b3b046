import type { Outcome } from '../faults/run.ts';
import { runSimulations } from './simulations.ts';

/** `npm run faults -- --only simulation`: so many seeds, from this one on, and the controls. */
export async function simulationFault(count: number, seed: number): Promise<Outcome> {
  const result = await runSimulations({
    count,
    seed,
    onRun: (done, hours) => done % 100 === 0 && console.log(`  ${done} seeds, ${(hours / 8766).toFixed(2)} years`),
  });
  const { hours, hoursPerSecond, broken, controls, happened } = result;
  console.log(`  ${(hours / 8766).toFixed(2)} years, ${hoursPerSecond.toFixed(0)} hours a second of processor time`);
  console.log(`  ${happened.passages} passages, ${happened.openings} openings, ${happened.acknowledged} reports taken`);
  for (const { wrong, script, replay, steps } of broken) {
    console.log(`  ! ${wrong[0]}\n    after ${steps} steps: ${script}\n    ${replay}`);
  }
  for (const [name, red] of Object.entries(controls)) console.log(`  ${name}: ${red === null ? '! never' : 'found'}`);
  return {
    tried: count,
    wrong: broken.map(({ seed: each, wrong }) => `seed ${each}: ${wrong[0]}`),
    figures: result,
    controlRed: Object.values(controls).every((red) => red !== null),
  };
}
