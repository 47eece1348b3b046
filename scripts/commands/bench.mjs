import { buildParts } from '../build.mjs';
import { Stop } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';
import { programsIn, runTypeScript } from '../typescript.mjs';

/** Measured to the screen. */
const IN_A_WINDOW = ['board', 'exit'];

/**
 * `npm run bench -- NAME [--json FILE]`: one of the benchmarks of test/bench.
 * @param {string[]} args
 */
export async function run([name, ...args]) {
  const known = programsIn('test/bench');
  if (name === undefined || !known.includes(name)) {
    throw new Stop(`Usage: npm run bench -- NAME [--json FILE]. Benchmarks: ${known.join(', ')}.`, { exitCode: 2 });
  }
  await setUp({ tests: true });
  await buildParts(IN_A_WINDOW.includes(name) ? [] : ['station']);
  return runTypeScript(`test/bench/${name}.ts`, args);
}
