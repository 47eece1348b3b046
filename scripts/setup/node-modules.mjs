import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { modules, root } from './places.mjs';
import { Stop, step } from './progress.mjs';
import { capture } from './processes.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry
 * @param {string} path
 * @returns {Record<string, LockEntry>} the packages of a lock file by their folder
 */
function lockEntries(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/**
 * Whether `node_modules` is what `package-lock.json` asks for. npm writes down what it installed: comparing the two
 * lists also trusts an `npm ci` that somebody ran by hand, and no stamp of ours can go stale.
 */
export function modulesMatchLock() {
  const installedList = join(modules, '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const wanted = lockEntries(join(root, 'package-lock.json'));
  const installed = lockEntries(installedList);
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true;
    const have = installed[folder];
    // Optional packages are those of other platforms.
    if (have === undefined) return entry.optional === true;
    return have.version === entry.version && have.integrity === entry.integrity && existsSync(join(root, folder));
  });
}

/** Installs the npm packages of the lock file, exactly, unless they are there. */
export async function ensureModules() {
  if (modulesMatchLock()) return;
  await step('npm ci', async () => {
    // npm replaces node_modules, our own Node in it too: npm itself must run on the machine's Node.
    const own = join(modules, '.bin');
    const PATH = (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => folder !== own)
      .join(delimiter);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const result = await capture(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, PATH },
    });
    if (result.code !== 0) {
      throw new Stop(`npm ci failed (${result.code}):\n${`${result.stdout}\n${result.stderr}`.trim().slice(-3000)}`);
    }
  });
}
