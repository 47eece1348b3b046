import { buildParts } from '../build.mjs';
import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/**
 * `npm run demo [-- --seconds N --screenshot FILE]`: a simulated lot and the app on it. The demo starts the app itself.
 * @param {string[]} args handed on to the demo
 */
export async function run(args) {
  await setUp({ tests: false });
  await buildParts();
  return runTypeScript('demo/main.ts', args);
}
