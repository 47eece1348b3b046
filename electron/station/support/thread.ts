import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { zipSync } from 'fflate';
import type { Packing } from './support-file.ts';
import { masked } from './masking.ts';

/** The thread of `support-file.ts`: reads logs, masks all of it, packs it; megabytes of text, which no gate waits for. */

/** Of all logs together, the newest first: packed it stays well under what one answer may be. */
const MOST_LOG_BYTES = 8_000_000;

/** The end of a file from the beginning of a line on. */
function endOf(file: string, most: number): string {
  const { size } = statSync(file);
  const bytes = Buffer.alloc(Math.min(size, most));
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8', 0, read);
    return bytes.length < size ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(handle);
  }
}

function logsOf(folder: string): { name: string; text: string }[] {
  if (!existsSync(folder)) return [];
  let room = MOST_LOG_BYTES;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .flatMap(({ name }) => {
      if (room === 0) return [];
      const text = endOf(join(folder, name), room);
      room = Math.max(0, room - Buffer.byteLength(text));
      return [{ name: `logs/${name}`, text }];
    });
}

/** That there are dumps, not what is in them: memory may hold a password. */
function crashesOf(folder: string): { name: string; text: string } {
  const dumps = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.dmp'))
        .map(({ parentPath, name }) => ({ name, ...sizeAndTime(join(parentPath, name)) }))
    : [];
  return { name: 'crashes.json', text: JSON.stringify(dumps, null, 2) };
}

function sizeAndTime(file: string): { bytes: number; at: string } {
  const { size, mtime } = statSync(file);
  return { bytes: size, at: mtime.toISOString() };
}

const { texts, logs } = workerData as Packing;
const all = [...texts, crashesOf(join(logs, 'crashes')), ...logsOf(logs)];
const file = zipSync(Object.fromEntries(all.map(({ name, text }) => [name, new TextEncoder().encode(masked(text))])), {
  level: 6,
});
parentPort?.postMessage(file, [file.buffer]);
