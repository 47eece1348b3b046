import { activityKind } from '../../contract/board.ts';
import type { ActivityKind } from '../../contract/board.ts';
import { correctable } from '../../contract/history.ts';
import type { AuditLine } from '../../contract/history.ts';
import { lineOf } from '../ledger/line.ts';
import type { Names } from '../ledger/line.ts';
import type { Db } from '../store/open.ts';

/** A fact as it is kept, with its data read. */
export interface KeptFact {
  seq: number;
  at: number;
  kind: ActivityKind;
  laneId: string | null;
  arrivalId: string | null;
  stayId: string | null;
  plate: string | null;
  who: string | null;
  reason: string | null;
  data: Record<string, unknown>;
}

export interface Facts {
  bySeq(seq: number): KeptFact | null;
  /** Of a stay and of the arrivals that became it, in the order in which they were written. */
  ofStay(stayId: string): KeptFact[];
  /** The stay that an arrival became. */
  stayOf(arrivalId: string): string | null;
}

const columns = `seq, at, kind, lane_id AS laneId, arrival_id AS arrivalId, stay_id AS stayId, plate, who, reason, data`;

/** What is read of the book of facts; each goes by an index. */
export const statements = {
  bySeq: `SELECT ${columns} FROM fact WHERE seq = @seq`,
  ofStay: `SELECT ${columns} FROM fact WHERE seq IN (
      SELECT seq FROM fact WHERE stay_id = @stayId
      UNION SELECT a.seq FROM fact AS p CROSS JOIN fact AS a ON a.arrival_id = p.arrival_id WHERE p.stay_id = @stayId)
    ORDER BY seq`,
  stayOf: `SELECT stay_id FROM fact WHERE arrival_id = @arrivalId AND stay_id IS NOT NULL ORDER BY seq LIMIT 1`,
} as const;

export function createFacts(db: Db): Facts {
  type Row = Omit<KeptFact, 'data'> & { data: string };
  const bySeq = db.prepare<object, Row>(statements.bySeq);
  const ofStay = db.prepare<object, Row>(statements.ofStay);
  const stayOf = db.prepare<object, string>(statements.stayOf).pluck();
  const read = (row: Row): KeptFact => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> });
  return {
    bySeq(seq) {
      const row = bySeq.get({ seq });
      return row ? read(row) : null;
    },
    // A vocabulary of a later program may be in the book too: what has no word here is no line.
    ofStay: (stayId) =>
      ofStay
        .all({ stayId })
        .filter(({ kind }) => activityKind.safeParse(kind).success)
        .map(read),
    stayOf: (arrivalId) => stayOf.get({ arrivalId }) ?? null,
  };
}

/** A fact as a line of the audit. A plate put right at the lane is told with what it was before. */
export const auditLine = (fact: KeptFact, names: Names): AuditLine => ({
  seq: fact.seq,
  ...lineOf(fact, names),
  before: beforeOf(fact),
});

function beforeOf({ kind, data }: KeptFact): AuditLine['before'] {
  if (kind !== 'corrected') return [];
  // At the lane a person says only which plate it is; the record of a stay keeps each field.
  const before = (data['before'] ?? { plate: data['from'] }) as Record<string, unknown>;
  return correctable.options.flatMap((field) => {
    const was = before[field];
    return typeof was === 'string' || typeof was === 'number' || was === null ? [{ field, was }] : [];
  });
}
