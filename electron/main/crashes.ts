import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Dumps of crashed processes stay on this machine, the newest few of them: each holds a part of the process's memory. */

/** How many are kept. */
export const MOST_DUMPS = 10;

/**
 * Removes all but the newest dumps below a folder, each with what lies beside it under its name (`.meta`, `.lock`).
 * Throws the system's error.
 */
export function pruneDumps(folder: string, most = MOST_DUMPS): void {
  if (!existsSync(folder)) return;
  const dumps = dumpsBelow(folder)
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { file } of dumps.slice(most)) {
    for (const ending of ['.dmp', '.meta', '.lock']) rmSync(file.replace(/\.dmp$/, ending), { force: true });
  }
}

/** By hand: Node 18 does not go below a folder by itself. */
const dumpsBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return dumpsBelow(path);
    return entry.name.endsWith('.dmp') ? [path] : [];
  });
