import type { Db } from '../store/open.ts';
import type { OutboxItem } from './report.ts';

/** Puts reports in the queue; `platform/outbox` takes them out again. Call inside the record of what they tell. */
export function createOutboxRows(db: Db): {
  /** False when the same report is there already: it is kept once, whoever asks again. */
  add(item: OutboxItem, factSeq: number | null, at: number): boolean;
} {
  const findChain = db
    .prepare<object, number>(
      'SELECT chain FROM outbox INDEXED BY outbox_key WHERE platform = @platform AND order_key = @orderKey LIMIT 1',
    )
    .pluck();
  // Not the same report again: that one still has to arrive.
  const supersede = db.prepare(
    `UPDATE outbox INDEXED BY outbox_unsettled SET state = 'superseded', settled_at = @at
     WHERE chain = @chain AND state IN ('waiting', 'parked') AND interface = @interface AND business_id <> @businessId`,
  );
  // The first of its key gives the chain its own number, which is the next one.
  const insert = db.prepare(
    `INSERT INTO outbox (platform, interface, business_id, order_key, chain, holds, fact_seq, created_at, payload)
     VALUES (@platform, @interface, @businessId, @orderKey,
       coalesce(@chain, (SELECT seq FROM sqlite_sequence WHERE name = 'outbox') + 1, 1),
       @holds, @factSeq, @at, @payload)
     ON CONFLICT (platform, interface, business_id) DO NOTHING`,
  );

  return {
    add(item, factSeq, at) {
      const { platform, businessId, orderKey } = item;
      const chain = findChain.get({ platform, orderKey }) ?? null;
      if (item.supersedes && chain !== null) supersede.run({ chain, interface: item.interface, businessId, at });
      const { changes } = insert.run({
        platform,
        interface: item.interface,
        businessId,
        orderKey,
        chain,
        holds: item.holds === false ? 0 : 1,
        factSeq,
        at,
        payload: JSON.stringify(item.payload),
      });
      return changes > 0;
    },
  };
}
