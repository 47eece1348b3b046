import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pruneDumps } from './crashes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crashes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the newest dumps stay, wherever the reporter put them; what belongs to the others goes with them', () => {
  for (const [n, place] of ['pending', 'completed', 'reports', 'pending'].entries()) {
    mkdirSync(join(folder, place), { recursive: true });
    for (const ending of ['dmp', 'meta']) {
      const file = join(folder, place, `${n}.${ending}`);
      writeFileSync(file, '');
      utimesSync(file, n + 1, n + 1);
    }
  }
  writeFileSync(join(folder, 'settings.dat'), '');
  pruneDumps(folder, 2);
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  expect(left.sort()).toEqual(['pending/3.dmp', 'pending/3.meta', 'reports/2.dmp', 'reports/2.meta', 'settings.dat']);
});

it('a folder that is not there yet needs nothing', () => {
  expect(() => pruneDumps(join(folder, 'none'))).not.toThrow();
});
