import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPicture } from './picture-file.ts';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'picture-'))));
afterEach(() => rmSync(directory, { recursive: true }));
const load = (file: string) => loadPicture(join(directory, file));

it('a picture is read, and is a JPEG', async () => {
  const image = sharp({ create: { width: 32, height: 16, channels: 3, background: '#123' } });
  await image.png().toFile(join(directory, 'a.png'));
  const loaded = await load('a.png');
  expect(loaded.kind).toBe('picture');
  if (loaded.kind === 'picture') expect([...loaded.jpeg.subarray(0, 2)]).toEqual([0xff, 0xd8]);
});

it('one that the disk refuses just now is waited for', async () => {
  // A folder in its place: the read fails, but not because nothing is there.
  expect(await load('.')).toMatchObject({ kind: 'not-yet', why: expect.stringContaining('EISDIR') as string });
});

it('one that is no longer there or is no picture never will be one', async () => {
  writeFileSync(join(directory, 'words.jpg'), 'words');
  expect(await load('nothing.jpg')).toMatchObject({ kind: 'never', why: expect.stringContaining('disk') as string });
  expect(await load('words.jpg')).toMatchObject({ kind: 'never', why: 'the file is no picture' });
});
