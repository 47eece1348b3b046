import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSmallLot } from '../support/small-lot.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp } from './app.ts';
import { seriousFindings } from './axe.ts';
import { byId, signInAs, until } from './booth.ts';

let directory: string;
let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'support-'));
  launched = await launchApp({ ...writeSmallLot(directory), signIn: signInAs('li') });
  page = launched.page;
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await launched.close();
  rmSync(directory, { recursive: true, force: true });
});

it('one press in the about box packs what support needs, where the person says', async () => {
  const file = join(directory, 'for-support.zip');
  // The system's own box, which no test can press: it is answered in its place.
  await launched.app.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path));
  }, file);
  await page.waitForSelector(byId('board'));
  await page.locator(byId('about')).click();
  await page.locator(byId('support-make')).click();
  await page.waitForSelector(byId('support-made'));
  await until(() => expect(existsSync(file) && readFileSync(file).length > 0).toBe(true));
  expect(await seriousFindings(page)).toEqual([]);
  await launched.screenshot('screens/support');
  const names = await until(() => Object.keys(unzipSync(readFileSync(file))));
  expect(names).toEqual(
    expect.arrayContaining([
      'health.json',
      'site.json',
      'audit.json',
      'versions.json',
      'logs/main.log',
      'logs/station.log',
    ]),
  );
});
