import type { Db } from '../../store/open.ts';
import { BASE } from './base-data-keys.ts';

/** The first text after all that begin with `BASE`. */
const AFTER_BASE = 'base;';

/** One report of base data, as the queue has it. */
export interface Told {
  interface: string;
  /** JSON, as it is sent. */
  payload: string;
  state: 'waiting' | 'parked' | 'acknowledged' | 'dismissed';
  createdAt: number;
  /** When it was acknowledged, parked or dismissed. */
  settledAt: number | null;
  /** The platform's last words about it. */
  answer: string | null;
}

/** What is known of one order key of base data. */
export interface Held {
  /** The last report of it that was not overtaken by another. */
  newest: Told;
  /** The last one that the platform took: what it holds. */
  taken: Told | null;
}

interface Row {
  orderKey: string;
  interface: string;
  payload: string;
  state: Told['state'];
  createdAt: number;
  settledAt: number | null;
  code: string | null;
  message: string | null;
}

/** Reads what was told of base data and what became of it, by order key. */
export function createHeld(db: Db, platform: string): () => Map<string, Held> {
  // Beside max() SQLite gives the other columns of the row that has it.
  const newestOf = (states: string) =>
    db.prepare<{ platform: string }, Row>(
      `SELECT order_key AS orderKey, max(seq), interface, payload, state, created_at AS createdAt,
         settled_at AS settledAt, answer_code AS code, answer_message AS message
       FROM outbox INDEXED BY outbox_key
       WHERE platform = @platform AND order_key >= '${BASE}' AND order_key < '${AFTER_BASE}' AND ${states}
       GROUP BY order_key`,
    );
  const newest = newestOf(`state <> 'superseded'`);
  const taken = newestOf(`state = 'acknowledged'`);

  return () => {
    const held = new Map(
      newest.all({ platform }).map((row): [string, Held] => [row.orderKey, { newest: asTold(row), taken: null }]),
    );
    for (const row of taken.all({ platform })) {
      const found = held.get(row.orderKey);
      if (found) found.taken = asTold(row);
    }
    return held;
  };
}

function asTold({ interface: name, payload, state, createdAt, settledAt, code, message }: Row): Told {
  const words = [code, message].filter((each) => each !== null && each !== '');
  return { interface: name, payload, state, createdAt, settledAt, answer: words.length === 0 ? null : words.join(' ') };
}
