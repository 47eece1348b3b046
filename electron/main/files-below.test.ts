import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathBelow, readBelow } from './files-below.ts';

describe('a path of a URL below a folder', () => {
  it('names the file, percent-encoding and Chinese names undone', () => {
    expect(pathBelow('/data', '/2031/05/%E7%B2%A4B%2012345.jpg')).toBe(join('/data', '2031', '05', '粤B 12345.jpg'));
  });

  it.each([
    '/..',
    '/../x',
    '/a/../../x',
    '/%2e%2e/x',
    '/..%2fx',
    '/a%2f..%2f..%2fx',
    '/a\\..\\x',
    '/C:/x',
    '/%00',
    '/%zz',
    '/',
  ])('refuses %s', (pathname) => expect(pathBelow('/data', pathname)).toBeNull());

  it('whatever it is, never leads out of the folder', () => {
    const piece = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2F', '%5c', '/', '\\', 'a', ':'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const path = pathBelow(`${sep}data`, `/${pieces.join('')}`);
        return path === null || path.startsWith(`${sep}data${sep}`);
      }),
    );
  });
});

describe('reading a file below a folder', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'gatehouse-files-'));
    mkdirSync(join(place, 'in', 'sub'), { recursive: true });
    mkdirSync(join(place, 'in-too'));
    writeFileSync(join(place, 'in', 'sub', 'a.txt'), 'inside');
    writeFileSync(join(place, 'in-too', 'b.txt'), 'outside');
    symlinkSync(join(place, 'in-too', 'b.txt'), join(place, 'in', 'link.txt'));
    symlinkSync(join(place, 'in-too'), join(place, 'in', 'linked'));
  });
  afterAll(() => rmSync(place, { recursive: true }));

  it('gives its bytes', async () => {
    expect((await readBelow(join(place, 'in'), '/sub/a.txt'))?.toString()).toBe('inside');
  });

  it.each(['/absent.txt', '/sub', '/sub/a.txt/more', '/link.txt', '/linked/b.txt'])(
    'gives nothing for %s',
    async (pathname) => expect(await readBelow(join(place, 'in'), pathname)).toBeNull(),
  );
});
