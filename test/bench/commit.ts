import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openLot } from './commit/lot.ts';
import { percentile, report, round } from './figures.ts';

/**
 * What it takes to have one capture on record: the station itself judges it, writes its row, the decision, the opening, the
 * lane's state and the facts in one commit, and it is on the disk. The raw limits, in turn with it in the same folder: as
 * many bytes written at one go and synced, and one row committed by the bare library with synchronous=FULL.
 */
const { values } = parseArgs({ options: { json: { type: 'string' }, count: { type: 'string', default: '600' } } });
const count = Number(values.count);
if (!Number.isSafeInteger(count) || count < 100) throw new Error('--count: 100 or more');
const WARM_UP = 50;
/** SQLite begins its log anew after so many bytes; so does the raw file. */
const LOG_BYTES = 4_000_000;

const timed = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** Bytes written at one go into a file that is there, and synced. */
function rawWriter(folder: string) {
  const file = openSync(join(folder, 'raw.log'), 'w');
  writeSync(file, Buffer.alloc(LOG_BYTES), 0, LOG_BYTES, 0);
  fdatasyncSync(file);
  let at = 0;
  return {
    write(bytes: Buffer): void {
      if (at + bytes.length > LOG_BYTES) at = 0;
      writeSync(file, bytes, 0, bytes.length, at);
      fdatasyncSync(file);
      at += bytes.length;
    },
    close: () => closeSync(file),
  };
}

/** One row a transaction, by the library alone. */
function rawRows(folder: string) {
  const db = new Database(join(folder, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE capture (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, plate TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO capture (at, plate) VALUES (?, ?)');
  return { insert: (plate: string) => void insert.run(Date.now(), plate), close: () => db.close() };
}

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
try {
  const lot = await openLot(folder);
  const sizeOfLog = (): number => statSync(`${lot.store}-wal`).size;
  const [writer, rows] = [rawWriter(folder), rawRows(folder)];
  const logged: number[] = [];
  const taken = (work: () => void): number => {
    const before = sizeOfLog();
    const ms = timed(work);
    // The log grows until it is begun anew for the first time: that shows how much a capture writes.
    const grown = sizeOfLog() - before;
    if (grown > 0) logged.push(grown);
    return ms;
  };
  for (let n = 0; n < WARM_UP; n += 1) await lot.comes(n, taken);
  const bytes = Buffer.alloc(percentile(logged, 0.5), 'x');
  const ours: number[] = [];
  const written: number[] = [];
  const inserted: number[] = [];
  for (let n = WARM_UP; n < WARM_UP + count; n += 1) {
    ours.push(await lot.comes(n, taken));
    written.push(timed(() => writer.write(bytes)));
    inserted.push(timed(() => rows.insert('粤B12345')));
  }
  writer.close();
  rows.close();
  await lot.close();

  const [p50, p99] = [percentile(ours, 0.5), percentile(ours, 0.99)];
  report(
    {
      bench: 'commit',
      p50ms: round(p50, 3),
      p99ms: round(p99, 3),
      ratio: round(p50 / percentile(written, 0.5)),
      p99Ratio: round(p99 / percentile(written, 0.99)),
      rawP50ms: round(percentile(written, 0.5), 3),
      rawP99ms: round(percentile(written, 0.99), 3),
      rowRatio: round(p50 / percentile(inserted, 0.5)),
      rowP50ms: round(percentile(inserted, 0.5), 3),
      rowP99ms: round(percentile(inserted, 0.99), 3),
      maxMs: round(Math.max(...ours), 3),
      bytes: bytes.length,
      captures: ours.length,
    },
    values.json,
    {
      p50ms: 'a capture judged and on the disk, p50, ms',
      p99ms: 'the same, p99, ms',
      ratio: 'p50 to as many bytes written and synced',
      p99Ratio: 'p99 to the same',
      rawP50ms: 'as many bytes written and synced, p50, ms',
      rawP99ms: 'the same, p99, ms',
      rowRatio: 'p50 to one row committed by the bare library',
      rowP50ms: 'one row committed by the bare library, p50, ms',
      rowP99ms: 'the same, p99, ms',
      bytes: 'bytes of the log for one capture',
    },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
