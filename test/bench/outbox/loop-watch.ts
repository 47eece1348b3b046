import { percentile } from '../figures.ts';

const EVERY_MS = 1;

/** How this thread's event loop fared. */
export interface LoopFigures {
  /** How late a timer was, ms: what a capture may have to wait. On a busy machine the wait for a core is in it. */
  lateP99Ms: number;
  lateMaxMs: number;
  /** The most that the thread worked at one go, ms of its own CPU time: the wait for a core, or for the disk, is not in it. */
  workMaxMs: number;
}

/** Watches until the returned function is called, by a timer every millisecond. */
export function watchLoop(): () => LoopFigures {
  const lateMs: number[] = [];
  let workMaxMs = 0;
  let dueAt = performance.now() + EVERY_MS;
  let worked = process.threadCpuUsage();
  let timer: NodeJS.Timeout;

  function look(): void {
    const now = performance.now();
    lateMs.push(Math.max(0, now - dueAt));
    const { user, system } = process.threadCpuUsage(worked);
    workMaxMs = Math.max(workMaxMs, (user + system) / 1000);
    worked = process.threadCpuUsage();
    dueAt = now + EVERY_MS;
    timer = setTimeout(look, EVERY_MS);
  }

  timer = setTimeout(look, EVERY_MS);
  return () => {
    clearTimeout(timer);
    return { lateP99Ms: percentile(lateMs, 0.99), lateMaxMs: lateMs.reduce((a, b) => Math.max(a, b), 0), workMaxMs };
  };
}
