import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdDirectory } from './hold.ts';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'hold-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** What another process is told that takes the directory for itself, and ends. */
function another(): string {
  const module = pathToFileURL(join(import.meta.dirname, 'hold.ts')).href;
  const program = `import(${JSON.stringify(module)}).then(({ holdDirectory }) => {
    try { holdDirectory(${JSON.stringify(directory)}, 50); process.stdout.write('held'); }
    catch (error) { process.stdout.write(error.code); }
  })`;
  const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return stdout;
}

it('one process has a data directory, another one is refused; one that has ended lets it go', () => {
  expect(another()).toBe('held');
  holdDirectory(directory);
  expect(another()).toBe('in-use');
});

it('where nothing can be locked nobody is kept from the gates', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(() => holdDirectory(join(file, 'data'))).not.toThrow();
});
