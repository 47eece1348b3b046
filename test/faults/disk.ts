import { runOnLayer } from './io.ts';
import type { Fault } from './fault.ts';
import type { DiskRun } from './disk/worker.ts';

const WORKER = new URL('disk/worker.ts', import.meta.url);

/** A full disk, one that is read only, and a slow one, `count` cars each. `careless`, the control: errors are swallowed. */
export const runDisk = (count: number, careless = false): Promise<DiskRun> =>
  runOnLayer<DiskRun>(WORKER, [String(count), ...(careless ? ['careless'] : [])]);

const CONTROL_CARS = 2;

export const diskFault: Fault = {
  count: 20,
  what: 'cars before a disk that is full, read only, or slow, each',
  async run({ count }) {
    const { tried, wrong, ...figures } = await runDisk(count);
    const control = await runDisk(CONTROL_CARS, true);
    return { tried, wrong, figures, controls: { 'the error is swallowed': control.wrong } };
  },
};
