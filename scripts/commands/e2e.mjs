import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { setUp } from '../setup/setup.mjs';
import { runVitest } from '../vitest.mjs';

/**
 * `npm run e2e [-- FILE …]`: the tests in a real window.
 * @param {string[]} args handed on to vitest
 */
export async function run(args) {
  await setUp({ tests: true });
  await buildParts();
  const display = await openDisplay();
  try {
    return (await runVitest('e2e', args, display.env)).exitCode;
  } finally {
    await display.close();
  }
}
