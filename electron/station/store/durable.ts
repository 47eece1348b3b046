import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
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

/**
 * Makes a folder with all above it that is missing. After a power cut it is there: a file's own sync, and that of its
 * folder, say nothing of the folder's name.
 */
export function makeFolder(folder: string, mode?: number): void {
  const first = mkdirSync(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (const made of newFolders(first, folder)) syncFolder(dirname(made));
}

/** From the topmost folder that was made down to the one that was wanted. */
export function newFolders(first: string, wanted: string): string[] {
  const above = dirname(wanted);
  return wanted === first || above === wanted ? [wanted] : [...newFolders(first, above), wanted];
}

/** Brings the names in a folder to the disk. */
export function syncFolder(folder: string): void {
  // Windows has no handle to a folder that can be synced; NTFS journals the rename.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
