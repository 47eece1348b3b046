import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';

/**
 * `npm run faults -- [--only NAME[,NAME]] [--count N] [--seed N] [--json FILE]`: breaks a station at work, many times, and
 * checks the books. Each fault is followed by its controls, which must go red.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const names = values.only === undefined ? Object.keys(FAULTS) : values.only.split(',');
const unknown = names.filter((name) => FAULTS[name] === undefined);
if (unknown.length > 0) {
  console.error(`No such fault: ${unknown.join(', ')}. There are: ${Object.keys(FAULTS).join(', ')}`);
  process.exit(2);
}

const report: Record<string, unknown> = {};
let failed = 0;
for (const name of names) {
  const fault = FAULTS[name];
  if (fault === undefined) continue;
  const count = values.count === undefined ? fault.count : Number(values.count);
  console.log(`${name}: ${count} ${fault.what}, seed ${values.seed}`);
  const since = performance.now();
  const note = (text: string): void => console.log(`  ${text}`);
  const { tried, wrong, figures, controls } = await fault.run({ count, seed: Number(values.seed), note });
  const seconds = (performance.now() - since) / 1000;
  for (const line of wrong) note(`! ${line}`);
  const green = Object.entries(controls).flatMap(([control, found]) => (found.length === 0 ? [control] : []));
  for (const control of Object.keys(controls))
    note(`control "${control}" ${green.includes(control) ? '! stayed green' : 'red, as it must be'}`);
  report[name] = {
    ...{ tried, failed: wrong.length, seconds: Math.round(seconds), wrong, figures },
    controls: Object.fromEntries(Object.entries(controls).map(([control, found]) => [control, found.length])),
  };
  // A run is kept as far as it came.
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (wrong.length > 0 || green.length > 0) failed += 1;
}
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
