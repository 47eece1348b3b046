import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAtLogin } from './start-at-login.ts';
import type { LoginParts } from './start-at-login.ts';

let configuration: string;
beforeEach(() => {
  configuration = mkdtempSync(join(tmpdir(), 'login-'));
});
afterEach(() => rmSync(configuration, { recursive: true, force: true }));

const told: unknown[] = [];
const parts = (over: Partial<LoginParts> = {}): LoginParts => ({
  platform: 'linux',
  items: { setLoginItemSettings: (settings) => told.push(settings) },
  program: '/opt/Gatehouse/gatehouse',
  args: ['--data', '/srv/lot 1'],
  configuration,
  ...over,
});
const file = () => join(configuration, 'autostart', 'gatehouse.desktop');

describe('starting at login', () => {
  it('on Linux is a file of the autostart folder, which goes when it is switched off', () => {
    startAtLogin(true, parts());
    startAtLogin(true, parts());
    expect(readFileSync(file(), 'utf8')).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Gatehouse',
        'Exec="/opt/Gatehouse/gatehouse" "--data" "/srv/lot 1"',
        'Terminal=false',
        '',
      ].join('\n'),
    );
    startAtLogin(false, parts());
    startAtLogin(false, parts());
    expect(existsSync(file())).toBe(false);
  });

  it('what means something in such a file stands there as itself', () => {
    startAtLogin(true, parts({ args: ['50%', 'a"b', 'c\\d', '$HOME`x`'] }));
    const exec = readFileSync(file(), 'utf8').split('\n')[3];
    expect(exec).toBe(
      String.raw`Exec="/opt/Gatehouse/gatehouse" "50%%" "a\\"b" "c\\\\d" "\\$HOME\\` + '`x' + String.raw`\\` + '`"',
    );
  });

  it.each(['win32', 'darwin'] as const)('on %s the system keeps the list', (platform) => {
    told.length = 0;
    for (const wanted of [true, false]) startAtLogin(wanted, parts({ platform, program: 'C:\\Gatehouse.exe' }));
    expect(told).toEqual(
      [true, false].map((openAtLogin) => ({
        openAtLogin,
        path: 'C:\\Gatehouse.exe',
        args: ['--data', '/srv/lot 1'],
      })),
    );
    expect(existsSync(file())).toBe(false);
  });
});
