import { buildParts } from '../build.mjs';
import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/** Measured without a window: the station alone is built for them. */
const WITHOUT_A_WINDOW = ['gate', 'gate-report', 'outbox', 'commit', 'history', 'report'];

/**
 * `npm run bench [-- NAME …] [--json FILE] [--quick] [--write-budget]`: the benchmarks of test/bench, all when none is named.
 * @param {string[]} args
 */
export async function run(args) {
  await setUp({ tests: true });
  const option = args.findIndex((arg) => arg.startsWith('-'));
  const names = option === -1 ? args : args.slice(0, option);
  const isWindowless = names.length > 0 && names.every((name) => WITHOUT_A_WINDOW.includes(name));
  await buildParts(isWindowless ? ['station'] : []);
  return runTypeScript('test/bench/run.ts', args);
}
