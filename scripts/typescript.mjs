import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/places.mjs';
import { foreground } from './setup/processes.mjs';
import { projectEnvironment, projectNode } from './setup/project-node.mjs';
import { Stop } from './setup/progress.mjs';

/**
 * Runs one TypeScript program of the project in the foreground, under the project's Node, which needs no build for it.
 * @param {string} file relative to the root
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runTypeScript(file, args) {
  const path = join(root, file);
  if (!existsSync(path)) throw new Stop(`There is no ${file}.`);
  return foreground(projectNode(), ['--disable-warning=ExperimentalWarning', path, ...args], {
    env: projectEnvironment(),
    cwd: process.cwd(),
  });
}
