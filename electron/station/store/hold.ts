import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder } from './durable.ts';
import { StoreError } from './open.ts';

/** How long a station that is ending, since whoever started it is gone, may take. */
const WAIT_MS = 15_000;

/**
 * Takes a data directory for this process, as long as it lives: two stations at one store, and at the same arms, would each
 * know half. The system lets go of it however the process ends. Blocks until a station that is there has ended. Throws
 * `StoreError` `in-use` where it does not end. A disk on which nothing can be locked keeps nobody from the gates.
 */
export function holdDirectory(dataDirectory: string, waitMs = WAIT_MS): void {
  try {
    makeFolder(dataDirectory, 0o700);
    const lock = new Database(join(dataDirectory, 'station.lock'), { timeout: waitMs });
    held.push(lock);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) return;
    throw new StoreError('in-use', `another station works on ${dataDirectory}`, { cause });
  }
}

/** What is not referred to any more would be closed, and let go. */
const held: Database.Database[] = [];
