import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDisplay } from '../../scripts/display.mjs';
import { electronCommand } from '../../scripts/electron.mjs';
import { openStore } from '../../electron/station/store/open.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import type { StationFiles } from '../support/station.ts';
import { launchApp, stubStation } from './app.ts';
import type { LaunchedApp } from './app.ts';
import { byId, signInAs, until } from './booth.ts';

let directory: string;
let files: StationFiles;
let launched: LaunchedApp;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'starts-'));
  files = writeSmallLot(directory);
});
afterEach(async () => {
  await launched.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('an older program on the store of a newer one', () => {
  it('says so in words, and changes nothing', async () => {
    mkdirSync(files.data, { recursive: true });
    const store = join(files.data, 'gatehouse.sqlite');
    const db = openStore(store);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(store);
    launched = await launchApp({ ...files, signIn: signInAs('li') });
    const loading = launched.page.locator(byId('loading'));
    await until(async () => expect(await loading.textContent()).toContain('数据库是更新版本的程序写的'));
    expect(await loading.textContent()).toContain('请安装新版本的程序；数据没有被改动。');
    await launched.screenshot('screens/newer-store');
    const looked = new Database(store, { readonly: true });
    expect(looked.pragma('user_version', { simple: true })).toBe(999);
    looked.close();
    expect(readFileSync(store).equals(before)).toBe(true);
  });
});

describe('a second start on the same data', () => {
  it('ends with words, and brings the first window back', async () => {
    launched = await launchApp({ data: files.data, station: stubStation });
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const display = await openDisplay();
    const electron = electronCommand();
    const second = spawn(electron.path, [...electron.args, '--data', files.data, '--station', stubStation], {
      env: { ...electron.env, ...display.env, GATEHOUSE_NO_GPU: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const [code] = (await once(second, 'close')) as [number];
    await display.close();
    expect(code).toBe(0);
    expect(said).toContain('Gatehouse already runs on this data directory');
    const isMinimised = () =>
      launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
    await until(async () => expect(await isMinimised()).toBe(false));
    expect(launched.log().match(/the program starts/g)).toHaveLength(1);
  });
});
