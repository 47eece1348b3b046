import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchApp, stubStation } from './app.ts';
import type { LaunchedApp } from './app.ts';
import { until } from './booth.ts';

/** What the page would do that its own walls do not let a test do from outside. */
declare const window: { setTimeout: (fn: () => void, ms: number) => void };

let data: string;
let launched: LaunchedApp;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kiosk-'));
});
afterEach(async () => {
  await launched.close();
  rmSync(data, { recursive: true, force: true });
});

async function launch(program: object): Promise<void> {
  writeFileSync(join(data, 'program.json'), JSON.stringify(program));
  launched = await launchApp({ data, station: stubStation });
}

const isKiosk = (): Promise<boolean | undefined> =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk());

/** Closes the window as Alt+F4 does; the system's box, which no test can press, is answered in its place. */
const closeAnswering = (answer: number): Promise<{ asked: string[]; left: number }> =>
  launched.app.evaluate(async ({ BrowserWindow, dialog }, response) => {
    const asked: string[] = [];
    dialog.showMessageBox = ((
      _window: unknown,
      { message, buttons = [], defaultId = -1 }: Electron.MessageBoxOptions,
    ) => {
      asked.push(message, buttons[defaultId] ?? '');
      return Promise.resolve({ response, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    BrowserWindow.getAllWindows()[0]?.close();
    await new Promise((resolve) => setImmediate(resolve));
    return { asked, left: BrowserWindow.getAllWindows().length };
  }, answer);

describe('a kiosk', () => {
  it('fills the screen, and asks before it closes: no keeps it', async () => {
    await launch({ kiosk: true });
    await until(async () => expect(await isKiosk()).toBe(true));
    expect(await closeAnswering(0)).toEqual({ asked: ['要结束岗亭程序吗？', '不结束'], left: 1 });
    expect(await closeAnswering(0)).toMatchObject({ left: 1 });
    expect(await launched.page.title()).not.toBe('');
  });

  it('yes ends the program, its station first', async () => {
    await launch({ kiosk: true });
    await until(async () => expect(await isKiosk()).toBe(true));
    const gone = launched.app.waitForEvent('close');
    // The program may be gone before it has answered.
    await closeAnswering(1).catch(() => undefined);
    await gone;
    expect(launched.log()).toMatch(/"station ended".*"asked":true/);
  });

  it('is none unless the site file says so, and then nothing is asked', async () => {
    await launch({});
    await until(async () => expect((await launched.page.title()).length).toBeGreaterThan(0));
    expect(await isKiosk()).toBe(false);
    const gone = launched.app.waitForEvent('close');
    await closeAnswering(0).catch(() => undefined);
    await gone;
    expect(launched.log()).toMatch(/"station ended".*"asked":true/);
  });
});

describe('what went wrong', () => {
  it('in the window stands in the log, and a crash leaves a dump on this machine alone', async () => {
    await launch({});
    await launched.page.evaluate(() => {
      window.setTimeout(() => {
        throw new Error('planted mistake');
      }, 0);
    });
    await until(() => expect(readFileSync(join(data, 'logs', 'main.log'), 'utf8')).toContain('planted mistake'));
    expect(await launched.app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false);
    expect(await launched.app.evaluate(({ app }) => app.getPath('crashDumps'))).toBe(join(data, 'logs', 'crashes'));
    expect(existsSync(join(data, 'logs', 'crashes'))).toBe(true);
  });
});
