import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildParts } from '../build.mjs';
import { officialBinary } from '../setup/electron-binary.mjs';
import { fallbackBinary } from '../setup/electron-fallback.mjs';
import { cache, dist, root } from '../setup/places.mjs';
import { must } from '../setup/processes.mjs';
import { projectEnvironment, projectNode } from '../setup/project-node.mjs';
import { Stop, step } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';

/**
 * `npm run package [-- --dir]`: the installers of this platform in `dist`, or with `--dir` the program unpacked, ready to be
 * started. Installers need the official Electron and tools that their maker downloads; `--dir` needs nothing.
 * @param {string[]} args
 */
export async function run(args) {
  const unpacked = args.includes('--dir');
  const unknown = args.filter((arg) => arg !== '--dir');
  if (unknown.length > 0) throw new Stop('Usage: npm run package [-- --dir]', { exitCode: 2 });
  await setUp({ tests: false });
  await buildParts();
  if (!unpacked && officialBinary() === null) {
    throw new Stop(
      'Installers are made of the official Electron, which could not be downloaded here. Try: npm run package -- --dir',
    );
  }
  await packed({ unpacked });
  return 0;
}

/**
 * Packs what was built. Without the official Electron, on the older one of the registry: to try, never to hand out.
 * @param {{ unpacked: boolean }} wish
 * @returns {Promise<string>} the folder of the program, unpacked
 */
export async function packed({ unpacked }) {
  const fallback = officialBinary() === null;
  const electron = fallback ? await bareFallback() : null;
  try {
    await step('Pack the program', () =>
      must(
        projectNode(),
        [join(root, 'scripts', 'package', 'pack.mjs'), ...(unpacked ? ['--dir'] : []), ...(electron ? [electron] : [])],
        { env: projectEnvironment() },
      ),
    );
  } finally {
    if (electron !== null) await rm(electron, { recursive: true });
  }
  return join(dist, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
}

/** The older Electron without our loader: a package has its app in the loader's place. */
async function bareFallback() {
  const binary = fallbackBinary();
  if (binary === null) throw new Stop('There is no Electron yet: run "npm run setup".');
  const folder = await mkdtemp(join(cache, 'electron-bare-'));
  await cp(join(binary, '..'), folder, {
    recursive: true,
    filter: (path) => !path.endsWith(join('resources', 'app')) && !path.endsWith('ORIGIN'),
  });
  return folder;
}
