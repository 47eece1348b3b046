import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fdatasyncSync,
  openSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { BackupFailure } from '../../../contract/upkeep.ts';
import { makeFolder, renameDurably, sync } from '../durable.ts';
import type { Db } from '../open.ts';
import type { Job, JobMessage, JobOutcome } from './job.ts';
import { copyName, COUNTED, manifestName } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** The thread of `job.ts`: one job, one outcome. */

/** Pages of a step: 400 KB, so that the disk is never busy for long when a record at the gate wants it. */
const PORTION_PAGES = 100;
const PAUSE_MS = 5;
/** As often the copy is brought to the disk: what waits until the end would hold up every other write then. */
const FLUSH_PORTIONS = 20;
/** What must be left on the disk: the gate's own records come first. */
const SPARE_BYTES = 200 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** What this thread finds out by itself; everything else has the code of the system or of SQLite. */
const failure = (why: BackupFailure, detail: string): Error & { why: BackupFailure } =>
  Object.assign(new Error(detail), { why });

async function work(job: Job): Promise<JobOutcome> {
  try {
    switch (job.kind) {
      case 'copy':
        return { kind: 'done', manifest: await copy(job) };
      case 'check':
        check(job.file, job.sha256);
        return { kind: 'done', manifest: null };
      case 'restore':
        restore(job);
        return { kind: 'done', manifest: null };
    }
  } catch (error) {
    return { kind: 'failed', why: reasonOf(error), detail: error instanceof Error ? error.message : String(error) };
  }
}

async function copy({ database, folder, at, lot }: Extract<Job, { kind: 'copy' }>): Promise<Manifest> {
  // Plates and hashes of passwords: for nobody else on the machine.
  makeFolder(folder, 0o700);
  const file = copyName(at);
  const draft = join(folder, `${file}.part`);
  rmSync(draft, { force: true });
  needRoom(folder, statSync(database).size);
  const source = new Database(database, { readonly: true, fileMustExist: true });
  try {
    // One state from the first page to the last, whatever the station writes meanwhile: nothing is begun anew.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    writeFileSync(draft, '', { mode: 0o600 });
    await inPortions(source, draft);
  } finally {
    source.close();
  }
  const known = readThrough(draft);
  const written: Manifest = {
    format: 1,
    file,
    at,
    lot,
    bytes: statSync(draft).size,
    sha256: hashOf(draft),
    ...known,
  };
  const listed = join(folder, manifestName(file));
  writeFileSync(`${listed}.part`, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 });
  // Whole before the copy has its name: where the two are found together, only the manifest's name is missing.
  sync(`${listed}.part`);
  renameDurably(draft, join(folder, file));
  renameDurably(`${listed}.part`, listed);
  return written;
}

async function inPortions(source: Db, draft: string): Promise<void> {
  let portions = 0;
  await source.backup(draft, {
    progress({ totalPages, remainingPages }) {
      portions += 1;
      if (portions % FLUSH_PORTIONS === 0) sync(draft, fdatasyncSync);
      tell({ kind: 'progress', share: 1 - remainingPages / totalPages });
      pause(PAUSE_MS);
      return PORTION_PAGES;
    },
  });
}

/** Opens a finished draft as one file, reads all of it, and says what is in it. */
function readThrough(draft: string): Pick<Manifest, 'schema' | 'rows' | 'lastFact' | 'audit'> {
  const db = new Database(draft, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
    mustBeSound(db);
    const tables = new Set(db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all());
    const count = (table: string): number => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    const lastFact = db.prepare<[], { seq: number; at: number }>('SELECT seq, at FROM fact ORDER BY seq DESC LIMIT 1');
    const audit = db.prepare<[], { seq: number; hash: string }>(
      'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
    );
    return {
      schema: db.pragma('user_version', { simple: true }) as number,
      rows: Object.fromEntries(COUNTED.filter((table) => tables.has(table)).map((table) => [table, count(table)])),
      lastFact: lastFact.get() ?? null,
      audit: audit.get() ?? null,
    };
  } finally {
    db.close();
  }
}

function check(file: string, sha256: string | null): void {
  if (sha256 !== null && hashOf(file) !== sha256) throw failure('damaged', 'not what its manifest says');
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    mustBeSound(db);
  } finally {
    db.close();
  }
}

function restore({ file, sha256, to }: Extract<Job, { kind: 'restore' }>): void {
  needRoom(dirname(to), statSync(file).size);
  copyFileSync(file, to);
  // The copy is checked, not what it was made of: what is read through is what the station will work with.
  check(to, sha256);
  sync(to);
}

function mustBeSound(db: Db): void {
  const [said] = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (said?.quick_check !== 'ok') throw failure('damaged', said?.quick_check ?? 'no answer');
}

function needRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes + SPARE_BYTES) throw failure('disk-full', `${bavail * bsize} bytes are left for ${bytes}`);
}

function hashOf(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(file, 'r');
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

const still = new Int32Array(new SharedArrayBuffer(4));
/** This thread alone waits: whoever asked has a thread of their own. */
const pause = (ms: number): void => void Atomics.wait(still, 0, 0, ms);

function reasonOf(error: unknown): BackupFailure {
  const { why, code = '' } = error as { why?: BackupFailure; code?: string };
  if (why !== undefined) return why;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return 'disk-full';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'damaged';
  if (/^(ENOENT|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) return 'folder';
  return 'failed';
}

const tell = (message: JobMessage): void => parentPort?.postMessage(message);

tell(await work(workerData as Job));
