import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onLayer, openControl } from './disk/layer.ts';
import { memoryFolder } from './disk/memory-folder.ts';
import type { Fault } from './fault.ts';
import type { IoRun } from './io/run.ts';

export interface IoOptions {
  /** Of the operations of one ride, or of one opening, each so-manyth is failed; 1: each. */
  stride: number;
  /** Most that are failed. */
  most: number;
  /** The control: the error is swallowed. */
  careless?: boolean;
}

const WORKER = fileURLToPath(new URL('io/worker.ts', import.meta.url));
const RUN_MS = 3_600_000;

/** A station on a disk that refuses its k-th operation, once or from then on, at work and as it opens after a crash. */
export async function runIo({ stride, most, careless }: IoOptions): Promise<IoRun> {
  const directory = mkdtempSync(join(memoryFolder(), 'io-'));
  const [root, page] = [join(directory, 'disk'), join(directory, 'control')];
  mkdirSync(root);
  const control = openControl(page);
  try {
    const args = [root, page, String(stride), String(most), ...(careless ? ['careless'] : [])];
    const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', WORKER, ...args], {
      env: { ...process.env, ...onLayer({ root, control: page }) },
      timeout: RUN_MS,
    });
    return JSON.parse(stdout) as IoRun;
  } finally {
    control.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** About as many operations as one ride and one opening have, in each of the four ways. */
const ALL = 1200;

export const ioFault: Fault = {
  count: ALL,
  what: 'operations on the disk that fail',
  async run({ count }) {
    const stride = Math.max(1, Math.round(ALL / count));
    const { tried, wrong, noticed } = await runIo({ stride, most: Infinity });
    const control = await runIo({ stride: 11, most: 40, careless: true });
    return { tried, wrong, figures: { stride, noticed }, controls: { 'the error is swallowed': control.wrong } };
  },
};
