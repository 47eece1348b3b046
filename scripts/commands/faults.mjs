import { buildParts } from '../build.mjs';
import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/**
 * `npm run faults [-- arguments]`: the long runs that kill, cut and fill, beyond what `npm test` has time for.
 * @param {string[]} args
 */
export async function run(args) {
  await setUp({ tests: true });
  await buildParts(['station']);
  return runTypeScript('test/faults/run.ts', args);
}
