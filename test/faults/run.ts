import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCuts } from './cut.ts';
import type { CutTransport } from './cut.ts';
import type { CutResult } from './cut-side.ts';
import { runKills } from './kill.ts';
import type { KillResult } from './kill.ts';

/**
 * `npm run faults -- [--only NAME] [--count N] [--seed N] [--transport mqtts|https|citybrain] [--json FILE]`: breaks a
 * station at work, many times, and checks the books. Each fault is followed by its control, which must go red.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    transport: { type: 'string' },
    json: { type: 'string' },
  },
});

const wrongs = (result: KillResult): string[] =>
  (['lost', 'invented', 'unreported', 'secondOpens', 'crushes', 'violations'] as const).flatMap((kind) =>
    result[kind].map((what) => `${kind}: ${what}`),
  );

const TRANSPORTS: readonly CutTransport[] = ['mqtts', 'https', 'citybrain'];
const cutWrongs = (result: CutResult): string[] =>
  (['lost', 'invented', 'disordered', 'violations'] as const).flatMap((kind) =>
    result[kind].map((what) => `${kind}: ${what}`),
  );

const transports = TRANSPORTS.filter((each) => (values.transport ?? each) === each);
if (transports.length === 0) {
  console.error(`Transports: ${TRANSPORTS.join(', ')}`);
  process.exit(2);
}

/** One transport after the other, or the one that was asked for. */
async function cut(count: number, seed: number): Promise<Outcome> {
  const figures: Record<string, CutResult> = {};
  const wrong: string[] = [];
  let controlRed = true;
  for (const transport of transports) {
    const onCut = (done: number) => done % 25 === 0 && console.log(`  ${transport}: ${done} cuts`);
    const result = await runCuts({ transport, count, seed, onCut });
    console.log(`  ${transport}: ${result.recorded} reports, ${result.repeats} of them came more than once`);
    for (const line of cutWrongs(result)) console.log(`  ! ${line}`);
    figures[transport] = result;
    wrong.push(...cutWrongs(result).map((line) => `${transport} ${line}`));
    const control = await runCuts({ transport, count: Math.min(count, 25), seed, careless: true });
    controlRed &&= control.lost.length > 0;
  }
  return { tried: count, wrong, figures, controlRed };
}

export interface Outcome {
  tried: number;
  wrong: string[];
  figures: unknown;
  controlRed: boolean;
}

const FAULTS: Record<string, (count: number, seed: number) => Promise<Outcome>> = {
  cut,
  kill: async (count, seed) => {
    const onKill = (done: number) => done % 25 === 0 && console.log(`  ${done} kills`);
    const result = await runKills({ count, seed, onKill });
    console.log(
      `  ${result.passages} passages, restart ${result.restartMs.median} ms (worst ${result.restartMs.worst} ms)`,
    );
    for (const line of wrongs(result)) console.log(`  ! ${line}`);
    const control = await runKills({ count: Math.min(count, 25), seed, careless: true });
    return { tried: count, wrong: wrongs(result), figures: result, controlRed: control.unreported.length > 0 };
  },
  simulation: async (count, seed) => (await import('../simulation/fault.ts')).simulationFault(count, seed),
  fuzz: async (count, seed) => (await import('../fuzz/fault.ts')).fuzzFault(count, seed),
  soak: async (count, seed) => (await import('../soak/fault.ts')).soakFault(count, seed),
};

const names = values.only === undefined ? Object.keys(FAULTS) : [values.only];
const report: Record<string, unknown> = {};
let passed = 0;
let failed = 0;
for (const name of names) {
  const fault = FAULTS[name];
  if (fault === undefined) {
    console.error(`Faults: ${Object.keys(FAULTS).join(', ')}`);
    process.exit(2);
  }
  console.log(`${name}: ${values.count} times, seed ${values.seed}`);
  const { tried, wrong, figures, controlRed } = await fault(Number(values.count), Number(values.seed));
  console.log(`  control ${controlRed ? 'red, as it must be' : '! stayed green'}`);
  report[name] = { tried, failed: wrong.length, controlRed, figures };
  if (wrong.length === 0 && controlRed) passed += 1;
  else failed += 1;
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
