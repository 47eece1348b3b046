import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a small file whole or not at all: after a power cut there is the old one or the new one, for its owner alone
 * (mode 0600). Throws the system's error, and then leaves what was there.
 */
export function writeDurably(file: string, bytes: Uint8Array): void {
  const draft = `${file}.part`;
  try {
    const handle = openSync(draft, 'w', 0o600);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Removes a file for good: after a power cut it does not come back. Throws the system's error. */
export function removeDurably(file: string): void {
  rmSync(file);
  syncFolder(dirname(file));
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
