import { buildParts } from '../build.mjs';
import { openDisplay } from '../display.mjs';
import { setUp } from '../setup/setup.mjs';
import { runTypeScript } from '../typescript.mjs';

/**
 * `npm run attacks [-- --only TEXT --json FILE]`: what nobody may do, tried on a station at work and in a real window.
 * @param {string[]} args
 */
export async function run(args) {
  await setUp({ tests: true });
  await buildParts();
  const display = await openDisplay();
  Object.assign(process.env, display.env);
  try {
    return await runTypeScript('test/attacks/run.ts', args);
  } finally {
    await display.close();
  }
}
