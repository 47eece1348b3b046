import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished draft its name: after it, whatever happens to the power, the name is there and so is all of the file. */
export function renameDurably(draft: string, file: string): void {
  sync(draft);
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** Brings what was written of a file to the disk. */
export function sync(file: string, by: (handle: number) => void = fsyncSync): void {
  const handle = openSync(file, 'r+');
  try {
    by(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  // Windows has no handle to a folder that can be synced; NTFS journals the rename.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
