import { maskedData, maskOf } from '../migrations/0019-retention.ts';

/** A kind of rows that end, or lose what says whose they are. */
export interface Subject {
  /** Its table, whose rowids rise with time. */
  kind: string;
  /** The column that says when it was. */
  at: string;
  /** Of a row `r`: whether something still needs it as it is, beside its age. Named values: @cutoff. */
  needed: string;
  /** A row that is needed is not looked at again: with what needs it, it is masked too. */
  goesWith?: boolean;
  /** The column with the name of its picture. */
  picture?: string;
  /** What is done with the row of rowid @id. */
  statements: readonly string[];
  /** Rows of one portion, while the gate waits. */
  portion: number;
}

const masks = (table: string, columns: readonly string[], also = ''): string =>
  `UPDATE ${table} SET ${columns.map((name) => `${name} = ${maskOf(name)}`).join(', ')}${also} WHERE rowid = @id`;

const FACTS_OF_STAY = `UPDATE fact SET plate = ${maskOf('plate')}, data = ${maskedData('')}
  WHERE stay_id = (SELECT id FROM stay WHERE rowid = @id)`;

/** The stay of `id` was passed by, since somebody still needs it. */
const isKept = (id: string): string =>
  `EXISTS (SELECT 1 FROM stay AS s JOIN retention_kept AS k ON k.kind = 'stay' AND k.id = s.rowid WHERE s.id = ${id})`;

/**
 * In this order: what goes with a stay is looked at after it. Money, counts and who did what stay as they are; so does the
 * audit, whose chain would break, and what cards say of their holders, which a contract needs.
 */
export const subjects: readonly Subject[] = [
  {
    kind: 'stay',
    at: 'entered_at',
    // Still inside, just gone, owing, or a report of it waits.
    needed: `r.state = 'open' OR r.left_at >= @cutoff
      OR EXISTS (SELECT 1 FROM debt AS d WHERE d.stay_id = r.id AND d.state = 'open')
      OR EXISTS (SELECT 1 FROM fact AS f JOIN outbox AS o ON o.fact_seq = f.seq
                 WHERE f.stay_id = r.id AND o.state IN ('waiting', 'parked'))`,
    statements: [masks('stay', ['plate', 'plate_read']), FACTS_OF_STAY],
    portion: 8,
  },
  {
    kind: 'fact',
    at: 'at',
    needed: `r.stay_id IS NOT NULL AND ${isKept('r.stay_id')}`,
    goesWith: true,
    statements: [`UPDATE fact SET plate = ${maskOf('plate')}, data = ${maskedData('')} WHERE rowid = @id`],
    portion: 32,
  },
  {
    kind: 'capture',
    at: 'received_at',
    needed: `r.image_state = 'pending'
      OR EXISTS (SELECT 1 FROM fact AS f WHERE f.arrival_id = r.arrival_id AND f.stay_id IS NOT NULL AND ${isKept('f.stay_id')})`,
    picture: 'image_path',
    statements: [
      masks(
        'capture',
        ['plate_read'],
        `, image_removed_at = CASE WHEN image_path IS NULL THEN image_removed_at ELSE @now END,
           image_state = CASE WHEN image_path IS NULL THEN image_state ELSE 'lost' END, image_path = NULL`,
      ),
    ],
    portion: 32,
  },
  { kind: 'opening', at: 'at', needed: '0', statements: [masks('opening', ['plate'])], portion: 64 },
  {
    kind: 'booking',
    at: 'locked_at',
    needed: `r.state IN ('locked', 'confirmed', 'used') OR coalesce(r.ended_at, r.to_at) >= @cutoff`,
    statements: [masks('booking', ['plate'])],
    portion: 64,
  },
  {
    kind: 'share_order',
    at: 'received_at',
    needed: `r.state IN ('unpaid', 'active') OR r.to_at >= @cutoff`,
    statements: [masks('share_order', ['plate'], `, request = '{}'`)],
    portion: 64,
  },
  {
    kind: 'overdue_order',
    at: 'left_at',
    needed: `r.state = 'unpaid'`,
    statements: [masks('overdue_order', ['plate'])],
    portion: 64,
  },
  {
    kind: 'coupon',
    at: 'received_at',
    needed: `r.state = 'unused'`,
    statements: [masks('coupon', ['plate'], `, request = '{}'`)],
    portion: 64,
  },
  {
    kind: 'control_entry',
    at: 'received_at',
    needed: `r.state = 'listed' AND r.to_at >= @cutoff`,
    statements: [masks('control_entry', ['plate'])],
    portion: 64,
  },
  { kind: 'debt', at: 'at', needed: `r.state = 'open'`, statements: [masks('debt', ['plate'])], portion: 64 },
  {
    kind: 'payment',
    at: 'created_at',
    needed: 'r.next_at IS NOT NULL OR r.raised IS NOT NULL',
    statements: [
      masks(
        'payment',
        ['plate'],
        `, subject = coalesce(replace(subject, nullif(plate, ''), ${maskOf('plate')}), subject)`,
      ),
    ],
    portion: 64,
  },
  {
    kind: 'outbox',
    at: 'created_at',
    // Not settled, settled lately, of a car inside, or the last that a platform took of some base data: that is what it holds.
    needed: `r.state IN ('waiting', 'parked') OR r.settled_at >= @cutoff
      OR EXISTS (SELECT 1 FROM fact AS f WHERE f.seq = r.fact_seq AND f.stay_id IS NOT NULL AND ${isKept('f.stay_id')})
      OR (r.order_key GLOB 'base:*' AND r.state = 'acknowledged'
          AND NOT EXISTS (SELECT 1 FROM outbox AS n INDEXED BY outbox_key WHERE n.platform = r.platform
            AND n.order_key = r.order_key AND n.seq > r.seq AND n.state = 'acknowledged'))`,
    statements: ['DELETE FROM outbox WHERE rowid = @id'],
    portion: 64,
  },
  // By these a message that comes twice is known; they are good for minutes.
  {
    kind: 'inbound',
    at: 'received_at',
    needed: '0',
    statements: ['DELETE FROM inbound WHERE rowid = @id'],
    portion: 64,
  },
];
