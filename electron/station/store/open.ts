import Database from 'better-sqlite3';
import { migrations } from './migrations/all.ts';

export type Db = Database.Database;

export type StoreErrorCode = 'newer-database' | 'not-a-database' | 'damaged' | 'cannot-open' | 'in-use';

/** For whoever stands before a program that does not start. */
export const storeErrorWords: Readonly<Record<StoreErrorCode, string>> = {
  'newer-database': '数据库是更新版本的程序写的。请安装新版本的程序；数据没有被改动。',
  'not-a-database': '数据库文件不是数据库。',
  damaged: '数据库已损坏。',
  'in-use': '另一个岗亭程序正在使用这个数据目录。请先关闭它。',
  'cannot-open': '打不开数据库：请检查数据目录所在的磁盘、剩余空间和权限。',
};

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

const DISK_REFUSES = /^SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN|CORRUPT)/;

/**
 * The disk refused: full, unreadable, or not to be written. Nothing of the transaction happened, and it may succeed later.
 * A broken constraint is not among them: that is a mistake of ours, and must be loud.
 */
export const isStoreError = (error: unknown): error is Error =>
  error instanceof Database.SqliteError && DISK_REFUSES.test(error.code);

/**
 * Opens (or makes) the store at `file` and brings it to the newest schema.
 * Throws `StoreError`: a database newer than this program is refused, never guessed at.
 */
export function openStore(file: string): Db {
  let db: Db | null = null;
  try {
    db = new Database(file);
    makeDurable(db);
    migrate(db);
    return db;
  } catch (cause) {
    db?.close();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      codeOf(cause),
      `cannot open ${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
}

function codeOf(cause: unknown): StoreErrorCode {
  if (!(cause instanceof Database.SqliteError)) return 'cannot-open';
  if (cause.code === 'SQLITE_NOTADB') return 'not-a-database';
  return cause.code.startsWith('SQLITE_CORRUPT') ? 'damaged' : 'cannot-open';
}

/**
 * What is committed survives a power cut. better-sqlite3 is built so that WAL mode falls back to synchronous=NORMAL
 * unless FULL is set by name on each connection, after the switch to WAL.
 */
function makeDurable(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous=FULL was not taken');
}

function migrate(db: Db): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > migrations.length) {
    throw new StoreError(
      'newer-database',
      `the database has schema ${found}, this program knows ${migrations.length}: it was written by a newer Gatehouse`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
}
