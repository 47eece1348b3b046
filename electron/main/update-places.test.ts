import { expect, it } from 'vitest';
import { releaseNames } from './update-places.ts';

const RELEASED = [
  'gatehouse-1.2.3-win-x64.exe',
  'gatehouse-1.2.3-win-arm64.exe',
  'gatehouse-1.2.3-linux-amd64.deb',
  'gatehouse-1.2.3-linux-arm64.deb',
  'gatehouse-1.2.3-linux-x86_64.AppImage',
  'gatehouse-1.2.3-linux-arm64.AppImage',
];

it.each([
  ['win32', 'x64', false, 'latest.yml', RELEASED[0]],
  ['win32', 'arm64', false, 'latest.yml', RELEASED[1]],
  ['linux', 'x64', false, 'latest-linux.yml', RELEASED[2]],
  ['linux', 'arm64', false, 'latest-linux-arm64.yml', RELEASED[3]],
  ['linux', 'x64', true, 'latest-linux.yml', RELEASED[4]],
  ['linux', 'arm64', true, 'latest-linux-arm64.yml', RELEASED[5]],
] as const)(
  '%s %s (AppImage %s): of all that is released, one is for this machine',
  (platform, arch, image, feed, file) => {
    const names = releaseNames(platform, arch, image);
    expect(names?.feed).toBe(feed);
    expect(RELEASED.filter((name) => names?.suits(name))).toEqual([file]);
  },
);

it('for what nobody packs there is none', () => {
  expect(releaseNames('darwin', 'arm64', false)).toBeNull();
  expect(releaseNames('linux', 'riscv64', false)).toBeNull();
});
