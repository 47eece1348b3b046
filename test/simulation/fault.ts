import type { Fault } from '../faults/fault.ts';
import { runSimulations } from './simulations.ts';
import type { Broken } from './simulations.ts';

/** `npm run faults -- --only simulation`: so many seeds, from this one on, and the controls. */
export const simulationFault: Fault = {
  count: 10_000,
  what: 'seeds',
  async run({ count, seed, note }) {
    const onRun = (done: number, hours: number): void => {
      if (done % 100 === 0) note(`${done} seeds, ${(hours / HOURS_A_YEAR).toFixed(2)} years`);
    };
    const onBroken = ({ seed: each, wrong, steps, script, replay }: Broken): void => {
      note(`! seed ${each}: ${wrong.join('; ')}`);
      note(`after ${steps} steps: ${script}\n    ${replay}`);
    };
    const result = await runSimulations({ count, seed, onRun, onBroken });
    const { hours, hoursPerSecond, broken, controls, happened } = result;
    note(`${(hours / HOURS_A_YEAR).toFixed(2)} years, ${hoursPerSecond.toFixed(0)} hours a second of processor time`);
    note(`${happened.passages} passages, ${happened.openings} openings, ${happened.acknowledged} reports taken`);
    return {
      tried: count,
      wrong: broken.map(({ seed: each, wrong }) => `seed ${each}: ${wrong[0]}`),
      figures: result,
      controls: Object.fromEntries(
        Object.entries(controls).map(([name, red]) => [name, red === null ? [] : [`seed ${red}`]]),
      ),
    };
  },
};

const HOURS_A_YEAR = 8766;
