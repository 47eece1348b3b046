import type { ActivityView } from '../../contract/board.ts';
import type { Fact } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

interface ReportRow {
  state: 'waiting' | 'acknowledged' | 'parked' | 'superseded';
  ms: number | null;
}

export interface ActivityNames {
  lane(id: string): string;
  person(id: string): string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Facts as lines of the board's list, each with where its first report stands. */
export function createActivity(db: Db, names: ActivityNames): (fact: Fact) => ActivityView {
  const report = db.prepare<[number], ReportRow>(
    'SELECT state, settled_at - created_at AS ms FROM outbox WHERE fact_seq = ? ORDER BY seq LIMIT 1',
  );
  return (fact) => {
    const row = report.get(fact.seq);
    return {
      id: fact.seq,
      at: fact.at,
      kind: fact.kind,
      laneName: fact.laneId === null ? null : names.lane(fact.laneId),
      plate: fact.plate,
      who: fact.who === null ? null : names.person(fact.who),
      reason: fact.reason,
      detail: textOf(fact.data.detail) ?? textOf(fact.data.message),
      // A number made moot by a newer one was told by that one.
      report: row && row.state !== 'superseded' ? { state: row.state, ms: row.ms } : null,
    };
  };
}
