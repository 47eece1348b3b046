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

const WORKER = new URL('io/worker.ts', import.meta.url);
const RUN_MS = 3_600_000;

/** Runs a program on the layer, with `ROOT CONTROL` before its own arguments; it answers in JSON on its standard output. */
export async function runOnLayer<T>(worker: URL, args: readonly string[]): Promise<T> {
  const directory = mkdtempSync(join(memoryFolder(), 'disk-'));
  const [root, page] = [join(directory, 'disk'), join(directory, 'control')];
  mkdirSync(root);
  const control = openControl(page);
  try {
    const program = ['--disable-warning=ExperimentalWarning', fileURLToPath(worker), root, page, ...args];
    const { stdout } = await promisify(execFile)(process.execPath, program, {
      env: { ...process.env, ...onLayer({ root, control: page }) },
      timeout: RUN_MS,
    });
    return JSON.parse(stdout) as T;
  } finally {
    control.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A station on a disk that refuses its k-th operation, once or from then on, at work and as it opens after a crash. */
export const runIo = ({ stride, most, careless }: IoOptions): Promise<IoRun> =>
  runOnLayer<IoRun>(WORKER, [String(stride), String(most), ...(careless ? ['careless'] : [])]);

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
