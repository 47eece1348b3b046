import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openControl } from '../disk/layer.ts';
import { failAtWork, failOpening } from './run.ts';
import type { IoRun } from './run.ts';
import { swallowErrors } from './swallow.ts';

/**
 * Runs on the layer: `worker.ts ROOT CONTROL STRIDE MOST [careless]`, and writes an `IoRun` to its standard output.
 * `careless`, the control: whoever commits is never told that the disk refused.
 */
const [root = '', control = '', stride = '1', most = '0', careless] = process.argv.slice(2);

if (careless === 'careless') swallowErrors();

const wrong: string[] = [];
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(
    event,
    (error) => void wrong.push(`nobody handled: ${error instanceof Error ? error.stack : String(error)}`),
  );

const disk = openControl(control);
const runs: IoRun[] = [];
for (const [name, work] of Object.entries({ work: failAtWork, opening: failOpening })) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const ended = work(folder, disk, Number(stride), Math.ceil(Number(most) / 2));
  // One that cannot be gone on with is a failure like any other.
  runs.push(
    await ended.catch((error: unknown) => ({ tried: 0, noticed: 0, wrong: [`${name} ended: ${String(error)}`] })),
  );
}
console.log(
  JSON.stringify({
    tried: runs.reduce((sum, run) => sum + run.tried, 0),
    noticed: runs.reduce((sum, run) => sum + run.noticed, 0),
    wrong: [...wrong, ...runs.flatMap((run) => run.wrong)],
  } satisfies IoRun),
);
process.exit(0);
