import { Worker } from 'node:worker_threads';
import type { BackupFailure } from '../../../contract/upkeep.ts';
import type { Manifest } from './manifest.ts';

/** Long work on whole files of the store, done in a thread of its own: the gate's thread never waits for it. */
export type Job =
  /** Copies the store at work into `folder`, reads the copy through, and writes its manifest. */
  | { kind: 'copy'; database: string; folder: string; at: number; lot: string }
  /** Reads a store through. `sha256` null: it may be written meanwhile. */
  | { kind: 'check'; file: string; sha256: string | null }
  /** Puts a copy at `to`, durable and checked. */
  | { kind: 'restore'; file: string; sha256: string; to: string };

export type JobOutcome =
  { kind: 'done'; manifest: Manifest | null } | { kind: 'failed'; why: BackupFailure; detail: string };

/** From the thread: how far it is (0 to 1), then how it ended. */
export type JobMessage = { kind: 'progress'; share: number } | JobOutcome;

export interface RunningJob {
  readonly share: number;
  /** Never rejects. */
  readonly outcome: Promise<JobOutcome>;
  /** Ends the thread; what it had begun is left as a draft. */
  stop(): Promise<void>;
}

/** Beside this file, as it lies here and as `scripts/bundle.mjs` lays it. */
const THREAD = import.meta.url.endsWith('.ts') ? './thread.ts' : './store-thread.mjs';

export function runJob(job: Job): RunningJob {
  const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: job });
  worker.unref();
  let share = 0;
  const outcome = new Promise<JobOutcome>((resolve) => {
    const failed = (detail: string): void => resolve({ kind: 'failed', why: 'failed', detail });
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') share = message.share;
      else resolve(message);
    });
    worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => failed('the thread ended'));
  });
  return {
    get share() {
      return share;
    },
    outcome,
    async stop() {
      await worker.terminate();
    },
  };
}
