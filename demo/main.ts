import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Stop } from '../scripts/setup/progress.mjs';
import { startApp } from './app.ts';
import type { RunningApp } from './app.ts';
import { openControl } from './control.ts';
import { PRIORITY_HOURS } from './hospital.ts';
import { startDemoLot } from './lot.ts';
import { payWhatIsShown } from './payment/drivers.ts';
import { DEMO_PEOPLE } from './people.ts';
import { parseOptions, USAGE } from './options.ts';
import type { DemoOptions } from './options.ts';

/** As long as a driver needs to scan a code and agree. */
const DRIVER_PAYS_MS = 4000;

/** The demo: a lot, its control page, and the app on it. Ends when the app ends, the time is over, or on Ctrl+C. */
async function run(options: DemoOptions): Promise<number> {
  const lot = await startDemoLot({
    seed: options.seed,
    lanes: options.lanes,
    cars: options.cars,
    speed: options.speed,
    misread: options.misread,
    priority: PRIORITY_HOURS,
    tariff: true,
    ...(options.light === 'clock' ? {} : { light: options.light }),
    ...(options.dataDir === null ? {} : { dataDir: options.dataDir }),
  });
  const control = await openControl(lot, options.controlPort);
  const { site, secrets, data } = lot.files;
  const places = ['--site', site, '--secrets', secrets, '--data', data];
  say(`Demo lot: ${lot.config.lanes.map(({ id, name, kind }) => `${name} (${id}, ${kind})`).join(', ')}`);
  say(`  control page    ${control.url}   (send cars, break things)`);
  say(`  platform        ${lot.platform.access.url}   book: ${control.url}book`);
  say(`  city brain      ${lot.citybrain.access.url}`);
  say(`  people          ${DEMO_PEOPLE.map(({ name, role, password }) => `${name} (${role}) ${password}`).join(', ')}`);
  say(`  folder          ${lot.files.folder}${options.dataDir === null ? '   (removed at the end)' : ''}`);

  const [onDuty] = DEMO_PEOPLE;
  const ending = new AbortController();
  const end = () => ending.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const paying = lot.cashier ? payWhatIsShown(lot.cashier, DRIVER_PAYS_MS, ending.signal) : Promise.resolve();
  const appLog = join(lot.files.folder, 'app.log');
  let app: RunningApp | null = null;
  let playing: Promise<void> | null = null;
  try {
    if (options.app) {
      app = await startApp(
        [
          ...places,
          ...(options.seconds === null ? [] : ['--seconds', String(options.seconds)]),
          ...(options.screenshot === null ? [] : ['--screenshot', resolve(options.screenshot)]),
        ],
        appLog,
        `${onDuty.id}:${onDuty.password}`,
      );
    } else {
      say(`  the app         npm run start -- ${places.join(' ')}`);
      say(`  or the station  npm run --silent station -- ${places.join(' ')}`);
    }
    playing = play();
    const code = await Promise.race([
      once(ending.signal, 'abort').then(() => 0),
      ...(app === null ? [] : [app.ended]),
      ...(options.seconds === null ? [] : [timeUp(options.seconds, app !== null)]),
    ]);
    if (code !== 0 && app !== null) await showEnd(appLog);
    return code;
  } finally {
    ending.abort();
    await app?.stop();
    await control.stop();
    await lot.stop();
    await playing;
    await paying;
  }

  async function play(): Promise<void> {
    try {
      await lot.whenReady(120_000);
      say(options.cars === 0 ? 'Ready. No car comes by itself.' : `Ready. ${options.cars} cars come today.`);
      await lot.playDay();
    } catch (error) {
      if (!ending.signal.aborted)
        say(`The day does not begin: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** The app ends by its own --seconds; one that does not is a failure. Alone, the lot keeps the time. */
function timeUp(seconds: number, hasApp: boolean): Promise<number> {
  const options = { ref: false };
  return hasApp ? delay((seconds + APP_GRACE_S) * 1000, 1, options) : delay(seconds * 1000, 0, options);
}

/** The last lines of a log, for whoever must find out why the app ended badly. */
async function showEnd(file: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  for (const line of lines.slice(-LAST_LINES)) console.error(`  ${line}`);
}

const LAST_LINES = 30;
const APP_GRACE_S = 60;
const say = (line: string): void => console.log(line);

const args = process.argv.slice(2);
const parsed = parseOptions(args);
if (args.includes('--help')) {
  say(USAGE);
} else if (parsed.ok) {
  try {
    process.exitCode = await run(parsed.options);
  } catch (error) {
    // Words for the person at the keyboard; anything else is a fault of ours and shows its stack.
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = error.exitCode;
  }
} else {
  for (const problem of parsed.problems) console.error(problem);
  console.error(USAGE);
  process.exitCode = 2;
}
