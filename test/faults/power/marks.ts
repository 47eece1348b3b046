import { openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { stateOf } from './fingerprint.ts';
import type { State } from './fingerprint.ts';

/**
 * Whoever loads this writes a mark each time the store has said "committed": from then on it may not be otherwise after any
 * loss of power. The marks go through the layer like all else, so their place among the operations is known.
 */
export interface Marks {
  /** Something else was promised: a copy of the store by this name is finished. */
  copied(file: string): void;
}

export type Mark = { kind: 'state'; state: State } | { kind: 'copied'; file: string };

export const MARKS = 'marks';
export const DATABASE = 'gatehouse.sqlite';
/** How the store is to be opened instead of as it asks: the control. Only this program knows of it. */
export const CARELESS = 'FAULTS_SYNCHRONOUS';

export function writeMarks(root: string): Marks {
  const handle = openSync(join(root, MARKS), 'a');
  const write = (mark: Mark): void => void writeSync(handle, `${JSON.stringify(mark)}\n`);
  const committed = (db: Database.Database): void => {
    if (db.inTransaction || db.readonly || basename(db.name) !== DATABASE) return;
    write({ kind: 'state', state: stateOf(db) });
  };

  const { transaction, exec, prepare, pragma } = Database.prototype;
  /** What asks for the fingerprint must not ask for another one. */
  let within = 0;
  const outermost = (db: Database.Database): void => {
    if (within === 0) committed(db);
  };
  const around = <T>(db: Database.Database, work: () => T): T => {
    within += 1;
    try {
      return work();
    } finally {
      within -= 1;
      if (within === 0 && db.open) outermost(db);
    }
  };

  Database.prototype.transaction = function (this: Database.Database, work: (...args: never[]) => unknown) {
    const wrapped = transaction.call(this, work);
    const marked =
      (run: (...args: never[]) => unknown) =>
      (...args: never[]) =>
        around(this, () => run(...args));
    return Object.assign(marked(wrapped), {
      default: marked(wrapped.default),
      deferred: marked(wrapped.deferred),
      immediate: marked(wrapped.immediate),
      exclusive: marked(wrapped.exclusive),
    });
  } as typeof transaction;

  Database.prototype.exec = function (this: Database.Database, source: string) {
    return around(this, () => exec.call(this, source));
  };

  const statement = Object.getPrototypeOf(prepare.call(new Database(':memory:'), 'SELECT 1')) as Database.Statement;
  const { run } = statement;
  statement.run = function (this: Database.Statement, ...parameters: unknown[]) {
    return around(this.database, () => run.apply(this, parameters));
  };

  const careless = process.env[CARELESS];
  if (careless !== undefined) {
    Database.prototype.pragma = function (this: Database.Database, source: string, options?: Database.PragmaOptions) {
      if (source === 'synchronous = FULL') return pragma.call(this, `synchronous = ${careless}`, options);
      return source === 'synchronous' ? 2 : pragma.call(this, source, options);
    };
  }
  return { copied: (file) => write({ kind: 'copied', file }) };
}
