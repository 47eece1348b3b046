import { parseArgs } from 'node:util';
import { openControl } from './control.ts';
import { PRIORITY_HOURS } from './hospital.ts';
import { startDemoLot } from './lot.ts';
import { payWhatIsShown } from './payment/drivers.ts';

/**
 * The demo lot as a program of its own, for the app to start: `--data DIR`. It says once where its site lies, as a message
 * to Electron or as a line of JSON, and ends with whoever started it.
 */

/** As long as a driver needs to scan a code and agree. */
const DRIVER_PAYS_MS = 4000;
const READY_WITHIN_MS = 120_000;
const CARS_A_DAY = 400;

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
}

const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
if (typeof values.data !== 'string') throw new Error('usage: --data DIR');

const lot = await startDemoLot({
  lanes: '3',
  cars: CARS_A_DAY,
  misread: 0.03,
  priority: PRIORITY_HOURS,
  tariff: true,
  dataDir: values.data,
});
const control = await openControl(lot, 0);
const ending = new AbortController();
const paying = lot.cashier ? payWhatIsShown(lot.cashier, DRIVER_PAYS_MS, ending.signal) : Promise.resolve();

/** Set in Electron's utility process alone. */
const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
const { site, secrets, data } = lot.files;
const ready = { site, secrets, data, control: control.url };
if (port) {
  port.postMessage(ready);
  port.on('message', () => void end());
} else {
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.stdin.resume();
  process.stdin.on('data', () => void end());
  process.stdin.on('end', () => void end());
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());

async function end(): Promise<void> {
  if (ending.signal.aborted) return;
  ending.abort();
  await control.stop();
  await lot.stop();
  await paying;
  process.exit(0);
}

try {
  await lot.whenReady(READY_WITHIN_MS);
  await lot.playDay();
} catch (error) {
  // The app was closed before its station came up: there is nobody to play for.
  if (!ending.signal.aborted) process.stderr.write(`the day does not begin: ${String(error)}\n`);
}
