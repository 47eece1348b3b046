import type { ActivityView } from '../../contract/board.ts';
import { lineOf } from '../ledger/line.ts';
import type { Names } from '../ledger/line.ts';
import type { ShownFact } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

interface ReportRow {
  waiting: number;
  parked: number;
  acknowledged: number;
  /** The slowest of those that were taken. */
  ms: number | null;
}

/** Facts as lines of the board's list, each with where its reports stand, to all platforms taken together. */
export function createActivity(db: Db, names: Names): (fact: ShownFact) => ActivityView {
  // What is moot or was given up by a person tells nothing of how the rest fares.
  const reports = db.prepare<[number], ReportRow>(
    `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'parked') AS parked,
       count(*) FILTER (WHERE state = 'acknowledged') AS acknowledged,
       max(settled_at - created_at) FILTER (WHERE state = 'acknowledged') AS ms
     FROM outbox INDEXED BY outbox_fact WHERE fact_seq = ?`,
  );
  return (fact) => ({
    id: fact.seq,
    ...lineOf(fact, names),
    ...ruleOf(fact),
    report: standing(reports.get(fact.seq)),
  });
}

/** What a person or the hours made of the rules of the entrances (6.3.2, 6.3.5). */
function ruleOf({ kind, data }: ShownFact): Pick<ActivityView, 'rule'> {
  const until = typeof data.until === 'number' ? data.until : null;
  switch (kind) {
    case 'priority-set':
      return { rule: { set: data.mode as 'on' | 'off' | 'schedule', until } };
    case 'priority-changed':
      return { rule: { set: data.on === true ? 'on' : 'off', until: null } };
    case 'lane-converted':
      return { rule: { set: null, until } };
    default:
      return {};
  }
}

/** One that a person must look at says more than one that waits, and that more than those that arrived. */
function standing(row: ReportRow | undefined): ActivityView['report'] {
  if (!row) return null;
  if (row.parked > 0) return { state: 'parked', ms: null };
  if (row.waiting > 0) return { state: 'waiting', ms: null };
  return row.acknowledged > 0 ? { state: 'acknowledged', ms: row.ms } : null;
}
