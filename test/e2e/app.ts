import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { openDisplay } from '../../scripts/display.mjs';
import { electronCommand } from '../../scripts/electron.mjs';
import { cache, results } from '../../scripts/setup/places.mjs';

/** The built app in a real Electron window. Run `npm run e2e` or `npm run build` first: the tests take what was built. */

export interface LaunchOptions {
  /** The data directory; give each test one of its own. */
  data: string;
  site?: string;
  secrets?: string;
  /** Of the window's content; 1366×768 unless told. */
  size?: { width: number; height: number };
  /** Another station program, e.g. `stubStation`. */
  station?: string;
  stationHost?: 'utility' | 'node';
  /** Who sits at the desk from the start: person and password. Absent: nobody. */
  signIn?: string;
  /** Further environment. */
  env?: Record<string, string>;
}

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  /** What main and the station logged so far. */
  log: () => string;
  /** Saves a picture of the window as `test-results/<name>.png`, if `GATEHOUSE_PICTURES` asks for pictures. */
  screenshot: (name: string) => Promise<void>;
  /** The process of the station, whichever way it is hosted; null while there is none. */
  stationPid: () => Promise<number | null>;
  /** Ends the app in order, its station too, and waits for that. */
  close: () => Promise<void>;
}

/** A station that speaks the wire and has no lot behind it. */
export const stubStation = join(import.meta.dirname, '..', 'stub', 'station.cjs');

/** Starts the app and waits for its window. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const display = await openDisplay();
  const electron = electronCommand();
  const logFiles = ['main.log', 'station.log'].map((name) => join(options.data, 'logs', name));
  const log = () =>
    logFiles
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
  try {
    const app = await _electron.launch({
      executablePath: electron.path,
      args: [...electron.args, ...appArguments(options)],
      // A test never uses the GPU: on a virtual screen some starts would hang.
      env: definedOnly({
        ...electron.env,
        ...display.env,
        GATEHOUSE_NO_GPU: '1',
        // The station's program is compiled once for all windows.
        NODE_COMPILE_CACHE: join(cache, 'compiled-station'),
        GATEHOUSE_SIGN_IN: options.signIn,
        ...options.env,
      }),
    });
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    return {
      app,
      page,
      log,
      screenshot: async (name) => {
        if (process.env.GATEHOUSE_PICTURES !== '1') return;
        mkdirSync(results, { recursive: true });
        await page.screenshot({ path: join(results, `${name}.png`) });
      },
      stationPid: () => findStation(app),
      close: async () => {
        await app.close();
        await display.close();
      },
    };
  } catch (error) {
    await display.close();
    throw new Error(`The app did not open its window. Its log:\n${log()}`, { cause: error });
  }
}

/** Electron knows its own utility processes; a plain Node is found among the children of main (Linux). */
async function findStation(app: ElectronApplication): Promise<number | null> {
  const hosted = await app.evaluate(
    (electron) => electron.app.getAppMetrics().find(({ name }) => name === 'Gatehouse station')?.pid,
  );
  if (hosted !== undefined) return hosted;
  const main = await app.evaluate(() => process.pid);
  const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(/\s+/);
  const station = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('entry.mjs'));
  return station === undefined ? null : Number(station);
}

function appArguments({ data, site, secrets, size, station, stationHost }: LaunchOptions): string[] {
  const { width, height } = size ?? { width: 1366, height: 768 };
  return [
    ...['--data', data, '--size', `${width}x${height}`],
    ...(site === undefined ? [] : ['--site', site]),
    ...(secrets === undefined ? [] : ['--secrets', secrets]),
    ...(station === undefined ? [] : ['--station', station]),
    ...(stationHost === undefined ? [] : ['--station-host', stationHost]),
  ];
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
