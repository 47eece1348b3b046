import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openDisplay } from '../scripts/display.mjs';
import { electronCommand } from '../scripts/electron.mjs';

export interface RunningApp {
  /** Its exit code; 1 when a signal ended it. */
  readonly ended: Promise<number>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

const STOP_MS = 8_000;

/**
 * Starts the built app in a window; on a virtual screen where there is none. Its output goes to `logFile`. Rejects when it
 * cannot be started.
 */
export async function startApp(args: readonly string[], logFile: string, signIn: string): Promise<RunningApp> {
  const electron = electronCommand();
  const display = await openDisplay();
  const child = spawn(electron.path, [...electron.args, ...args], {
    env: { ...electron.env, ...display.env, GATEHOUSE_SIGN_IN: signIn },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // What it says is for whoever looks for a fault; a person who plays sees the window.
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    await once(child, 'spawn');
  } catch (error) {
    await display.close();
    throw error;
  }
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  return {
    ended,
    async stop() {
      child.kill('SIGTERM');
      const patience = new AbortController();
      const late = delay(STOP_MS, 'late' as const, { signal: patience.signal });
      if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
      patience.abort();
      // The pause that was cut short has nothing to say.
      await late.catch(() => undefined);
      await ended;
      await display.close();
    },
  };
}
