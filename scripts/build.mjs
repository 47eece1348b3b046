import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cache, out, root } from './setup/places.mjs';
import { must } from './setup/processes.mjs';
import { projectEnvironment, projectNode } from './setup/project-node.mjs';
import { Stop, step } from './setup/progress.mjs';

/**
 * The parts of a build: what each is made from and the file that shows that it was made. A part whose sources did not
 * change since is not built again.
 */
const always = ['package.json', 'package-lock.json', 'scripts/bundle.mjs'];
/** @type {Record<string, { from: string[], makes: string, script: string[] }>} */
const parts = {
  schema: {
    from: ['electron/contract', 'scripts/schema.mjs'],
    makes: join(root, 'resources', 'site.schema.json'),
    script: ['scripts/schema.mjs'],
  },
  main: {
    from: ['electron/main', 'electron/contract'],
    makes: join(out, 'main', 'main.cjs'),
    script: ['scripts/bundle.mjs', 'main'],
  },
  preload: {
    from: ['electron/preload', 'electron/contract'],
    makes: join(out, 'preload', 'preload.cjs'),
    script: ['scripts/bundle.mjs', 'preload'],
  },
  station: {
    from: ['electron/station', 'electron/contract', 'native'],
    makes: join(out, 'station', 'entry.mjs'),
    script: ['scripts/bundle.mjs', 'station'],
  },
  demo: {
    from: ['demo', 'electron/contract', 'native'],
    makes: join(out, 'demo', 'lot.mjs'),
    script: ['scripts/bundle.mjs', 'demo'],
  },
  renderer: {
    from: ['renderer', 'electron/contract', 'resources'],
    makes: join(out, 'renderer', 'index.html'),
    script: ['scripts/bundle.mjs', 'renderer'],
  },
};

const isTest = /\.test\.tsx?$/;

/**
 * @param {string} path
 * @returns {Promise<string[]>} the files at or below it, sorted
 */
async function filesAt(path) {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && !isTest.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @param {string[]} paths relative to the root */
async function fingerprint(paths) {
  const hash = createHash('sha256');
  const files = (await Promise.all(paths.map((path) => filesAt(join(root, path))))).flat();
  for (const file of files)
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * Builds the named parts (all when none is named), each only if its sources changed.
 * @param {string[]} [names]
 */
export async function buildParts(names = []) {
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    throw new Stop(`There is no part "${unknown.join(', ')}". Parts: ${Object.keys(parts).join(', ')}.`);
  }
  const chosen = Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));
  await mkdir(cache, { recursive: true });
  for (const [name, part] of chosen) {
    const stamp = join(cache, `built-${name}`);
    const sources = await fingerprint([...always, ...part.from]);
    const known = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
    if (known === sources && existsSync(part.makes)) continue;
    await step(`Build ${name}`, () =>
      must(projectNode(), ['--disable-warning=ExperimentalWarning', ...part.script], { env: projectEnvironment() }),
    );
    await writeFile(stamp, sources);
  }
}
