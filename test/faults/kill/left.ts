import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a kill left, looked at beside it: the next start finds it untouched. */
export interface Left {
  /** A copy of the store with its log. */
  readonly store: Database.Database;
  /** The log was just being brought into the store. */
  readonly atCheckpoint: boolean;
  /** What SQLite finds wrong with it. */
  readonly damage: string[];
  close(): void;
}

export const STORE = 'gatehouse.sqlite';

export function lookAtLeft(data: string): Left {
  const folder = mkdtempSync(join(tmpdir(), 'left-'));
  const atCheckpoint = isAtCheckpoint(data);
  for (const name of [STORE, `${STORE}-wal`])
    if (existsSync(join(data, name))) copyFileSync(join(data, name), join(folder, name));
  const store = new Database(join(folder, STORE));
  const said = store.pragma('integrity_check', { simple: true }) as string;
  return {
    store,
    atCheckpoint,
    damage: said === 'ok' ? [] : [`damaged: ${said}`],
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In the index of the log (SQLite, "WAL-index format"): frames that are in the store, and those that a checkpoint set out to bring there. */
const BACKFILLED = 96;
const ATTEMPTED = 128;

/** Whether a checkpoint is under way, or was when the process was killed. */
export function isAtCheckpoint(data: string): boolean {
  const file = join(data, `${STORE}-shm`);
  if (!existsSync(file)) return false;
  const index = readFileSync(file);
  if (index.length < ATTEMPTED + 4) return false;
  // In the byte order of the machine, which is little-endian wherever this runs.
  return index.readUInt32LE(ATTEMPTED) > index.readUInt32LE(BACKFILLED);
}
