import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './open.ts';
import type { Db } from './open.ts';

let made: Buffer | null = null;

/**
 * Opens the store at `file` as `openStore` does. A new one begins as a copy of one that was made by it: the migrations,
 * each of which waits for the disk, are run once for all tests of a file.
 */
export function openMadeStore(file: string): Db {
  if (!existsSync(file)) writeFileSync(file, (made ??= makeStore()));
  return openStore(file);
}

function makeStore(): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'made-store-'));
  try {
    const db = openStore(join(directory, 'store.sqlite'));
    const bytes = db.serialize();
    db.close();
    return bytes;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
