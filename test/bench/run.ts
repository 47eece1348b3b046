import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Figures } from './figures.ts';
import { budgetAfter, isRed, judge } from './run/judge.ts';
import type { Budget, Judged } from './run/judge.ts';
import { PLAN } from './run/plan.ts';
import type { Run } from './run/plan.ts';
import { tableOf } from './run/table.ts';
import { readWishes } from './run/wishes.ts';

/**
 * `npm run bench [-- NAME …] [--json FILE] [--quick] [--write-budget]`: benchmarks one after the other, each in a process of
 * its own, then one table of what they came to beside the raw limits of the same run. Ends with 1 when a ratio is more than a
 * fifth worse than its budget, or a figure is missing; a benchmark of which that would be true is run once more, and the
 * better of both counts.
 */
const BUDGET = join(import.meta.dirname, 'budget.json');
/** Far beyond the longest. */
const LIMIT_MS = 45 * 60_000;

const known = Object.keys(PLAN);
const wishes = readWishes(process.argv.slice(2), known);
if (typeof wishes === 'string') {
  console.error(`Usage: npm run bench -- [NAME …] [--json FILE] [--quick] [--write-budget]. ${wishes}`);
  process.exit(2);
}
const { names, json, quick, writeBudget, own } = wishes;
const isSingle = process.argv[2] === names[0] && names.length === 1;
const written = existsSync(BUDGET) ? (JSON.parse(readFileSync(BUDGET, 'utf8')) as Budget) : {};
const budget = quick || writeBudget || own.length > 0 ? null : written;
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));

const secondsSince = (from: number): number => Math.round((performance.now() - from) / 1000);

/** Runs one benchmark; its figures, none when it failed. */
async function figuresOf(name: string, { program, args, quick: less }: Run): Promise<Figures> {
  const file = join(folder, `${name}.json`);
  const told = [...args, ...(quick ? less : []), ...own, '--json', file];
  const path = join(import.meta.dirname, `${program}.ts`);
  const child = spawn(process.execPath, [...process.execArgv, path, ...told], { stdio: 'inherit', timeout: LIMIT_MS });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) console.error(`${name} ended with ${signal ?? code}`);
  const figures =
    code === 0 && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : { bench: name };
  rmSync(file, { force: true });
  return figures;
}

const begunAt = performance.now();
const done: Record<string, { seconds: number; tries: Figures[] }> = {};
const judged: Judged[] = [];

/** What there is so far, so that a run that is broken off is kept. */
function keep(): void {
  if (json === null) return;
  const [first = ''] = names;
  const whole = {
    ...{ quick, seconds: secondsSince(begunAt), passed: !judged.some(isRed) },
    machine: { processors: availableParallelism(), memoryGB: Math.round(totalmem() / 1e9), node: process.version },
    table: judged.map(({ row: { id, unit }, measured, budget: allowed, verdict }) => ({
      ...{ id, verdict, unit, ...measured, budget: allowed?.ratio ?? null },
    })),
    runs: done,
  };
  writeFileSync(json, `${JSON.stringify(isSingle ? done[first]?.tries.at(-1) : whole, null, 2)}\n`);
}

try {
  for (const name of names) {
    const run = PLAN[name];
    if (run === undefined) continue;
    console.log(`\n${name}`);
    const from = performance.now();
    const tries = [await figuresOf(name, run)];
    const verdicts = (): Judged[] => run.rows.map((row) => judge(row, tries, budget));
    // Only what more of the same can mend: a busy minute, not a budget that nobody wrote.
    if (verdicts().some(({ verdict }) => verdict === 'worse')) {
      console.log(`${name} is worse than its budget: once more …`);
      tries.push(await figuresOf(name, run));
    }
    judged.push(...verdicts());
    done[name] = { seconds: secondsSince(from), tries };
    keep();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`\n${tableOf(judged).join('\n')}`);
const red = judged.filter(isRed);
console.log(`${judged.length - red.length} of ${judged.length} figures pass, after ${secondsSince(begunAt)} s`);
if (writeBudget) {
  writeFileSync(BUDGET, `${JSON.stringify(budgetAfter(written, judged), null, 2)}\n`);
  console.log(`Budget written: ${BUDGET}`);
}
process.exit(red.length === 0 ? 0 : 1);
