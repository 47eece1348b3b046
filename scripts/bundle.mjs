import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import facts from '../package.json' with { type: 'json' };
import { out, root } from './setup/places.mjs';
import { Stop, say } from './setup/progress.mjs';

/**
 * Bundles one part of the app: `node scripts/bundle.mjs main|preload|station|demo|renderer` (under the project's Node).
 * Main and preload are CommonJS for Node 18 and Chromium 114, the oldest Electron they must run on; the station runs on
 * Node 22 or newer, in Electron's utility process or by itself.
 */
const electronAndNode = ['electron', /^node:/, ...builtinModules];

/** Left out of the station's bundle: native modules find their binaries, and others their files, beside themselves. */
const dependencies = Object.keys(facts.dependencies).map((name) => new RegExp(`^${name}(/|$)`));

/**
 * @param {{ entry: string, folder: string, file: string, format: 'cjs' | 'es', target: string, external: (string | RegExp)[], beside?: boolean }} part
 *   `folder` is relative to the output; `beside`: what lies there stays
 * @returns {import('vite').InlineConfig}
 */
function nodeBundle({ entry, folder, file, format, target, external, beside = false }) {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, entry),
      target,
      outDir: resolve(out, folder),
      emptyOutDir: !beside,
      minify: false,
      sourcemap: true,
      rolldownOptions: { external, output: { format, entryFileNames: file, codeSplitting: false } },
    },
  };
}

/**
 * A file that runs in the station's process.
 * @param {{ entry: string, file: string, folder?: string, beside?: boolean }} part
 */
export const stationBundle = ({ folder = 'station', ...part }) =>
  nodeBundle({
    ...part,
    folder,
    format: 'es',
    target: 'node22',
    external: [/^node:/, ...builtinModules, ...dependencies],
  });

/** Threads of the station: each a file of its own, which whoever starts it looks for beside the bundle he is in. */
export const stationThreads = [
  { entry: 'electron/station/platform/citybrain/seal-worker.ts', file: 'citybrain-seal-worker.mjs', beside: true },
  { entry: 'electron/station/cards/import-worker.ts', file: 'cards-import-worker.mjs', beside: true },
  { entry: 'electron/station/store/backup/thread.ts', file: 'store-thread.mjs', beside: true },
  { entry: 'electron/station/report-thread.ts', file: 'report-thread.mjs', beside: true },
  { entry: 'electron/station/support/thread.ts', file: 'support-thread.mjs', beside: true },
];

/** @type {Record<string, () => import('vite').InlineConfig[]>} */
const parts = {
  main: () => [
    nodeBundle({
      entry: 'electron/main/main.ts',
      folder: 'main',
      file: 'main.cjs',
      format: 'cjs',
      target: 'node18',
      external: electronAndNode,
    }),
  ],
  // By itself: a sandboxed preload can require nothing but electron, so it must be one file.
  preload: () => [
    nodeBundle({
      entry: 'electron/preload/preload.ts',
      folder: 'preload',
      file: 'preload.cjs',
      format: 'cjs',
      target: 'node18',
      external: electronAndNode,
    }),
  ],
  station: () => [{ entry: 'electron/station/entry.ts', file: 'entry.mjs' }, ...stationThreads].map(stationBundle),
  // The demo lot, for whoever looks at it from the program itself: simulators and platforms in one file.
  demo: () => [stationBundle({ entry: 'demo/lot-program.ts', folder: 'demo', file: 'lot.mjs' })],
  renderer: () => [
    {
      configFile: join(root, 'renderer', 'vite.config.ts'),
      root: join(root, 'renderer'),
      logLevel: 'warn',
      build: { outDir: join(out, 'renderer'), emptyOutDir: true },
    },
  ],
};

/** @param {string} name */
export async function bundle(name) {
  const configs = parts[name];
  if (configs === undefined) throw new Stop(`There is no part "${name}": ${Object.keys(parts).join(', ')}`);
  for (const config of configs()) await build(config);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await bundle(process.argv[2] ?? '');
  } catch (error) {
    // The bundler's message names file and line; its stack only the bundler.
    say(stripVTControlCharacters(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}
