import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/**
 * `npm run platform [-- --kind db4403|citybrain …]`: a platform by itself, for another vendor's system (`--help`).
 * @param {string[]} args handed on to the platform
 */
export async function run(args) {
  await setUp({ tests: false });
  return runTypeScript('demo/platform/main.ts', args);
}
