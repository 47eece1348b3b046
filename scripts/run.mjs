import { Stop, say } from './setup/progress.mjs';

/**
 * The one door to everything: `node scripts/run.mjs COMMAND [arguments]`. Plain Node 20 or newer, no dependencies, since
 * it is what installs them.
 */
const commands = {
  setup: () => import('./commands/setup.mjs'),
  build: () => import('./commands/build.mjs'),
  start: () => import('./commands/start.mjs'),
  demo: () => import('./commands/demo.mjs'),
  test: () => import('./commands/test.mjs'),
  e2e: () => import('./commands/e2e.mjs'),
  bench: () => import('./commands/bench.mjs'),
  faults: () => import('./commands/faults.mjs'),
  platform: () => import('./commands/platform.mjs'),
  conformance: () => import('./commands/conformance.mjs'),
  attacks: () => import('./commands/attacks.mjs'),
  package: () => import('./commands/package.mjs'),
  pictures: () => import('./commands/pictures.mjs'),
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name)) {
    throw new Stop(`Usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [arguments]`, { exitCode: 2 });
  }
  const { run } = await commands[/** @type {keyof typeof commands} */ (name)]();
  // `npm run bench -- gate` comes with or without the dashes, by npm's version.
  return run(args[0] === '--' ? args.slice(1) : args);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  say(`\n${error.message}`);
  process.exitCode = error.exitCode;
}
