import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Two ends of a serial line, made by socat. */
export interface PtyPair {
  near: string;
  far: string;
  /** Pulls the cable: both ends are gone. */
  cut(): Promise<void>;
}

/** Makes a pair of pseudo terminals named below `folder`. Rejects in words when socat is not installed. */
export async function openPtyPair(folder: string, name: string): Promise<PtyPair> {
  const near = join(folder, `${name}-near`);
  const far = join(folder, `${name}-far`);
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let failed: Error | null = null;
  child.once(
    'error',
    (error) => (failed = new Error('socat is needed for serial lines: install it', { cause: error })),
  );
  while (!existsSync(near) || !existsSync(far)) {
    if (failed) throw failed as Error;
    if (child.exitCode !== null) throw new Error(`socat ended with ${child.exitCode}`);
    await delay(10);
  }
  return {
    near,
    far,
    async cut() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
