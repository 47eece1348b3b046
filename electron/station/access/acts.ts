import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/**
 * Makes acts happen once: a window that sends a command twice (a double press, an answer lost in a crash) gets one act,
 * and the same answer twice.
 */
export interface Acts {
  isDone(key: string): boolean;
  /** What to call inside the act's own transaction: act and key are written together. */
  once(key: string, command: string, who: string): (tx: Tx) => void;
}

export function createActs(db: Db): Acts {
  const find = db.prepare<[string], number>('SELECT 1 FROM act WHERE key = ?').pluck();
  const insert = db.prepare('INSERT INTO act (key, at, command, who) VALUES (?, ?, ?, ?)');
  return {
    isDone: (key) => find.get(key) !== undefined,
    once: (key, command, who) => (tx) => void insert.run(key, tx.at, command, who),
  };
}
