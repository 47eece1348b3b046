import { createHash } from 'node:crypto';
import { createReadStream, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Report, ReportFailure, ReportFileKind, ReportLanguage, ReportWish } from '../../contract/reports.ts';
import type { Db } from '../store/open.ts';
import { tablesCsv } from './csv.ts';
import { linesOf } from './lines.ts';
import { makeReport } from './make.ts';
import type { ReportContext } from './make.ts';
import { rowsOf } from './rows.ts';
import { scopeAgain } from './scope.ts';
import type { Cell, Table } from './table.ts';
import { reportTables, rowTables } from './tables.ts';
import type { SpreadOf } from './timeliness.ts';
import { wordsOf } from './words.ts';
import { writeBook } from './xlsx/book.ts';

/** What is done beside the gates, in a thread of its own, on a connection that only reads. `database`: the store's file. */
export type Task =
  | { kind: 'report'; database: string; wish: ReportWish; context: ReportContext }
  /** Writes a report to `file`, which is not there yet. */
  | { kind: 'file'; database: string; report: Report; file: string; as: ReportFileKind; language: ReportLanguage };

export type TaskOutcome =
  | { kind: 'report'; report: Report }
  | { kind: 'file'; bytes: number; sha256: string }
  | { kind: 'failed'; why: ReportFailure; detail: string };

/** From the thread: how far it is (0 to 1), then how it ended. */
export type TaskMessage = { kind: 'progress'; share: number } | TaskOutcome;

export interface WorkParts {
  spreadOf: SpreadOf;
  tell: (share: number) => void;
  /** This thread alone waits, so that the gates have the disk and the processor in between. */
  pause: () => void;
}

/** In a file: all that a person would read through. */
const MOST_LINES = 50_000;
/** Rows between two pauses. */
const PORTION_ROWS = 500;

/** Never rejects. */
export async function work(task: Task, parts: WorkParts): Promise<TaskOutcome> {
  try {
    const db = new Database(task.database, { readonly: true, fileMustExist: true });
    try {
      db.pragma('cache_size = -32768');
      return task.kind === 'report' ? added(db, task, parts) : await written(db, task, parts);
    } finally {
      db.close();
    }
  } catch (error) {
    return { kind: 'failed', why: reasonOf(error), detail: error instanceof Error ? error.message : String(error) };
  }
}

function added(db: Db, { wish, context }: Extract<Task, { kind: 'report' }>, parts: WorkParts): TaskOutcome {
  const report = makeReport(db, wish, context, { spreadOf: parts.spreadOf, onProgress: parts.tell });
  return typeof report === 'string' ? { kind: 'failed', why: report, detail: report } : { kind: 'report', report };
}

async function written(db: Db, task: Extract<Task, { kind: 'file' }>, parts: WorkParts): Promise<TaskOutcome> {
  const { report, file, as, language } = task;
  const words = wordsOf(language);
  const scope = scopeAgain(db, report.figures.period);
  const tables = reportTables({ ...report, ...linesOf(db, scope, MOST_LINES) }, words);
  if (as === 'csv') writeWhole(file, tablesCsv(tables));
  else {
    const rows = rowTables(report, words, rowsOf(db, scope));
    writeBook(file, [...tables, ...paced(rows, rowsExpected(report), parts)], words.total);
  }
  return { kind: 'file', bytes: statSync(file).size, sha256: await hashOf(file) };
}

function writeWhole(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') rmSync(file, { force: true });
    throw error;
  }
}

const rowsExpected = ({ figures: { flows, income, openings } }: Report): number =>
  Object.values(flows.in).reduce((sum, n) => sum + n, 0) + income.total.n + openings.openings;

/** Tables that pause as they are read, and tell how far they are. */
function paced(tables: readonly Table[], expected: number, { tell, pause }: WorkParts): Table[] {
  let count = 0;
  function* slowly(rows: Table['rows']): Generator<readonly Cell[]> {
    for (const row of rows) {
      yield row;
      count += 1;
      if (count % PORTION_ROWS > 0) continue;
      tell(Math.min(0.99, count / Math.max(1, expected)));
      pause();
    }
  }
  return tables.map((table) => ({ ...table, rows: slowly(table.rows) }));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function reasonOf(error: unknown): ReportFailure {
  const { code = '' } = error as { code?: string };
  return /^(ENOSPC|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EIO|SQLITE_)/.test(code) ? 'disk' : 'failed';
}
