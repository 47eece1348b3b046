import { execFileSync } from 'node:child_process';
import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/setup/places.mjs';

/**
 * Asks the system to forget what it remembers of the program's own files: Electron's, the build's, and the native modules'.
 * What every program uses stays in memory, as in the morning of a machine that ran all night. Linux alone can do it.
 */
export function forgetFiles(electron: string): void {
  const below = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const modules = below(realpathSync(join(root, 'node_modules'))).filter((file) => file.endsWith('.node'));
  for (const file of [...below(dirname(realpathSync(electron))), ...below(join(root, 'out')), ...modules])
    execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
}
