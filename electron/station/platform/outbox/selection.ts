import type { Candidate, Change, Head, QueuedItem, Queue } from './queue.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';

/** So many candidates are looked at in one go at most: the thread is to be free again in a few milliseconds. */
const MOST_LOOKED_AT = 512;
/** Read beyond what is wanted: some stand behind what is under way. */
const READ_BEYOND = 16;
/** So many found standing behind another are written before more are looked for. */
const MOST_BEHIND = 256;

/** Which items may start next. It remembers what is under way and what was found to stand behind something else. */
export interface Selection {
  /** Live items that were never tried, in order. What is returned is under way from now on. */
  live(liveFrom: number, now: number, wanted: number): Started;
  /** Backlog that was never tried, in order; under way from now on. */
  fresh(liveFrom: number, now: number, wanted: number): Started;
  /** What was tried in vain and is due again; under way from now on. */
  due(now: number, wanted: number): QueuedItem[];
  /** Whether any backlog that was never tried is still to be looked at. */
  anyFresh(liveFrom: number): boolean;
  /** Items found standing behind another, to be written so that they are not met again. */
  readonly behind: readonly Change[];
  /** What became of these items is written, and the first `behind` of those found behind another. */
  release(items: readonly Candidate[], behind: number): void;
  /** Nothing will become of these items: all is read anew. */
  abandon(items: readonly Candidate[]): void;
}

export interface Started {
  items: QueuedItem[];
  /** All candidates were looked at, and none is left that may start. */
  all: boolean;
}

export function createSelection(queue: Queue): Selection {
  /** Chains: nothing else of an order key starts while one of its items is under way. */
  const underWay = new Set<number>();
  let behind: Change[] = [];
  let live = createReader(queue, Number.MAX_SAFE_INTEGER);
  let backlog = createReader(queue, 0);

  function startFresh(reader: Reader, to: number, now: number, wanted: number): Started {
    const items: QueuedItem[] = [];
    let looked = 0;
    while (items.length < wanted) {
      const chosen = new Map<number, Candidate>();
      let candidate: Candidate | null = null;
      while (chosen.size < wanted - items.length && (candidate = reader.next(to)) !== null) {
        looked += 1;
        const { chain } = candidate;
        if (underWay.has(chain) || chosen.has(chain)) reader.putOff(candidate);
        else chosen.set(chain, candidate);
        if (looked >= MOST_LOOKED_AT) break;
      }
      items.push(...startChosen(reader, [...chosen.values()], now));
      if (candidate === null) return { items, all: true };
      if (looked >= MOST_LOOKED_AT || behind.length >= MOST_BEHIND) break;
    }
    return { items, all: false };
  }

  /** Starts the chains of these candidates at their heads: one with an earlier item before it pulls that one forward. */
  function startChosen(reader: Reader, chosen: readonly Candidate[], now: number): QueuedItem[] {
    const heads = headsOf(chosen);
    const items: QueuedItem[] = [];
    for (const candidate of chosen) {
      const head = heads.get(candidate.seq);
      if (head && mayStart(head, now)) {
        items.push(head);
        if (head.seq !== candidate.seq) reader.putOff(candidate, true);
      } else {
        // No head: it was superseded since it was read.
        if (head) standBehind(head, [candidate, ...reader.drop(candidate.chain, MOST_BEHIND)]);
        reader.wake(candidate.chain);
      }
    }
    return items;
  }

  function startDue(now: number, wanted: number): QueuedItem[] {
    const items: QueuedItem[] = [];
    let looked = 0;
    let after: Candidate | null = null;
    while (items.length < wanted && looked < MOST_LOOKED_AT && behind.length < MOST_BEHIND) {
      const page = queue.due(now, after, wanted - items.length + READ_BEYOND);
      const chosen = new Map<number, Candidate>();
      for (const candidate of page) {
        after = candidate;
        const { chain } = candidate;
        if (!underWay.has(chain) && !chosen.has(chain)) chosen.set(chain, candidate);
        if (chosen.size === wanted - items.length) break;
      }
      for (const head of headsOf([...chosen.values()]).values()) {
        if (mayStart(head, now)) items.push(head);
        else standBehind(head, [{ ...head, seq: head.candidate }]);
      }
      if (page.length === 0) break;
      looked += page.length;
    }
    return items;
  }

  const headsOf = (candidates: readonly Candidate[]): Map<number, Head> =>
    new Map(queue.heads(candidates.map(({ seq }) => seq)).map((head) => [head.candidate, head]));

  function mayStart({ state, notBefore, chain }: Head, now: number): boolean {
    if (state === 'parked' || notBefore > now) return false;
    underWay.add(chain);
    return true;
  }

  function standBehind(head: Head, candidates: readonly Candidate[]): void {
    const until = head.state === 'parked' ? null : head.notBefore;
    for (const { seq } of candidates) if (seq !== head.seq) behind.push({ kind: 'behind', seq, until });
  }

  function forget(items: readonly Candidate[]): void {
    for (const { chain } of items) {
      underWay.delete(chain);
      for (const reader of [live, backlog]) reader.wake(chain);
    }
  }

  return {
    live(liveFrom, now, wanted) {
      if (live.from !== liveFrom) live = createReader(queue, liveFrom);
      return startFresh(live, Number.MAX_SAFE_INTEGER, now, wanted);
    },
    fresh: (liveFrom, now, wanted) => startFresh(backlog, liveFrom, now, wanted),
    due: startDue,
    anyFresh: (liveFrom) => backlog.any(liveFrom),
    get behind() {
      return behind;
    },
    release(items, written) {
      forget(items);
      behind = behind.slice(written);
    },
    abandon(items) {
      forget(items);
      live = createReader(queue, Number.MAX_SAFE_INTEGER);
      backlog = createReader(queue, 0);
    },
  };
}
