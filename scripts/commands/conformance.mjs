import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/**
 * `npm run conformance [-- --only PART --folder DIR]`: every field of both standards against strict platforms over TLS.
 * @param {string[]} args
 */
export async function run(args) {
  await setUp({ tests: true });
  return runTypeScript('test/conformance/run.ts', args);
}
