import type { Ledger } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import type { Note, Which } from './contract.ts';
import type { Moved } from './queue.ts';
import { NEVER, RELEASED } from './queue.ts';

/** So many parked items are put back in one transaction: more would keep the thread from the gate. */
const MOST_AT_ONCE = 256;

/**
 * What a person does with parked items. Each is one transaction: the item, what stood behind it, the fact and the note.
 * Each returns the items that moved, none when there was nothing parked: then nothing was written.
 */
export interface ParkedActs {
  /** Of many, the first few hundred; `goOn` moves the others. `count`: how many there are in all. */
  retry(which: Which, by: string, note: Note): { count: number; moved: Moved[] };
  dismiss(seq: number, by: string, because: string, note: Note): Moved[];
  replace(seq: number, payload: unknown, by: string, because: string, note: Note): Moved[];
  /** The next few hundred of what was retried, in a transaction of their own; null when there are no more. */
  goOn(): Moved[] | null;
}

interface ParkedRow extends Moved {
  seq: number;
  chain: number;
  code: string | null;
  message: string | null;
}

/**
 * Parked items of one interface with `after < seq <= to`. By their numbers and not by when they were parked: the machine's
 * clock may have been set back since. What is refused again meanwhile lies before `after`, and is not met twice.
 */
interface Stretch {
  interface: string;
  after: number;
  to: number;
}

export function createParkedActs(db: Db, platform: string, ledger: Ledger): ParkedActs {
  const columns = `seq, chain, fact_seq AS factSeq, interface, business_id AS businessId, created_at AS createdAt,
    answer_code AS code, answer_message AS message`;
  const unpark = `UPDATE outbox SET state = 'waiting', settled_at = NULL, not_before = ${RELEASED}, timed = 0, rounds = 0`;
  const parked = `platform = @platform AND state = 'parked'`;
  const retryOne = db.prepare<object, ParkedRow>(`${unpark} WHERE seq = @seq AND ${parked} RETURNING ${columns}`);
  const retrySome = db.prepare<object, ParkedRow>(
    `${unpark} WHERE seq IN (SELECT seq FROM outbox INDEXED BY outbox_state
       WHERE ${parked} AND interface = @interface AND seq > @after AND seq <= @to ORDER BY seq LIMIT @limit)
     RETURNING ${columns}`,
  );
  const interfacesParked = db.prepare<[string], { name: string; n: number; last: number }>(
    `SELECT c.interface AS name, c.n, (SELECT max(o.seq) FROM outbox AS o INDEXED BY outbox_state
       WHERE o.platform = c.platform AND o.state = c.state AND o.interface = c.interface) AS last
     FROM outbox_count AS c WHERE c.platform = ? AND c.state = 'parked' AND c.n > 0`,
  );
  const payloadOf = db.prepare<object, string>(`SELECT payload FROM outbox WHERE seq = @seq AND ${parked}`).pluck();
  const putRight = db.prepare(`UPDATE outbox SET payload = @payload, corrected = 1 WHERE seq = @seq`);
  const dismissOne = db.prepare<object, ParkedRow>(
    `UPDATE outbox SET state = 'dismissed', settled_at = @at WHERE seq = @seq AND ${parked} RETURNING ${columns}`,
  );
  // Whoever stood behind a parked item waited for a person, too.
  const releaseBehind = db.prepare(
    `UPDATE outbox INDEXED BY outbox_unsettled
     SET timed = 0, not_before = iif(not_before = ${NEVER}, ${RELEASED}, not_before)
     WHERE chain = ? AND state IN ('waiting', 'parked') AND state = 'waiting'`,
  );

  let unfinished: Stretch[] = [];

  function release(rows: readonly ParkedRow[]): void {
    for (const chain of new Set(rows.map((row) => row.chain))) releaseBehind.run(chain);
  }

  /** Up to a few hundred of these; with them, what is left of the stretches. */
  function retryFrom(stretches: readonly Stretch[]): { rows: ParkedRow[]; left: Stretch[] } {
    const rows: ParkedRow[] = [];
    const left = [...stretches];
    for (let stretch = left[0]; stretch && rows.length < MOST_AT_ONCE; stretch = left[0]) {
      const limit = MOST_AT_ONCE - rows.length;
      const found = retrySome.all({ platform, ...stretch, limit });
      rows.push(...found);
      left.shift();
      if (found.length === limit) left.unshift({ ...stretch, after: Math.max(...found.map(({ seq }) => seq)) });
    }
    release(rows);
    return { rows, left };
  }

  const about = ({ interface: name, businessId, code, message }: ParkedRow) => ({
    platform,
    interface: name,
    businessId,
    code,
    message,
  });

  function retryAlone(seq: number, by: string, note: Note): { count: number; moved: Moved[] } {
    return ledger.record((tx) => {
      const rows = retryOne.all({ platform, seq });
      const [row] = rows;
      if (row) {
        note(tx);
        release(rows);
        tx.fact({ kind: 'report-retried', who: by, data: { ...about(row), count: 1 } });
      }
      return { count: rows.length, moved: rows };
    });
  }

  function retryMany(which: Exclude<Which, number>, by: string, note: Note): { count: number; moved: Moved[] } {
    const { rows, left, count } = ledger.record((tx) => {
      const affected = interfacesParked.all(platform).filter(({ name }) => which === null || name === which.interface);
      const count = affected.reduce((sum, { n }) => sum + n, 0);
      if (count === 0) return { rows: [], left: [], count };
      note(tx);
      tx.fact({ kind: 'report-retried', who: by, data: { platform, interface: which?.interface ?? null, count } });
      return { ...retryFrom(affected.map(({ name, last }) => ({ interface: name, after: 0, to: last }))), count };
    });
    unfinished.push(...left);
    return { count, moved: rows };
  }

  return {
    retry: (which, by, note) => (typeof which === 'number' ? retryAlone(which, by, note) : retryMany(which, by, note)),
    goOn() {
      if (unfinished.length === 0) return null;
      const { rows, left } = ledger.record(() => retryFrom(unfinished));
      unfinished = left;
      return rows;
    },
    dismiss: (seq, by, because, note) =>
      ledger.record((tx) => {
        const rows = dismissOne.all({ platform, seq, at: tx.at });
        const [row] = rows;
        if (!row) return rows;
        note(tx);
        release(rows);
        tx.fact({ kind: 'report-dismissed', who: by, reason: because, data: about(row) });
        return rows;
      }),
    replace: (seq, payload, by, because, note) =>
      ledger.record((tx) => {
        const before = payloadOf.get({ platform, seq });
        const rows = retryOne.all({ platform, seq });
        const [row] = rows;
        if (!row) return rows;
        note(tx);
        putRight.run({ seq, payload: JSON.stringify(payload) });
        release(rows);
        tx.fact({ kind: 'report-corrected', who: by, reason: because, data: { ...about(row), before } });
        return rows;
      }),
  };
}
