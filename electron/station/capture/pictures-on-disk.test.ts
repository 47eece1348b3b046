import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pictureTimes } from './pictures-on-disk.ts';

const beijing = (text: string): number => Date.parse(`${text}+08:00`);

it('when pictures were taken is told by their names, over a midnight of Beijing; what is no picture is none', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pictures-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const name of [
    '2026/05/21/in-1-235959-0a1b2c3d.jpg',
    '2026/05/22/in-1-000001-0a1b2c3e.jpg',
    '2026/05/22/out-2-093000-0a1b2c3f.jpg.part',
    '2026/05/22/notes.txt',
    '2026/05/20/in-1-120000-0a1b2c40.jpg',
  ]) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), '');
  }
  const from = beijing('2026-05-21T12:00:00');
  const times = pictureTimes(directory, from, beijing('2026-05-23T00:00:00'));
  expect(times.sort()).toEqual([beijing('2026-05-21T23:59:59'), beijing('2026-05-22T00:00:01')]);
  expect(pictureTimes(join(directory, 'none'), from, from)).toEqual([]);
});
