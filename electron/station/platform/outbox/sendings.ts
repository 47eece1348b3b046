import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery, OutboxTransport } from './contract.ts';
import type { QueuedItem } from './queue.ts';

/** Live, backlog that was never tried, or tried in vain and due again. */
export type Rank = 'live' | 'fresh' | 'due';

export interface Sending {
  item: QueuedItem;
  rank: Rank;
  /** UTC ms. */
  sentAt: number;
  sentMonotonic: number;
}

/** What is under way over a transport. */
export interface Sendings {
  /** Returns how many. */
  start(items: readonly QueuedItem[], rank: Rank): number;
  readonly size: number;
  of(rank: Rank): number;
  /** Returns what was under way; what becomes of it is not heard any more. */
  abandon(): QueuedItem[];
}

export function createSendings(
  transport: OutboxTransport,
  clock: Clock,
  onAnswer: (sending: Sending, delivery: Delivery) => void,
): Sendings {
  const underWay = new Set<Sending>();
  const counts: Record<Rank, number> = { live: 0, fresh: 0, due: 0 };

  function start(item: QueuedItem, rank: Rank): void {
    const sending: Sending = { item, rank, sentAt: clock.now(), sentMonotonic: clock.monotonic() };
    underWay.add(sending);
    counts[rank] += 1;
    const { seq, interface: name, businessId, payload } = item;
    const facts = { live: rank === 'live', unanswered: item.unanswered === 1, corrected: item.corrected === 1 };
    transport.send({ seq, interface: name, businessId, payload, ...facts }, (delivery) => {
      if (!underWay.delete(sending)) return;
      counts[rank] -= 1;
      onAnswer(sending, delivery);
    });
  }

  return {
    start(items, rank) {
      for (const item of items) start(item, rank);
      return items.length;
    },
    get size() {
      return underWay.size;
    },
    of: (rank) => counts[rank],
    abandon() {
      const items = [...underWay].map(({ item }) => item);
      underWay.clear();
      Object.assign(counts, { live: 0, fresh: 0, due: 0 } satisfies typeof counts);
      return items;
    },
  };
}
