import type { ActivityView } from '../../contract/board.ts';
import type { Fact } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

interface ReportRow {
  waiting: number;
  parked: number;
  acknowledged: number;
  /** The slowest of those that were taken. */
  ms: number | null;
}

export interface ActivityNames {
  lane(id: string): string;
  person(id: string): string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Facts as lines of the board's list, each with where its reports stand, to all platforms taken together. */
export function createActivity(db: Db, names: ActivityNames): (fact: Fact) => ActivityView {
  // What is moot or was given up by a person tells nothing of how the rest fares.
  const reports = db.prepare<[number], ReportRow>(
    `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'parked') AS parked,
       count(*) FILTER (WHERE state = 'acknowledged') AS acknowledged,
       max(settled_at - created_at) FILTER (WHERE state = 'acknowledged') AS ms
     FROM outbox INDEXED BY outbox_fact WHERE fact_seq = ?`,
  );
  return (fact) => {
    return {
      id: fact.seq,
      at: fact.at,
      kind: fact.kind,
      laneName: fact.laneId === null ? null : names.lane(fact.laneId),
      plate: fact.plate,
      who: fact.who === null ? null : names.person(fact.who),
      reason: fact.reason,
      detail: textOf(fact.data.detail) ?? textOf(fact.data.message),
      ...ruleOf(fact),
      report: standing(reports.get(fact.seq)),
    };
  };
}

/** What a person or the hours made of the rules of the entrances (6.3.2, 6.3.5). */
function ruleOf({ kind, data }: Fact): Pick<ActivityView, 'rule'> {
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
