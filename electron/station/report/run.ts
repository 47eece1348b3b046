import { Worker } from 'node:worker_threads';
import type { Task, TaskMessage, TaskOutcome } from './work.ts';

/** A task that waits, or is at work. */
export interface RunningTask {
  /** Null: it waits. Else 0 to 1. */
  readonly share: number | null;
  /** Null: it was stopped. Never rejects. */
  readonly outcome: Promise<TaskOutcome | null>;
  stop(): void;
}

/** Runs tasks one after the other, each in a thread of its own: the gates' thread never waits for one. */
export interface Tasks {
  run(task: Task): RunningTask;
  /** Ends what is at work, and what waits. */
  stop(): Promise<void>;
}

/** Beside this file, as it lies here and as `scripts/bundle.mjs` lays it. */
const THREAD = import.meta.url.endsWith('.ts') ? '../report-thread.ts' : './report-thread.mjs';
/** What a thread may take of the machine's memory, MB. */
const MOST_MEMORY_MB = 256;

interface Waiting extends RunningTask {
  start(): Worker;
}

export function createTasks(): Tasks {
  const waiting: Waiting[] = [];
  let current: { task: Waiting; worker: Worker } | null = null;

  function next(): void {
    if (current !== null) return;
    const task = waiting.shift();
    if (task) current = { task, worker: task.start() };
  }

  function ended(task: Waiting): void {
    if (current?.task !== task) return;
    current = null;
    next();
  }

  function queued(task: Task): Waiting {
    const { promise, resolve } = Promise.withResolvers<TaskOutcome | null>();
    let share: number | null = null;
    let thread: Worker | null = null;
    const made: Waiting = {
      get share() {
        return share;
      },
      outcome: promise,
      stop() {
        resolve(null);
        const place = waiting.indexOf(made);
        if (place >= 0) waiting.splice(place, 1);
        void thread?.terminate();
      },
      start() {
        share = 0;
        const worker = new Worker(new URL(THREAD, import.meta.url), {
          workerData: task,
          resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
        });
        worker.unref();
        thread = worker;
        const failed = (detail: string): void => resolve({ kind: 'failed', why: 'failed', detail });
        worker.on('message', (message: TaskMessage) => {
          if (message.kind === 'progress') share = message.share;
          else resolve(message);
        });
        worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
        worker.on('exit', () => {
          failed('the thread ended');
          ended(made);
        });
        return worker;
      },
    };
    return made;
  }

  return {
    run(task) {
      const made = queued(task);
      waiting.push(made);
      next();
      return made;
    },
    async stop() {
      for (const task of waiting.splice(0)) task.stop();
      const last = current?.worker;
      current?.task.stop();
      await last?.terminate();
    },
  };
}
