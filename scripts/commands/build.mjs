import { buildParts } from '../build.mjs';
import { say } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';

/**
 * `npm run build [-- PART …]`: what changed, or only the parts named.
 * @param {string[]} args
 */
export async function run(args) {
  await setUp({ tests: false });
  await buildParts(args);
  say('The build is up to date.');
  return 0;
}
