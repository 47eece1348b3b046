import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTimeServer } from '../../native/clock/simulated-time-server.ts';
import type { SimulatedTimeServer } from '../../native/clock/simulated-time-server.ts';
import { writeSmallLot } from '../support/small-lot.ts';
import type { StationFiles } from '../support/station.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp } from './app.ts';
import { seriousFindings } from './axe.ts';
import { byId, signInAs, until } from './booth.ts';

const LI = signInAs('li');

let directory: string;
let files: StationFiles;
let server: SimulatedTimeServer;
let launched: LaunchedApp;
let page: Page;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'upkeep-'));
  server = await startTimeServer(() => Date.now());
  files = writeSmallLot(directory, { clock: { servers: [server.place] } });
});
afterEach(async () => {
  await launched.close();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function launch(signIn?: string): Promise<void> {
  launched = await launchApp({ ...files, ...(signIn !== undefined && { signIn }) });
  page = launched.page;
  page.setDefaultTimeout(15_000);
}
const sees = (testId: string): Promise<unknown> => page.waitForSelector(byId(testId));
const press = (testId: string): Promise<void> => page.locator(byId(testId)).first().click();

/** By hand at the sign-in, as a supervisor does. */
async function signIn(): Promise<void> {
  await press('person-li');
  await page.locator(byId('password')).fill(LI.split(':')[1] ?? '');
  await page.keyboard.press('Enter');
}

async function openUpkeep(): Promise<void> {
  await sees('board');
  await press('about');
  await press('to-upkeep');
  await sees('upkeep');
}

async function backUp(): Promise<void> {
  await press('backup-make');
  await sees('backup-last');
  await until(() => expect(page.locator(`${byId('backup-copies')} tbody tr[data-row-key]`).count()).resolves.toBe(1));
}

describe('upkeep', () => {
  it('a supervisor makes a copy, asks for it back, and the board comes again after it', async () => {
    await launch(LI);
    await openUpkeep();
    await backUp();
    expect(await seriousFindings(page)).toEqual([]);
    await launched.screenshot('screens/upkeep');
    await press('restore-ask');
    await press('reason-1');
    await sees('restoring');
    await signIn();
    await sees('restore-newest');
    expect(await seriousFindings(page)).toEqual([]);
    await launched.screenshot('screens/restore');
    await press('restore-newest');
    await press('reason-1');
    await until(() => expect(page.locator(byId('restoring')).count()).resolves.toBe(0));
    await sees('sign-in');
    await signIn();
    await sees('board');
  });

  it('a database that is garbage: Chinese words instead of a board, and the newest copy goes on', async () => {
    await launch(LI);
    await openUpkeep();
    await backUp();
    await launched.close();
    writeFileSync(join(files.data, 'gatehouse.sqlite'), 'garbage '.repeat(10_000));
    await launch();
    expect(await page.locator(byId('restoring')).textContent()).toContain('数据库用不了');
    await launched.screenshot('screens/restoring-sign-in');
    await signIn();
    expect(await page.locator(byId('restore')).textContent()).toContain('set-aside');
    await press('restore-newest');
    await press('reason-1');
    await until(() => expect(page.locator(byId('restoring')).count()).resolves.toBe(0));
    await signIn();
    await sees('board');
  });

  it('how far the clock is off stands beside it', async () => {
    server.offsetMs = -12_000;
    await launch(LI);
    await sees('clock-offset');
    expect(await page.locator(byId('clock-offset')).textContent()).toMatch(/±1[12]/);
    expect(await page.locator(byId('notice-clock-off')).textContent()).toContain('w32tm');
  });
});
