import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLaneBoard } from '../../demo/board.ts';
import type { LaneBoard } from '../../demo/board.ts';
import { carFor } from '../../demo/cars.ts';
import { openLaneCamera } from '../../demo/camera.ts';
import { openJournal } from '../../demo/journal.ts';
import { openDemoLane } from '../../demo/lane.ts';
import type { DemoLane, RideOutcome } from '../../demo/lane.ts';
import { photographer } from '../../demo/picture/picture.ts';
import { seeded } from '../../demo/random.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import type { PushCamera } from '../../native/camera/push-camera.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp } from './app.ts';

/**
 * An installer with a bare PC: from nothing to the first car, the acceptance run, and the same site on a second PC. The
 * devices are there over real sockets: a relay board with its arm and loops, and a camera that posts.
 */

const PLAN = { id: 'in-1', name: '入口 1', direction: 'entrance', kind: 'confirm', others: 'ask' } as const;
const CAMERA = 'cam-in-1';
const PASSPHRASE = '搬家用的口令 2026-11';

const clock = createSystemClock();
const stopping = new AbortController();
let folder: string;
let board: LaneBoard;
let capturePort: number;
let app: LaunchedApp;
const pushes: PushCamera[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wizard-'));
  board = await openLaneBoard({ plan: PLAN, journal: openJournal(), clock, travelMs: 250 });
  capturePort = await freePort();
});
afterAll(async () => {
  stopping.abort();
  for (const push of pushes) push.stop();
  await app.close();
  await board.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page = (): Page => app.page;
const at = (testId: string) => page().getByTestId(testId);
const sees = (testId: string) => expect.poll(() => at(testId).count(), { message: testId }).toBeGreaterThan(0);
const fill = (testId: string, text: string) => at(testId).fill(text);
const shot = (name: string) => app.screenshot(`screens/wizard-${name}`);

async function start(name: string): Promise<void> {
  app = await launchApp({ data: join(folder, name) });
  page().setDefaultTimeout(15_000);
}

/** One of several, by its words. */
async function pick(testId: string, words: string): Promise<void> {
  await at(testId).click();
  await page().locator('.ant-select-item-option').filter({ hasText: words }).last().click();
}

async function step(name: string): Promise<void> {
  await at(`step-${name}`).click();
  await expect.poll(() => at('wizard').getAttribute('data-page')).toBe(name);
}

/** What was typed is with the station. */
async function stored(): Promise<void> {
  await page().keyboard.press('Tab');
  await expect.poll(() => at('stored').getAttribute('data-stored')).toBe('true');
}

async function begin(way: 'new' | 'take-over', name: string): Promise<void> {
  await sees('welcome');
  await at(`way-${way}`).click();
  await fill('first-name', name);
  await fill('new-password', 'anzhuang-2026');
  await fill('new-password-again', 'anzhuang-2026');
  await at('setup-begin').click();
  await sees('wizard');
}

/** A camera that was told this key posts what stands before it. */
async function laneWith(key: string): Promise<DemoLane> {
  const push = createPushCamera({ url: `http://127.0.0.1:${capturePort}`, cameraId: CAMERA, key, clock, pace: 8 });
  pushes.push(push);
  const artist = photographer();
  await artist.prepare({ laneName: PLAN.name, direction: PLAN.direction, light: 'day' });
  const journal = openJournal();
  const camera = openLaneCamera({
    plan: PLAN,
    push,
    photographer: artist,
    journal,
    random: seeded(1),
    misreadShare: () => 0,
    light: 'day',
  });
  return openDemoLane({ plan: PLAN, board, camera, journal, pace: 8, stopping: stopping.signal });
}

/** The car at the line is let in by the attendant, and drives through. */
async function letIn(driven: Promise<RideOutcome>, plate: string): Promise<void> {
  await expect.poll(() => at('lane-in-1').getAttribute('data-phase')).toBe('asking');
  await expect.poll(() => at('lane-in-1').getAttribute('data-settled')).toBe('true');
  await page().keyboard.press('F1');
  expect(await driven).toMatchObject({ result: 'passed', readAs: plate });
  await expect.poll(() => at('lane-in-1').getAttribute('data-phase')).toBe('idle');
}

const carComesIn = (lane: DemoLane, plate: string): Promise<void> =>
  letIn(lane.ride({ car: carFor(plate), manner: 'normal', patienceMs: 30_000 }), plate);

async function toAcceptance(): Promise<void> {
  await page().keyboard.press('q');
  await sees('setup');
  await step('check');
  await at('to-acceptance').click();
  await sees('acceptance');
}

describe('from a bare PC to a working lane', () => {
  let key: string;
  let lane: DemoLane;

  it('the first page asks who sets it up, and takes no weak password', async () => {
    await start('first');
    await sees('welcome');
    await shot('welcome');
    await at('way-new').click();
    await fill('first-name', '赵工');
    await fill('new-password', '12345678');
    await fill('new-password-again', '12345678');
    expect(await at('setup-begin').isDisabled()).toBe(true);
    await begin('new', '赵工');
  });

  it('the lot and its lanes', async () => {
    await fill('lot.name', '南山医院停车场');
    await fill('lot.desk', '东门岗');
    await fill('lot.parkCode', '44030500100101000099');
    await fill('lot.totalStalls', '120');
    await stored();
    await shot('lot');
    await step('lanes');
    await at('quick-one').click();
    await sees('lane-in-1');
    await shot('lanes');
  });

  it('the camera: where it posts, and its first capture', async () => {
    await step('cameras');
    await pick('lanes[0].camera.driver', '推送');
    await page()
      .locator('.setup-fold', { has: at('capture.listen.port') })
      .locator('.ant-collapse-header')
      .click();
    await fill('capture.listen.port', String(capturePort));
    await stored();
    await at('posting-in-1').click();
    await sees('posting-url');
    key = await at('posting-key').innerText();
    expect(key.length).toBeGreaterThanOrEqual(16);
    await at('wait-in-1').click();
    await sees('camera-waiting');
    lane = await laneWith(key);
    const { delivered } = await lane.camera.shoot(carFor('粤B12345'));
    await delivered;
    await expect
      .poll(() =>
        at('trial')
          .allInnerTexts()
          .then((all) => all.join(' ')),
      )
      .toContain('粤B12345');
    await shot('camera');
  });

  it('the barrier: its line is probed, its contacts read, the arm lifted and lowered', async () => {
    await step('barriers');
    await at('add-tcp').click();
    await fill('links[0].host', '127.0.0.1');
    await fill('links[0].port', String(board.port));
    await stored();
    const link = await page().locator('[data-testid^="probe-"]').first().getAttribute('data-testid');
    await at(link ?? '').click();
    await expect
      .poll(
        () =>
          at('trial')
            .allInnerTexts()
            .then((all) => all.join(' ')),
        { timeout: 30_000 },
      )
      .toContain('1');
    await pick('lanes[0].barrier.driver', 'Modbus');
    await at('usual-wiring').click();
    await at('read-in-1').click();
    await sees('contacts');
    board.setLoop('approach', true);
    await expect.poll(() => at('contacts').innerText()).toContain('有车');
    board.setLoop('approach', false);
    await expect.poll(() => at('contacts').innerText()).not.toContain('有车');
    await at('open-in-1').click();
    await at('arm-sure').click();
    await expect.poll(() => board.arm()).toBe('up');
    await shot('barrier');
    await at('close-in-1').click();
    await at('arm-sure').click();
    await expect.poll(() => board.arm()).toBe('down');
  });

  it('it can be left and come back to: nothing is lost', async () => {
    await app.close();
    await start('first');
    await sees('sign-in');
    await page().keyboard.press('1');
    await expect.poll(() => page().locator('[data-testid="password"]:focus').count()).toBe(1);
    await page().keyboard.type('anzhuang-2026');
    await page().keyboard.press('Enter');
    await sees('wizard');
    expect(await at('lot.name').inputValue()).toBe('南山医院停车场');
  });

  it('nothing is wrong: it is saved, the station begins at work, and the first car comes in', async () => {
    await step('check');
    await shot('check');
    await sees('no-mistakes');
    await at('setup-save').click();
    await sees('reason-dialog');
    await page().keyboard.press('1');
    await sees('acceptance');
    await page().keyboard.press('Escape');
    await sees('board');
    await expect.poll(() => board.isPolled()).toBe(true);
    await expect.poll(() => at('lane-in-1').getAttribute('data-phase')).toBe('idle');
    await carComesIn(lane, '粤B66666');
    await shot('first-car');
  });

  it('the acceptance run ends in a certificate', async () => {
    await toAcceptance();
    await at('acceptance-begin').click();
    await at('run-vectors').click();
    await expect.poll(() => at('check-vectors').getAttribute('data-state')).toBe('passed');
    await at('run-in-1/test-car').click();
    await sees('acceptance-ask');
    await shot('acceptance');
    // The test car is a car: it is let in as any other before the arm is tried.
    const driven = lane.ride({ car: carFor('粤B77777'), manner: 'normal', patienceMs: 30_000 });
    await expect.poll(() => at('check-in-1/test-car').getAttribute('data-state')).toBe('passed');
    await page().keyboard.press('Space');
    await expect.poll(() => at('acceptance').count()).toBe(0);
    await letIn(driven, '粤B77777');
    await toAcceptance();
    await at('run-in-1/arm').click();
    await expect.poll(() => at('check-in-1/arm').getAttribute('data-state'), { timeout: 30_000 }).toBe('passed');
    for (;;) {
      const open = page().locator('[data-testid^="check-"][data-state="open"]');
      const before = await open.count();
      if (before === 0) break;
      await open.first().locator('[data-testid^="skip-"]').click();
      await sees('reason-dialog');
      await page().keyboard.press('1');
      await expect.poll(() => open.count()).toBe(before - 1);
    }
    await at('acceptance-finish').click();
    await at('finish-send').click();
    await sees('certificate');
    await shot('certificate');
    const file = join(folder, 'certificate.pdf');
    await app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await at('certificate-pdf').click();
    await expect.poll(() => pdfAt(file)).toBe('%PDF-');
  });

  it('a setting is changed later: seen before it is saved, in force at once, and undone', async () => {
    await page().keyboard.press('Escape');
    await sees('board');
    await page().keyboard.press('q');
    await step('lot');
    await fill('lot.totalStalls', '150');
    await stored();
    await expect.poll(() => at('changes-count').innerText()).toContain('1');
    await at('changes-open').click();
    await expect.poll(() => at('changes').innerText()).toMatch(/120[\s\S]*150/);
    await shot('changes');
    await page().keyboard.press('Escape');
    await at('save-open').click();
    await sees('reason-dialog');
    await page().keyboard.press('1');
    await expect.poll(() => at('changes-count').innerText()).not.toContain('1');
    await at('versions-open').click();
    await sees('version-2');
    await shot('versions');
    await at('take-version-1').click();
    await expect.poll(() => at('lot.totalStalls').inputValue()).toBe('120');
  });

  it('the same site on a second PC: its secrets come under the passphrase, and a car comes in', async () => {
    await at('discard-open').click();
    await page()
      .getByRole('button', { name: /放弃|OK|确\s*定/ })
      .last()
      .click();
    const file = join(folder, 'site.json');
    await app.app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, file);
    await at('export-open').click();
    await fill('export-first', PASSPHRASE);
    await fill('export-again', PASSPHRASE);
    await at('export-send').click();
    await expect.poll(() => exportAt(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain(key);
    await app.close();

    await start('second');
    await begin('take-over', '钱工');
    await sees('import-dialog');
    await at('import-file').setInputFiles(file);
    await fill('import-passphrase', 'not this one');
    await at('import-send').click();
    await sees('import-failed');
    await fill('import-passphrase', PASSPHRASE);
    await at('import-send').click();
    await expect.poll(() => at('import-dialog').count()).toBe(0);
    await step('check');
    await sees('no-mistakes');
    await at('setup-save').click();
    await sees('reason-dialog');
    await page().keyboard.press('1');
    await sees('acceptance');
    await page().keyboard.press('Escape');
    await sees('board');
    await expect.poll(() => at('lane-in-1').getAttribute('data-phase')).toBe('idle');
    await carComesIn(lane, '粤B88888');
  });
});

const firstBytes = (file: string): string => {
  try {
    return readFileSync(file).subarray(0, 5).toString('latin1');
  } catch {
    return '';
  }
};
const pdfAt = firstBytes;
const exportAt = (file: string): boolean => firstBytes(file).startsWith('{');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
