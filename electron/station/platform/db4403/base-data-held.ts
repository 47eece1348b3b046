import type { Db } from '../../store/open.ts';
import { BASE } from './base-data-keys.ts';

/** The first text after all that begin with `BASE`. */
const AFTER_BASE = 'base;';

/** One report of base data, as the queue has it. */
export interface Told {
  /** Its number in the queue. */
  seq: number;
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
  seq: number;
  interface: string;
  payload: string;
  state: Told['state'];
  createdAt: number;
  settledAt: number | null;
  code: string | null;
  message: string | null;
}

/** What was told of base data and what became of it, by order key. */
export interface HeldStore {
  all(): Map<string, Held>;
  of(key: string): Held | null;
  /** The next keys after this one of which anything was told, in their order. */
  keysAfter(key: string, limit: number): string[];
  /**
   * Number in the queue of the first report of the last time that a person had all of it told anew, which tells `key` in
   * its own record; what was told before that is not yet told anew. 0: never.
   */
  anewSince(key: string): number;
}

export function createHeld(db: Db, platform: string): HeldStore {
  const COLUMNS = `interface, payload, state, created_at AS createdAt, settled_at AS settledAt, answer_code AS code,
    answer_message AS message`;
  const FROM_KEYS = 'FROM outbox INDEXED BY outbox_key WHERE platform = @platform';
  const RANGE = `order_key > @after AND order_key < '${AFTER_BASE}'`;
  // Beside max() SQLite gives the other columns of the row that has it.
  const allOf = (states: string) =>
    db.prepare<{ platform: string; after: string }, Row>(
      `SELECT order_key AS orderKey, max(seq) AS seq, ${COLUMNS} ${FROM_KEYS} AND ${RANGE} AND ${states} GROUP BY order_key`,
    );
  const oneOf = (states: string) =>
    db.prepare<{ platform: string; key: string }, Row>(
      `SELECT order_key AS orderKey, seq, ${COLUMNS} ${FROM_KEYS} AND order_key = @key AND ${states}
       ORDER BY seq DESC LIMIT 1`,
    );
  const [NEWEST, TAKEN] = [`state <> 'superseded'`, `state = 'acknowledged'`];
  const [allNewest, allTaken, oneNewest, oneTaken] = [allOf(NEWEST), allOf(TAKEN), oneOf(NEWEST), oneOf(TAKEN)];
  const keys = db
    .prepare<{ platform: string; after: string; limit: number }, string>(
      `SELECT DISTINCT order_key ${FROM_KEYS} AND ${RANGE} ORDER BY order_key LIMIT @limit`,
    )
    .pluck();
  const anew = db
    .prepare<{ platform: string; key: string }, number>(
      `SELECT seq FROM outbox INDEXED BY outbox_fact WHERE platform = @platform AND fact_seq = (
         SELECT max(fact.seq) FROM outbox AS told INDEXED BY outbox_key JOIN fact ON fact.seq = told.fact_seq
         WHERE told.platform = @platform AND told.order_key = @key AND fact.kind = 'base-data-reported')
       ORDER BY seq LIMIT 1`,
    )
    .pluck();

  return {
    all() {
      const held = new Map(
        allNewest
          .all({ platform, after: BASE })
          .map((row): [string, Held] => [row.orderKey, { newest: asTold(row), taken: null }]),
      );
      for (const row of allTaken.all({ platform, after: BASE })) {
        const found = held.get(row.orderKey);
        if (found) found.taken = asTold(row);
      }
      return held;
    },
    of(key) {
      const newest = oneNewest.get({ platform, key });
      if (!newest) return null;
      const taken = newest.state === 'acknowledged' ? newest : oneTaken.get({ platform, key });
      return { newest: asTold(newest), taken: taken ? asTold(taken) : null };
    },
    keysAfter: (after, limit) => keys.all({ platform, after, limit }),
    anewSince: (key) => anew.get({ platform, key }) ?? 0,
  };
}

function asTold({ seq, interface: name, payload, state, createdAt, settledAt, code, message }: Row): Told {
  const words = [code, message].filter((each) => each !== null && each !== '');
  return {
    seq,
    interface: name,
    payload,
    state,
    createdAt,
    settledAt,
    answer: words.length === 0 ? null : words.join(' '),
  };
}
