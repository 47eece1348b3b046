import type { Db } from '../../store/open.ts';
import type { Held, HeldItem, InterfaceFigures, ItemQuery, ListedItem, ListedState } from './contract.ts';
import { spreadOf } from './histogram.ts';
import type { Timeliness } from './timeliness.ts';

/** More items behind one are not counted one by one. */
const COUNT_BEHIND = 100;

/** What the sync screen asks of the outbox. Nothing here takes more than a few milliseconds with a million rows. */
export interface Listing {
  items(query: ItemQuery): ListedItem[];
  item(seq: number): ListedItem | null;
  held(orderKey: string): Held;
  /** `at`: an instant of the day asked for. */
  interfaces(at: number): InterfaceFigures[];
}

const OLDEST_FIRST = new Set<ListedState>(['waiting']);
/** The figures of an interface that has had nothing taken today. */
const NOTHING_TODAY = { acknowledged: 0, ...spreadOf([]) };

export function createListing(db: Db, platform: string, timeliness: Timeliness): Listing {
  const counted = db.prepare<[string], { interface: string; waiting: number; parked: number }>(
    `SELECT interface, coalesce(sum(n) FILTER (WHERE state = 'waiting'), 0) AS waiting,
       coalesce(sum(n) FILTER (WHERE state = 'parked'), 0) AS parked
     FROM outbox_count WHERE platform = ? GROUP BY interface`,
  );
  const page = (order: 'ASC' | 'DESC', beyond: '>' | '<') =>
    db
      .prepare<object, number>(
        `SELECT seq FROM outbox INDEXED BY outbox_state
         WHERE platform = @platform AND state = @state AND interface = @interface AND seq ${beyond} @after
         ORDER BY seq ${order} LIMIT @limit`,
      )
      .pluck();
  const upwards = page('ASC', '>');
  const downwards = page('DESC', '<');
  const load = db.prepare<object, ListedItem>(
    `SELECT o.seq, o.interface, o.business_id AS businessId, o.payload, o.state, o.order_key AS orderKey,
       o.fact_seq AS factSeq, o.created_at AS createdAt, o.sent_at AS sentAt, o.settled_at AS settledAt, o.attempts,
       o.answer_code AS code, o.answer_message AS message,
       iif(o.state NOT IN ('waiting', 'parked') OR (o.state = 'parked' AND o.holds = 0), 0, (SELECT count(*) FROM (
         SELECT 1 FROM outbox AS e INDEXED BY outbox_unsettled
         WHERE e.chain = o.chain AND e.state IN ('waiting', 'parked') AND e.seq > o.seq LIMIT ${COUNT_BEHIND}))) AS behind
     FROM json_each(@seqs) AS wanted CROSS JOIN outbox AS o ON o.seq = wanted.value WHERE o.platform = @platform`,
  );
  /** A parked item has a time at which it was settled: the platform did not take it then. */
  const newestOf = (states: string) =>
    db.prepare<object, HeldItem>(
      `SELECT seq, payload, created_at AS createdAt, iif(state = 'acknowledged', settled_at, NULL) AS acknowledgedAt
       FROM outbox INDEXED BY outbox_key
       WHERE platform = @platform AND order_key = @orderKey AND state IN (${states}) ORDER BY seq DESC LIMIT 1`,
    );
  const newestAcknowledged = newestOf(`'acknowledged'`);
  const newestUnsettled = newestOf(`'waiting', 'parked'`);

  const loaded = (seqs: readonly number[]): ListedItem[] => load.all({ platform, seqs: JSON.stringify(seqs) });

  return {
    items({ state, interface: only, after, limit }) {
      const ascending = OLDEST_FIRST.has(state);
      const from = after ?? (ascending ? 0 : Number.MAX_SAFE_INTEGER);
      const names = only === undefined ? counted.all(platform).map((row) => row.interface) : [only];
      // The index leads by interface: the page of all is the best of each one's page.
      const seqs = names.flatMap((name) =>
        (ascending ? upwards : downwards).all({ platform, state, interface: name, after: from, limit }),
      );
      const order = (a: number, b: number): number => (ascending ? a - b : b - a);
      return loaded(seqs.sort(order).slice(0, limit)).sort((a, b) => order(a.seq, b.seq));
    },
    item: (seq) => loaded([seq])[0] ?? null,
    held: (orderKey) => ({
      acknowledged: newestAcknowledged.get({ platform, orderKey }) ?? null,
      unsettled: newestUnsettled.get({ platform, orderKey }) ?? null,
    }),
    interfaces(at) {
      const today = new Map(timeliness.day(at).map((figures) => [figures.interface, figures]));
      return counted.all(platform).flatMap(({ interface: name, waiting, parked }) => {
        const figures = today.get(name);
        if (!figures && waiting === 0 && parked === 0) return [];
        return [{ ...NOTHING_TODAY, ...figures, interface: name, waiting, parked }];
      });
    },
  };
}
