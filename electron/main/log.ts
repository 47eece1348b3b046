import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Main's log and the station's standard error, one JSON object a line: `<data>/logs/main.log` and one older file. */

const LARGEST_BYTES = 5_000_000;

export interface Log {
  write: (what: string, details: Record<string, unknown>) => void;
}

/** @param echo also say it on standard error (whoever runs it from a terminal wants to see it) */
export function openLog(directory: string, { echo }: { echo: boolean }): Log {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'main.log');
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  // A terminal that was closed under us is no reason to fall.
  process.stderr.on('error', () => (echo = false));
  return {
    write(what, details) {
      const line = `${JSON.stringify({ at: new Date().toISOString(), what, ...details })}\n`;
      if (echo) process.stderr.write(line);
      try {
        if (size > LARGEST_BYTES) {
          renameSync(file, join(directory, 'main.old.log'));
          size = 0;
        }
        appendFileSync(file, line);
        size += Buffer.byteLength(line);
      } catch (error) {
        // A full disk must not stop the program; the station raises the notice about it.
        if (echo) process.stderr.write(`log: ${String(error)}\n`);
      }
    },
  };
}
