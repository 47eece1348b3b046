import { beijingDateTime } from '../../beijing-time.ts';
import type { Issued } from '../issued.ts';

/** A report that its table allows and that cannot be true, or not together with what was reported before. */
export interface Tale {
  kind: TaleKind;
  words: string;
}

export type TaleKind =
  | 'inside-twice'
  | 'leave-without-enter'
  | 'leave-before-enter-time'
  | 'correction-of-unknown-stay'
  | 'other-car'
  | 'charge-of-unknown-stay'
  | 'unknown-charge'
  | 'charges-differ'
  | 'sums-differ'
  | 'part-of-a-fen'
  | 'paid-before-enter-time'
  | 'coupon-of-other-car'
  | 'coupon-used-twice'
  | 'in-the-future'
  | 'park-code-missing'
  | 'unknown-stall'
  | 'stall-under-two-ids'
  | 'more-than-all-stalls'
  | 'more-than-reservable'
  | 'unknown-picture'
  | 'car-on-no-list'
  | 'priority-unchanged'
  | 'ends-before-it-begins'
  | 'unknown-order'
  | 'unknown-overdue-order'
  | 'unknown-refund'
  | 'amount-differs'
  | 'longer-than-it-was'
  | 'order-of-other-car'
  | 'paid-and-unpaid-again'
  | 'longer-than-its-note';

/** An object of `data` that fits its table. */
export type Item = Readonly<Record<string, unknown>>;

/** What one interface's reports tell, in the light of all before. Learns from each. */
export type Listener = (item: Item) => Tale[];

export const tale = (kind: TaleKind, words: string): Tale => ({ kind, words });

export const textOf = (item: Item, name: string): string | null => {
  const value = item[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const numberOf = (item: Item, name: string): number | null => {
  const value = item[name];
  return typeof value === 'number' ? value : null;
};

/** What every listener needs. */
export interface StoryContext {
  future: FutureWatch;
  issued: Issued;
  /** So many things of a kind are remembered. */
  most: number;
}

/** Looks for instants of what has happened that lie ahead of the platform's clock. */
export type FutureWatch = (item: Item, ...names: string[]) => Tale[];

/** Clocks may differ by `aheadS` seconds (7.3.1.2 f). Times of the wire compare as text. */
export function watchFuture(now: () => number, aheadS: number): FutureWatch {
  let second = -1;
  let latest = '';
  return (item, ...names) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      latest = beijingDateTime((current + aheadS) * 1000);
    }
    return names.flatMap((name) => {
      const at = textOf(item, name);
      return at !== null && at > latest ? [tale('in-the-future', `${name} ${at}`)] : [];
    });
  };
}

/** Table 21, 23 and 30 give sums in fen (7.2 a): what is due is what was forgiven and what was taken. */
export function wrongSums(item: Item): Tale[] {
  const [due, forgiven, taken] = ['receivables', 'discount', 'received'].map((name) => numberOf(item, name) ?? 0);
  const parts = ['receivables', 'discount', 'received'].filter((name) => !Number.isInteger(item[name]));
  const found = parts.map((name) => tale('part-of-a-fen', `${name} ${numberOf(item, name) ?? ''}: money is in fen`));
  if (Math.abs((due ?? 0) - (forgiven ?? 0) - (taken ?? 0)) > 0.001) {
    found.push(tale('sums-differ', `receivables ${due} are not discount ${forgiven} and received ${taken}`));
  }
  return found;
}

/** Remembers at most so many: the oldest goes. */
export function remember<K, V>(known: Map<K, V>, key: K, value: V, most: number): void {
  known.set(key, value);
  if (known.size <= most) return;
  for (const oldest of known.keys()) {
    known.delete(oldest);
    return;
  }
}
