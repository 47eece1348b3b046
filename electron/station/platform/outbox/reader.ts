import type { Candidate, Queue } from './queue.ts';

/** Candidates read at once. */
const PAGE = 256;

/**
 * Reads items that were never tried, from a number on, each once and in order. It keeps what was read: those still to be
 * looked at, and those that stand behind an item of their chain that is under way.
 */
export interface Reader {
  readonly from: number;
  /** The next one before number `to`; null when there is none now. */
  next(to: number): Candidate | null;
  any(to: number): boolean;
  /** Looked at, and its chain is under way: it comes again once that is over. `first`: before the others of its chain. */
  putOff(candidate: Candidate, first?: boolean): void;
  /** The chain's items that were put off: the first of them comes next. */
  wake(chain: number): void;
  /** Up to `most` of the chain's items that were put off, for good. */
  drop(chain: number, most: number): Candidate[];
}

export function createReader(queue: Queue, from: number): Reader {
  let readTo = from;
  /** In reverse: the next one is the last. */
  let read: Candidate[] = [];
  const off = new Map<number, Candidate[]>();

  function take(chain: number, most: number): Candidate[] {
    const items = off.get(chain);
    if (!items) return [];
    const taken = items.splice(0, most);
    if (items.length === 0) off.delete(chain);
    return taken;
  }

  function fill(to: number): void {
    if (read.length > 0) return;
    const page = queue.fresh(readTo, to, PAGE);
    readTo = (page.at(-1)?.seq ?? readTo - 1) + 1;
    read = page.reverse();
  }

  return {
    from,
    any(to) {
      fill(to);
      return read.length > 0;
    },
    next(to) {
      fill(to);
      return read.pop() ?? null;
    },
    putOff(candidate, first = false) {
      const items = off.get(candidate.chain);
      if (!items) off.set(candidate.chain, [candidate]);
      else if (first) items.unshift(candidate);
      else items.push(candidate);
    },
    wake: (chain) => void read.push(...take(chain, 1)),
    drop: take,
  };
}
