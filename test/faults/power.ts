import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../demo/random.ts';
import type { Random } from '../../demo/random.ts';
import { onLayer } from './disk/layer.ts';
import type { Fault } from './fault.ts';
import { readLog } from './disk/log.ts';
import type { Operation } from './disk/log.ts';
import { memoryFolder } from './disk/memory-folder.ts';
import { createDisk } from './disk/replay.ts';
import { checkAfter } from './power/check.ts';
import { CARELESS, MARKS } from './power/marks.ts';
import type { Mark } from './power/marks.ts';
import { WORKLOADS } from './power/workloads.ts';
import type { Workload } from './power/workloads.ts';

export interface PowerOptions {
  /** How often the power goes, over all workloads together. */
  count: number;
  seed: number;
  /** The control: how the store is opened instead of FULL. */
  synchronous?: 'NORMAL' | 'OFF';
  workloads?: readonly Workload[];
  onCut?(done: number): void;
}

export interface PowerResult {
  cuts: number;
  /** Commits that were acknowledged in the logs that were cut. */
  commits: number;
  /** Per workload: operations on the disk, and how often the power went. */
  logs: Record<string, { operations: number; commits: number; cuts: number }>;
  /** Cuts after which something was not as promised. */
  wrong: string[];
}

const WORKER = fileURLToPath(new URL('power/worker.ts', import.meta.url));
/** The marks are no part of what is laid out. */
const LAID_OUT = 'data';

/**
 * Each workload runs once on the layer, which writes down what it does to the disk; then the power goes at many points of
 * that log, and what may be left of the disk is opened as the station opens it.
 */
export async function runPower(options: PowerOptions): Promise<PowerResult> {
  const names = options.workloads ?? (Object.keys(WORKLOADS) as Workload[]);
  const random = seeded(options.seed);
  const result: PowerResult = { cuts: 0, commits: 0, logs: {}, wrong: [] };
  for (const [index, name] of names.entries()) {
    const directory = mkdtempSync(join(memoryFolder(), 'power-'));
    try {
      const operations = record(name, directory, options.synchronous);
      const share = Math.floor(((index + 1) * options.count) / names.length) - result.cuts;
      const { commits, wrong } = await cutAll({
        name,
        operations,
        directory,
        count: share,
        random,
        options,
        done: result.cuts,
      });
      result.cuts += share;
      result.commits += commits;
      result.logs[name] = { operations: operations.length, commits, cuts: share };
      result.wrong.push(...wrong);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  return result;
}

const rootIn = (directory: string): string => join(directory, 'recorded');

function record(name: Workload, directory: string, synchronous: PowerOptions['synchronous']): Operation[] {
  const [root, log] = [rootIn(directory), join(directory, 'log')];
  mkdirSync(root);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', WORKER, name, root],
    {
      env: { ...process.env, ...onLayer({ root, log }), ...(synchronous && { [CARELESS]: synchronous }) },
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  if (status !== 0) throw new Error(`${name} failed by itself: ${stderr}`);
  return readLog(log);
}

interface Cuts {
  name: Workload;
  operations: readonly Operation[];
  directory: string;
  count: number;
  random: Random;
  options: PowerOptions;
  /** Cuts of the workloads before. */
  done: number;
}

async function cutAll(work: Cuts): Promise<{ commits: number; wrong: string[] }> {
  const { name, operations, directory, count, random, options } = work;
  const marksFile = join(rootIn(directory), MARKS);
  const marks = marksIn(operations, marksFile);
  const states = marks.flatMap(({ mark, at }) => (mark.kind === 'state' ? [{ state: mark.state, at }] : []));
  const cuts = Array.from({ length: count }, () => Math.floor(random.next() * (operations.length + 1))).sort(
    (a, b) => a - b,
  );
  const disk = createDisk(rootIn(directory));
  const wrong: string[] = [];
  let applied = 0;
  for (const [index, cut] of cuts.entries()) {
    for (; applied < cut; applied += 1) {
      const operation = operations[applied];
      if (operation !== undefined) disk.apply(operation);
    }
    const known = states.filter(({ at }) => at < cut).length;
    const to = mkdtempSync(join(directory, 'cut-'));
    mkdirSync(join(to, LAID_OUT), { recursive: true });
    disk.layOut(to, random);
    const copied = marks.flatMap(({ mark, at }) => (mark.kind === 'copied' && at < cut ? [mark.file] : []));
    const found = await checkAfter(join(to, LAID_OUT), {
      // What was being committed may be there too: its mark comes after it.
      states: known === 0 ? [] : states.slice(known - 1, known + 1).map(({ state }) => state),
      // Of two the older one may have been removed.
      copies: copied.slice(-1),
      restoring: name === 'restore',
    });
    rmSync(to, { recursive: true });
    wrong.push(...found.map((what) => `${name} at ${cut} of ${operations.length}: ${what}`));
    options.onCut?.(work.done + index + 1);
  }
  return { commits: states.length, wrong };
}

function marksIn(operations: readonly Operation[], file: string): { mark: Mark; at: number }[] {
  let handle = -1;
  return operations.flatMap((operation, at) => {
    if (operation.kind === 'open') {
      if (operation.path === file) handle = operation.handle;
      return [];
    }
    if (operation.kind !== 'write' || operation.handle !== handle) return [];
    return [{ mark: JSON.parse(operation.bytes.toString('utf8')) as Mark, at }];
  });
}

/** Of a control: enough to see that it goes red. */
const CONTROL_CUTS = 60;

export const powerFault: Fault = {
  count: 10_000,
  what: 'losses of power',
  async run({ count, seed, note }) {
    const result = await runPower({ count, seed, onCut: (done) => done % 500 === 0 && note(`${done} cuts`) });
    const controlled = { count: Math.min(count, CONTROL_CUTS), seed, workloads: ['outbox', 'checkpoint'] } as const;
    const normal = await runPower({ ...controlled, synchronous: 'NORMAL' });
    const off = await runPower({ ...controlled, synchronous: 'OFF' });
    const { wrong, cuts, ...figures } = result;
    return {
      tried: cuts,
      wrong,
      figures,
      controls: { 'synchronous=NORMAL': normal.wrong, 'synchronous=OFF': off.wrong },
    };
  },
};
