import { parentPort, workerData } from 'node:worker_threads';
import type { Keys } from '../../ends/keys.ts';
import type { Carrier } from '../../report/section.ts';
import { playMoney } from './play.ts';

/** What the thread is handed. */
export interface MoneyRun {
  keys: Keys;
  transport: Carrier;
}

const { keys, transport } = workerData as MoneyRun;
parentPort?.postMessage(await playMoney(keys, transport));
