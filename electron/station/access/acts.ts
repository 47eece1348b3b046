import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import type { Audit } from './audit.ts';
import type { Actor } from './door.ts';

/**
 * Makes acts happen once: a window that sends a command twice (a double press, an answer lost in a crash) gets one act,
 * and the same answer twice. Each leaves its line in the audit.
 */
export interface Acts {
  isDone(key: string): boolean;
  /** What to call inside the act's own transaction: act, key and line are written together. */
  once(key: string, command: string, who: string): (tx: Tx) => void;
  /** Runs an act whose input and actor its line is to tell of. */
  during<T>(act: { input: object; actor: Actor }, run: () => T): T;
}

export function createActs(db: Db, audit: Audit): Acts {
  const find = db.prepare<[string], number>('SELECT 1 FROM act WHERE key = ?').pluck();
  const insert = db.prepare('INSERT INTO act (key, at, command, who, audited) VALUES (?, ?, ?, ?, 1)');
  /** Acts are carried out one after the other, each to its end. */
  let current: { input: object; actor: Actor } | null = null;
  return {
    isDone: (key) => find.get(key) !== undefined,
    once: (key, command, who) => (tx) => {
      insert.run(key, tx.at, command, who);
      const about = current === null ? {} : withoutSecrets(current.input);
      audit.write({ at: tx.at, who, role: current?.actor.role ?? null, what: command, outcome: 'done', about, key });
    },
    during(act, run) {
      const outer = current;
      current = act;
      try {
        return run();
      } finally {
        current = outer;
      }
    },
  };
}

/** What an audit never holds: passwords and other secrets, codes of somebody's wallet, files. */
const LEFT_OUT = new Set(['key', 'secret', 'old', 'next', 'code', 'bytes', 'value', 'text', 'passphrase']);

export const withoutSecrets = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !LEFT_OUT.has(name)));
