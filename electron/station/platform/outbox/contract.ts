/** One report on its way to a platform. */
export interface WireItem {
  /** Its number in the outbox. */
  seq: number;
  interface: string;
  businessId: string;
  /** The payload's JSON, as it was recorded. */
  payload: string;
}

/** What became of one sending. `code` and `message` are the platform's own. */
export type Delivery =
  | { kind: 'delivered'; code: number; message: string | null }
  /** This item will never be taken as it is: a person must look. */
  | { kind: 'refused'; code: number; message: string | null }
  /** The platform takes nothing just now (it is ill, or does not know us): the item waits, and so do the others. */
  | { kind: 'not-now'; code: number; message: string | null }
  | { kind: 'no-answer'; why: 'timed-out' | 'link-lost' };

/** What the outbox asks of a protocol. It judges answers; the outbox knows no codes. */
export interface OutboxTransport {
  readonly up: boolean;
  /** Told when the way to the platform opens (subscribed and ready) and when it is gone. */
  onLink(listener: (up: boolean) => void): () => void;
  /** Sends one item. `settle` is called once, also when the link is lost or no answer comes in time (7.3.1.2 g). */
  send(item: WireItem, settle: (delivery: Delivery) => void): void;
}

export interface Tally {
  waitingLive: number;
  waitingBacklog: number;
  parked: number;
  /** When the oldest unsent report was recorded, UTC ms. */
  oldestWaiting: number | null;
}

export interface Settled {
  factSeq: number | null;
  interface: string;
  businessId: string;
  state: 'acknowledged' | 'parked';
  /** From the fact to the answer. */
  ms: number;
}

export interface OutboxSummary extends Tally {
  /** Event to acknowledgement over the last 100 live items, ms (8.1). */
  p50Ms: number | null;
  p99Ms: number | null;
}

export interface Outbox {
  start(): void;
  /** Writes the answers that came; what is on its way is sent again by the next start. */
  stop(): void;
  /** Something was recorded. */
  wake(): void;
  summary(): OutboxSummary;
  /** The platform's words while it takes nothing. */
  readonly notNow: { code: number; message: string | null } | null;
  /** Told soon after a figure of the summary moved, a few times a second at most. */
  onChange(listener: () => void): () => void;
  /** Told once an answer is durable. */
  onSettled(listener: (settled: Settled) => void): () => void;
  parked(limit: number): ParkedItem[];
  /** A person lets parked items try again: one by its number, or all (null). Returns how many. */
  retryParked(seq: number | null): number;
}

export interface ParkedItem {
  seq: number;
  interface: string;
  businessId: string;
  createdAt: number;
  parkedAt: number;
  code: number | null;
  message: string | null;
}
