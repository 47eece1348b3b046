import { createPublicKey, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { Menu, app, crashReporter, protocol, safeStorage, session } from 'electron';
import type { ProgramWishes, UpdateMessage } from '../contract/wire.ts';
import { aboutProgram, isFallbackElectron } from './about.ts';
import { parseArguments, stationArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import { pruneDumps } from './crashes.ts';
import { serveCaptures } from './capture-protocol.ts';
import { answerWindowRequests, windowTeller } from './ipc.ts';
import { createDemoLots } from './demo-lot.ts';
import type { DemoLots } from './demo-lot.ts';
import { greetedWith, readDataKey } from './data-key.ts';
import { kioskOf } from './kiosk.ts';
import type { Kiosk } from './kiosk.ts';
import { openLog } from './log.ts';
import type { Log } from './log.ts';
import { nodeHost } from './node-host.ts';
import { logPageErrors } from './page-errors.ts';
import { printPage } from './print.ts';
import { programPlaces } from './program-places.ts';
import type { ProgramPlaces } from './program-places.ts';
import { hardenProgram, hardenSession, isDebugged } from './security.ts';
import { startAtLogin } from './start-at-login.ts';
import type { StationHost } from './station-host.ts';
import { superviseStation } from './station-process.ts';
import type { StationProcess, Timers } from './station-process.ts';
import { releaseNames } from './update-places.ts';
import { createUpdates } from './updates.ts';
import type { Updates } from './updates.ts';
import { utilityHost } from './utility-host.ts';
import { openWindow, photograph } from './window.ts';
import { serveWindow } from './window-protocol.ts';

/** The app's life: one instance a data directory, one station, one window. No domain logic lives here. */

const timers: Timers = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

function begin(): void {
  const parsed = parseArguments(process.argv.slice(1), {
    defaultData: app.getPath('userData'),
    workingDirectory: process.cwd(),
    packaged: app.isPackaged,
    signIn: process.env.GATEHOUSE_SIGN_IN,
  });
  if (!parsed.ok) {
    process.stderr.write(`${parsed.problems.join('\n')}\n`);
    app.exit(2);
    return;
  }
  if (app.isPackaged && isDebugged(app.commandLine)) {
    process.stderr.write(
      'Gatehouse does not start where another program could look into it: take away the debugging switch.\n',
    );
    app.exit(2);
    return;
  }
  const args = parsed.value;
  keepCrashes(join(args.data, 'logs', 'crashes'));
  // Before anything else touches it: the single-instance lock lives there too, so two lots can run side by side.
  app.setPath('userData', join(args.data, 'window'));
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Gatehouse already runs on this data directory; its window comes to the front.\n');
    app.exit(0);
    return;
  }
  const log = openLog(join(args.data, 'logs'), { echo: !app.isPackaged });
  // Main only relays: whatever went wrong here, ending it would take the station down with it.
  process.on('uncaughtException', (error) => log.write('uncaught exception', { error: error.stack ?? error.message }));
  process.on('unhandledRejection', (reason) => log.write('unhandled rejection', { reason: String(reason) }));
  const { electron, chrome } = process.versions;
  log.write('the program starts', { version: app.getVersion(), electron, chrome, platform: process.platform });
  keepFewCrashes(log);
  hardenProgram();
  // Without a real screen some starts hang when the GPU is used.
  if (process.env.GATEHOUSE_NO_GPU === '1') app.disableHardwareAcceleration();
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  app
    .whenReady()
    .then(() => run(args, log))
    .catch((error: unknown) => {
      log.write('could not start', { error: String(error) });
      app.exit(1);
    });
}

/** Dumps of whatever crashes, its processes too, lie with the logs; nothing of them is sent anywhere. */
function keepCrashes(folder: string): void {
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false, compress: false });
}

function keepFewCrashes(log: Log): void {
  try {
    pruneDumps(app.getPath('crashDumps'));
  } catch (error) {
    log.write('old crash dumps could not be removed', { error: String(error) });
  }
}

function run(args: Arguments, log: Log): void {
  let window: BrowserWindow | null = null;
  let kiosk: Kiosk | null = null;
  const tell = windowTeller(() => window);
  const station = superviseStation({
    host: greetedWith(stationHost(args), () => readDataKey(join(args.data, 'key.bin'), safeStorage)),
    timers,
    onEvent: tell.event,
    onStatus: (status) => {
      tell.stationStatus(status);
      if (status.state === 'up') signInOnce();
    },
    onReady: ({ program }) => grant(program),
    onLog: log.write,
    onLine: log.station,
  });

  /** What the site file asks of main, each time the station has read it. */
  function grant({ kiosk: wanted, startAtLogin: atLogin, updates: feed }: ProgramWishes): void {
    kiosk?.set(wanted);
    if (app.isPackaged) applyStartAtLogin(atLogin, log);
    if (fetchedUpdate !== null) station.tell({ update: fetchedUpdate });
    if (feed === updatesFrom) return;
    updates?.stop();
    updatesFrom = feed;
    fetchedUpdate = null;
    updates = feed === null || !app.isPackaged ? null : updatesOf(feed);
    updates?.start();
  }

  let updates: Updates | null = null;
  let updatesFrom: string | null = null;
  let fetchedUpdate: UpdateMessage['update'] = null;
  const updatesOf = (feed: string): Updates | null =>
    openUpdates(feed, join(args.data, 'updates'), log, (update) => {
      fetchedUpdate = update;
      station.tell({ update });
    });

  let { signIn } = args;
  function signInOnce(): void {
    if (signIn === null) return;
    void station.call('session.sign-in', signIn).then((result) => {
      if (!result.ok) log.write('could not sign in', { code: result.error.code });
    });
    signIn = null;
  }

  const demo = demoLots(args, log);
  hardenSession(session.defaultSession);
  serveWindow(protocol, join(app.getAppPath(), 'out', 'renderer'));
  serveCaptures(
    protocol,
    () => station.lastReady()?.captureDirectory ?? null,
    async (path) => (await station.call('pictures.look', { path })).ok,
  );
  answerWindowRequests(() => window, {
    call: station.call,
    stationStatus: station.status,
    about: () => aboutProgram(station.lastReady()?.node ?? '', args.data),
    print: (wish) => printPage(window, wish),
    openDemo: demo.open,
  });
  app.on('quit', demo.stop);

  // The barriers first, then somebody to look at them.
  station.start();
  window = openWindow({
    preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
    size: args.size,
    onLog: log.write,
  });
  kiosk = kioskOf(window, app);
  logPageErrors(window.webContents, log.write);
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  endInOrder(station, log);
  if (args.seconds !== null) endAfter(args.seconds, () => window, args.screenshot, log);
}

function applyStartAtLogin(wanted: boolean, log: Log): void {
  try {
    startAtLogin(wanted, {
      platform: process.platform,
      items: app,
      program: process.env.APPIMAGE ?? process.execPath,
      // The same lot, where this one was named on the command line.
      args: process.argv.slice(1),
      configuration: app.getPath('appData'),
    });
  } catch (error) {
    log.write('start at login could not be changed', { wanted, error: String(error) });
  }
}

/** Null where no release can be told from a forged one: this package has no key, or none is made for this machine. */
function openUpdates(
  feed: string,
  folder: string,
  log: Log,
  onFetched: (found: { version: string; file: string }) => void,
): Updates | null {
  const names = releaseNames(process.platform, process.arch, process.env.APPIMAGE !== undefined);
  const keyFile = join(app.getAppPath(), 'resources', 'update-key.pem');
  if (names === null || !existsSync(keyFile)) {
    log.write('no updates are looked for', {
      why: names === null ? 'no releases for this machine' : 'no key in the package',
    });
    return null;
  }
  return createUpdates({
    ...{ feed, folder, timers, onFetched },
    feedName: names.feed,
    suits: names.suits,
    key: createPublicKey(readFileSync(keyFile)),
    running: app.getVersion(),
    onLog: log.write,
  });
}

const places = (): ProgramPlaces => programPlaces(app.getAppPath(), process.resourcesPath, app.isPackaged);

function stationHost(args: Arguments): StationHost {
  return hostOf(args, args.station ?? places().station, stationArguments(args, randomUUID()));
}

/** Electron from 40 on carries a Node that runs the station; for an older one a Node lies beside it. */
function hostOf(args: Arguments, script: string, started: string[]): StationHost {
  const kind = args.stationHost ?? (isFallbackElectron() ? 'node' : 'utility');
  if (kind === 'utility') return utilityHost(script, started);
  // In a package nobody puts another program in its place.
  const given = app.isPackaged ? undefined : process.env.GATEHOUSE_STATION_NODE;
  return nodeHost(given ?? places().node, script, started);
}

function demoLots(args: Arguments, log: Log): DemoLots {
  const script = places().demoLot;
  // As root Chromium starts only without its sandbox: the demo's window no more than this one.
  const switches = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  return createDemoLots({
    script,
    host: hostOf(args, script, ['--data', join(args.data, 'demo')]),
    program: { path: process.execPath, args: [...switches, ...(app.isPackaged ? [] : [app.getAppPath()])] },
    onLog: log.write,
  });
}

/** The program ends when its window is closed, after the station has. */
function endInOrder(station: StationProcess, log: Log): void {
  let stationStopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (stationStopped) return;
    event.preventDefault();
    station
      .stop()
      .catch((error: unknown) => log.write('station did not stop', { error: String(error) }))
      .finally(() => {
        stationStopped = true;
        app.quit();
      });
  });
}

/** For runs that end by themselves, with a picture of what the window showed last. */
function endAfter(seconds: number, window: () => BrowserWindow | null, file: string | null, log: Log): void {
  setTimeout(() => {
    const shown = window();
    const picture = file === null || shown === null ? Promise.resolve() : photograph(shown, file);
    picture
      .catch((error: unknown) => {
        log.write('no screenshot', { error: String(error) });
        process.exitCode = 1;
      })
      .finally(() => app.quit());
  }, seconds * 1000);
}

begin();
