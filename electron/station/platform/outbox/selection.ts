import type { Candidate, Change, OutboxStore, QueuedItem } from './store.ts';

/** Items behind one that is under way fill the front of the queue: look past them. */
const LOOK_PAST = 2;

/** Which item may start next. It remembers what is under way and what was found to stand behind something else. */
export interface Selection {
  /** Live items that were never tried, in order. `all`: none was left out. */
  live(liveFrom: number, wanted: number): { candidates: Candidate[]; all: boolean };
  /** The others: first those never tried, then those due again. */
  backlog(liveFrom: number, now: number, wanted: number): Candidate[];
  /**
   * The item to start for this candidate: itself, or the earlier item of its key that must go first (and so is pulled
   * forward); null when its key is under way, parked, or waits for a time.
   */
  startable(candidate: Candidate, now: number): number | null;
  /** The item is under way: nothing else of its key starts until it is released. */
  hold(item: QueuedItem): void;
  /** What became of these items is written, and with it all of `behind`. */
  release(items: readonly QueuedItem[]): void;
  /** Items found standing behind another, to be written with the next commit so that they are not met again. */
  readonly behind: readonly Change[];
}

export function createSelection(store: OutboxStore): Selection {
  const keysUnderWay = new Set<string>();
  let behind = new Map<number, Change>();
  const page = (wanted: number): number => wanted + LOOK_PAST * keysUnderWay.size + behind.size;

  return {
    live(liveFrom, wanted) {
      const limit = page(wanted);
      const candidates = store.fresh(liveFrom, Number.MAX_SAFE_INTEGER, limit);
      return { candidates, all: candidates.length < limit };
    },
    backlog(liveFrom, now, wanted) {
      const limit = page(wanted);
      const fresh = store.fresh(0, liveFrom, limit);
      return fresh.length < limit ? [...fresh, ...store.due(now, limit - fresh.length)] : fresh;
    },
    startable({ seq, orderKey }, now) {
      if (keysUnderWay.has(orderKey) || behind.has(seq)) return null;
      const head = store.head(orderKey);
      // Superseded since it was listed.
      if (!head) return null;
      if (head.state === 'parked') {
        behind.set(seq, { kind: 'behind', seq, until: null });
        return null;
      }
      if (head.notBefore <= now) return head.seq;
      if (head.seq !== seq) behind.set(seq, { kind: 'behind', seq, until: head.notBefore });
      return null;
    },
    hold: (item) => void keysUnderWay.add(item.orderKey),
    release(items) {
      for (const item of items) keysUnderWay.delete(item.orderKey);
      behind = new Map();
    },
    get behind() {
      return [...behind.values()];
    },
  };
}
