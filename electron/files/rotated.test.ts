import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRotated } from './rotated.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'rotated-')), 'logs');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const kept = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('a rotated log', () => {
  it('keeps the newest files, and loses the oldest line first', () => {
    const log = openRotated(folder, 'main', { bytes: 12, files: 3 });
    for (let n = 1; n <= 9; n += 1) log.append(`line ${n}\n`);
    // Seven bytes each: one goes into a file.
    expect(kept()).toEqual({ 'main.log': 'line 9\n', 'main.1.log': 'line 8\n', 'main.2.log': 'line 7\n' });
  });

  it('goes on where the run before it stopped', () => {
    openRotated(folder, 'main', { bytes: 14, files: 2 }).append('before\n');
    const log = openRotated(folder, 'main', { bytes: 14, files: 2 });
    log.append('after1\n');
    log.append('after2\n');
    expect(kept()).toEqual({ 'main.log': 'after2\n', 'main.1.log': 'before\nafter1\n' });
  });

  it('a text longer than a file stands whole, in one of its own', () => {
    const log = openRotated(folder, 'main', { bytes: 10, files: 3 });
    log.append('one\n');
    log.append(`${'x'.repeat(40)}\n`);
    log.append('two\n');
    expect(kept()).toEqual({ 'main.log': 'two\n', 'main.1.log': `${'x'.repeat(40)}\n`, 'main.2.log': 'one\n' });
  });

  it('a file that somebody took away leaves the others in order', () => {
    const log = openRotated(folder, 'main', { bytes: 4, files: 4 });
    for (const text of ['a\n\n\n', 'b\n\n\n', 'c\n\n\n']) log.append(text);
    rmSync(join(folder, 'main.1.log'));
    log.append('d\n\n\n');
    expect(kept()).toEqual({ 'main.log': 'd\n\n\n', 'main.1.log': 'c\n\n\n', 'main.3.log': 'a\n\n\n' });
  });

  it('several logs of one folder do not touch one another, and are their owner’s alone', () => {
    const [main, station] = ['main', 'station'].map((name) => openRotated(folder, name, { bytes: 4, files: 2 }));
    for (const text of ['1\n', '22\n', '333\n']) main?.append(text);
    station?.append('s\n');
    expect(Object.keys(kept()).sort()).toEqual(['main.1.log', 'main.log', 'station.log']);
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'main.log')).mode & 0o777).toBe(0o600);
    }
  });

  it('says what the disk refused', () => {
    const log = openRotated(folder, 'main', { bytes: 100, files: 2 });
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    chmodSync(folder, 0o600);
    expect(() => log.append('x\n')).toThrow(/ENOTDIR|EEXIST/);
  });
});
