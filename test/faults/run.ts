import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runKills } from './kill.ts';
import type { KillResult } from './kill.ts';

/**
 * `npm run faults -- [--only NAME] [--count N] [--seed N] [--json FILE]`: breaks a station at work, many times, and
 * checks the books. Each fault is followed by its control, which must go red.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const wrongs = (result: KillResult): string[] =>
  (['lost', 'invented', 'unreported', 'secondOpens', 'crushes', 'violations'] as const).flatMap((kind) =>
    result[kind].map((what) => `${kind}: ${what}`),
  );

const FAULTS = {
  kill: async (count: number, seed: number) => {
    const onKill = (done: number) => done % 25 === 0 && console.log(`  ${done} kills`);
    const result = await runKills({ count, seed, onKill });
    console.log(
      `  ${result.passages} passages, restart ${result.restartMs.median} ms (worst ${result.restartMs.worst} ms)`,
    );
    for (const line of wrongs(result)) console.log(`  ! ${line}`);
    const control = await runKills({ count: Math.min(count, 25), seed, careless: true });
    return { tried: count, wrong: wrongs(result), figures: result, controlRed: control.unreported.length > 0 };
  },
};

const names = values.only === undefined ? Object.keys(FAULTS) : [values.only];
const report: Record<string, unknown> = {};
let passed = 0;
let failed = 0;
for (const name of names) {
  const fault = FAULTS[name as keyof typeof FAULTS];
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
