import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { spreadOf } from './platform/outbox/histogram.ts';
import { work } from './report/work.ts';
import type { Task, TaskMessage } from './report/work.ts';

/** The thread that adds reports up and writes them: `report/run.ts` starts it with one task, and it ends with its outcome. */

const PAUSE_MS = 2;
// Linux alone gives a thread a priority of its own; elsewhere this would be the gates' too.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const still = new Int32Array(new SharedArrayBuffer(4));
const tell = (message: TaskMessage): void => parentPort?.postMessage(message);

tell(
  await work(workerData as Task, {
    spreadOf,
    tell: (share) => tell({ kind: 'progress', share }),
    pause: () => void Atomics.wait(still, 0, 0, PAUSE_MS),
  }),
);
