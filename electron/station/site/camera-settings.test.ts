import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSite, SiteError } from './load.ts';
import { loadSecrets } from './secrets.fixture.ts';

const KEY = 'a-key_of.a~camera-1';
const AT = { address: '192.168.1.64' };

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'site-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const load = (...cameras: object[]) =>
  loadSite(
    write('site.json', {
      lot: { parkCode: '4403000001', name: '车场', desk: '东门岗', totalStalls: 100 },
      links: [{ id: 'line', kind: 'serial', path: '/dev/ttyUSB0' }],
      lanes: cameras.map((camera, index) => ({
        id: `out-${index}`,
        name: `出口 ${index}`,
        direction: 'exit',
        camera: { id: `cam-${index}`, ...camera },
        barrier: { driver: 'modbus-relay', link: 'line', unit: index + 1, coils: { open: { coil: 0 } } },
      })),
      people: [{ id: 'li', name: '李', role: 'attendant' }],
    }),
  );

/** What the installer reads, a mistake a line. */
function linesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof SiteError) return error.lines;
    throw error;
  }
  return [];
}
const missing = (camera: object, secrets: object): string[] => {
  const site = load(camera);
  return linesOf(() => loadSecrets(write('secrets.json', secrets), site)).map((line) => line.split('：')[0] ?? '');
};

describe('cameras of other makers', () => {
  it.each([
    ['hikvision', { port: 80, user: 'admin', mode: 'pull', channel: 1 }],
    ['vzenith', { address: AT.address }],
    ['dahua', { mode: 'push', fixedPath: false, confidenceOf: 255 }],
    ['still', { picture: 'onvif' }],
  ])('%s needs its address alone, the rest has defaults', (driver, defaults) => {
    expect(load({ driver, ...AT }).lanes[0]?.camera).toMatchObject(defaults);
  });

  it('with mistakes name them', () => {
    expect(
      linesOf(() =>
        load(
          { driver: 'hikvision', address: 'camera.local' },
          { driver: 'onvif' },
          { driver: 'still', ...AT, picture: 'x' },
        ),
      ),
    ).toEqual([
      'lanes[0].camera.address：应为 IP 地址，如 192.168.1.64',
      'lanes[1].camera.driver：只能是 "push"、"hikvision"、"vzenith"、"dahua"、"still"',
      expect.stringContaining('lanes[2].camera.picture：'),
    ]);
  });

  it('that are known by their address alone have one each', () => {
    const fixed = { driver: 'dahua', ...AT, fixedPath: true };
    expect(linesOf(() => load(fixed, fixed))).toEqual([
      'lanes[1].camera.address：“192.168.1.64”与 lanes[0].camera.address 重复',
    ]);
    expect(linesOf(() => load(fixed, { ...fixed, fixedPath: false }))).toEqual([]);
  });
});

describe('their secrets', () => {
  const key = { cameras: { 'cam-0': KEY } };
  const password = { cameraPasswords: { 'cam-0': 'its password' } };

  it.each<[string, object, object, string[]]>([
    ['a stream: the password', { driver: 'hikvision', ...AT }, {}, ['cameraPasswords.cam-0']],
    ['a stream, given', { driver: 'hikvision', ...AT }, password, []],
    ['posts: the key', { driver: 'hikvision', mode: 'push', ...AT }, {}, ['cameras.cam-0']],
    ['posts, given', { driver: 'vzenith', ...AT }, key, []],
    ['posts to a fixed path: nothing', { driver: 'dahua', fixedPath: true, ...AT }, {}, []],
    [
      'a stream of the third maker: the password',
      { driver: 'dahua', mode: 'pull', ...AT },
      key,
      ['cameraPasswords.cam-0'],
    ],
    ['a picture alone: nothing', { driver: 'still', ...AT }, {}, []],
    [
      'a key that cannot stand in an address',
      { driver: 'vzenith', ...AT },
      { cameras: { 'cam-0': 'a key with blanks/16' } },
      ['cameras.cam-0'],
    ],
  ])('%s', (_what, camera, secrets, paths) => {
    expect(missing(camera, secrets)).toEqual(paths);
  });
});
