import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../../scripts/setup/places.mjs';

/** Builds the empty window into a folder, its page as the program's own pages are; Electron can be started on it. */
export async function buildWindow(folder: string): Promise<void> {
  await build({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    root: import.meta.dirname,
    logLevel: 'warn',
    build: { outDir: join(folder, 'page'), emptyOutDir: true },
  });
  copyFileSync(join(import.meta.dirname, 'main.cjs'), join(folder, 'main.cjs'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }));
}
