import type { Tx } from '../../ledger/record.ts';

/** One report on its way to a platform. */
export interface WireItem {
  /** Its number in the outbox. */
  seq: number;
  interface: string;
  businessId: string;
  /** The payload's JSON, as it was recorded. */
  payload: string;
}

/** A report as it is handed to a transport. */
export interface OutgoingItem extends WireItem {
  /** Recorded since the last interruption: it goes before what is not (8.2). */
  live: boolean;
  /** Sent before as it is and not answered: the platform may have it. Not once it waited for a person. */
  unanswered: boolean;
  /** A person put it right: the platform may hold something else under its number. */
  corrected: boolean;
}

/** What became of one sending. `code` and `message` are the platform's own. */
export type Delivery =
  /** `also` is written in the transaction of the acknowledgement, e.g. the number that the platform gave an order. */
  | { kind: 'delivered'; code: string; message: string | null; also?: (tx: Tx) => void }
  /** This item will never be taken as it is: a person must look. */
  | { kind: 'refused'; code: string; message: string | null }
  /** As refused, but by ourselves: no platform was asked, so nothing is learnt of its health. `code` is ours. */
  | { kind: 'unsendable'; code: string; message: string | null }
  /** The platform takes nothing just now (it is ill, or does not know us): the item waits, and so do the others. */
  | { kind: 'not-now'; code: string; message: string | null }
  /** The platform does not know what came before on this order key: that is sent again first, in order, then this item. */
  | { kind: 'earlier-missing'; code: string; message: string | null }
  /** It could not be sent yet, e.g. its picture is still being filed. Says nothing about the platform or the link. */
  | { kind: 'not-yet'; why: string }
  | { kind: 'no-answer'; why: 'timed-out' | 'link-lost' };

/** What the outbox asks of a protocol. It judges answers; the outbox knows no codes. */
export interface OutboxTransport {
  readonly up: boolean;
  /** How many items may be under way at once; absent: 32. A quarter of them is kept for live items. */
  readonly capacity?: number;
  /**
   * How many more items of backlog are of use now: more would wait inside, where what is live cannot overtake what stands
   * before it on its key. Looked at again after each answer; absent: any number.
   */
  readonly backlogRoom?: number;
  /** Told when the way to the platform opens (subscribed and ready) and when it is gone. */
  onLink(listener: (up: boolean) => void): () => void;
  /**
   * Sends one item. Many are handed over in one turn, no two of one order key: a transport may put several into one
   * message. `settle` is called once, also when the link is lost or no answer comes in time (7.3.1.2 g).
   */
  send(item: OutgoingItem, settle: (delivery: Delivery) => void): void;
}

export interface Tally {
  waitingLive: number;
  waitingBacklog: number;
  parked: number;
  /** When the oldest unsent report was recorded, UTC ms. */
  oldestWaiting: number | null;
}

export interface OutboxSummary extends Tally {
  /** Event to acknowledgement over the last 100 live items, ms (8.1). */
  p50Ms: number | null;
  p99Ms: number | null;
  /** Acknowledged a second, over the last ten seconds. */
  perSecond: number;
}

/** How one interface fared since midnight in Beijing; outlives a restart. */
export interface InterfaceFigures {
  interface: string;
  waiting: number;
  parked: number;
  /** Taken today, live or not. */
  acknowledged: number;
  /** How many of them were live: the figures below are of these (8.1), null before the first. */
  measured: number;
  /** Event to acknowledgement, ms. The percentiles come from a histogram: at most a tenth too high. */
  p50Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
  /** Live items that took longer than 3 s. */
  late: number;
}

export type ItemState = 'waiting' | 'acknowledged' | 'parked' | 'superseded' | 'dismissed';
export type ListedState = Exclude<ItemState, 'superseded'>;

export interface ItemQuery {
  state: ListedState;
  interface?: string;
  /** The last item of the page before. */
  after?: number;
  limit: number;
}

/** One item with all that is known of it. Instants are UTC ms. */
export interface ListedItem extends WireItem {
  state: ItemState;
  orderKey: string;
  factSeq: number | null;
  createdAt: number;
  /** Sent last. */
  sentAt: number | null;
  /** Acknowledged, parked or dismissed. */
  settledAt: number | null;
  attempts: number;
  /** The platform's last answer, or why there was none. */
  code: string | null;
  message: string | null;
  /** Later items of its key that stand behind it; counted up to 100. */
  behind: number;
}

/** What a platform holds of one order key, as far as we know: what it took last, and what is newer and still on its way. */
export interface Held {
  acknowledged: HeldItem | null;
  unsettled: HeldItem | null;
}

export interface HeldItem {
  seq: number;
  payload: string;
  createdAt: number;
  /** When the platform took it; null while it has not. */
  acknowledgedAt: number | null;
}

/** A move of one item, once it is durable. `waiting`: it was put back, by a person or because the platform lost it. */
export interface Settled {
  factSeq: number | null;
  interface: string;
  businessId: string;
  state: 'acknowledged' | 'parked' | 'dismissed' | 'waiting';
  /** From the fact to this. */
  ms: number;
}

/** Which parked items: one by its number, all of an interface, or all (null). */
export type Which = number | { interface: string } | null;

/** Runs inside the transaction of the act: an act that was done already throws, and nothing changes. */
export type Note = (tx: Tx) => void;

export interface Outbox {
  start(): void;
  /** Writes the answers that came; what is on its way is sent again by the next start. */
  stop(): void;
  /** Something was recorded. */
  wake(): void;
  summary(): OutboxSummary;
  /** Every interface that has anything waiting or parked, or had anything acknowledged today, by name. */
  interfaces(): InterfaceFigures[];
  /** A page: the newest parked, dismissed or acknowledged first, the oldest waiting first. */
  items(query: ItemQuery): ListedItem[];
  item(seq: number): ListedItem | null;
  held(orderKey: string): Held;
  /** The platform's words while it takes nothing. */
  readonly notNow: { code: string; message: string | null } | null;
  /** Told soon after a figure of the summary moved, a few times a second at most. */
  onChange(listener: () => void): () => void;
  onSettled(listener: (settled: Settled) => void): () => void;

  // What a person may do with parked items. Each is one transaction with its fact (`by`: the person's id) and its note;
  // each throws SQLite's error when the disk does not take it, and then nothing happened.

  /**
   * Lets them try again as they are, with all that stood behind them. Returns how many were parked. Of very many the first
   * few hundred move with the act, the others in the turns after it: those that a crash leaves parked can be retried.
   */
  retry(which: Which, by: string, note: Note): number;
  /** Gives it up; what stood behind it goes on. False: it is not parked (any more), and nothing was written. */
  dismiss(seq: number, by: string, because: string, note: Note): boolean;
  /** Puts a payload right that the protocol's own tables have passed, and lets it try again. False: it is not parked. */
  replace(seq: number, payload: unknown, by: string, because: string, note: Note): boolean;
}
