import type { Clock } from '../../../../native/clock/contract.ts';
import type { PlatformView } from '../../../contract/board.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import type { Log } from '../../log.ts';
import type { Db } from '../../store/open.ts';
import { refused } from '../../wire/trouble.ts';
import type { Outbox, OutboxTransport, Settled } from '../outbox/contract.ts';
import { createOutbox } from '../outbox/worker.ts';
import { createLinkFacts } from './link-facts.ts';
import type { LinkState } from './link-state.ts';

/** A way to a platform that comes and goes by itself, between `start` and `stop`. */
export interface LinkTransport extends OutboxTransport {
  readonly link: LinkState;
  onLinkState(listener: (link: LinkState) => void): () => void;
  start(): void;
  stop(): Promise<void>;
}

/** What a platform asks of us, by its interface's code, from the raw bytes to what is answered; null: it asks nothing. */
export type Answers = ((code: string, bytes: Uint8Array) => object) | null;

/** Makes another way to a platform than the network. */
export type WayTo = (platform: PlatformView['kind'], answers: Answers) => LinkTransport;

export interface PlatformLinkParts {
  /** Id of the platform in the outbox, in facts and on the board. */
  id: string;
  kind: PlatformView['kind'];
  transport: LinkTransport;
  ledger: Ledger;
  db: Db;
  clock: Clock;
  /** Gives [0, 1). */
  random: () => number;
  log: Log;
  /** Inside the record of the link coming up: what the platform should hear afresh, tied to the fact that it is up. */
  onUp(tx: Tx, factSeq: number): void;
  /** True while a capture is being handled: the backlog waits. */
  gateBusy?: () => boolean;
}

/** One platform as the rest of the station sees it. */
export interface PlatformLink {
  start(): void;
  stop(): Promise<void>;
  view(): PlatformView;
  /** The view moved on. */
  onChange(listener: () => void): () => void;
  /** A report's fate moved on, durably. */
  onSettled(listener: (settled: Settled) => void): () => void;
  readonly outbox: Outbox;
}

/** Ties the queue of one platform to the way there, records when that opens and closes, and says how it stands. */
export function createPlatformLink(parts: PlatformLinkParts): PlatformLink {
  const { id, kind, transport, ledger, clock, log } = parts;
  const onTrouble = (error: unknown): void => log.error({ err: error, platform: id }, 'not written to the store');
  const outbox = createOutbox({
    ledger,
    db: parts.db,
    clock,
    platform: id,
    transport,
    random: parts.random,
    onTrouble,
    ...(parts.gateBusy && { gateBusy: parts.gateBusy }),
  });

  const facts = createLinkFacts({
    ledger,
    clock,
    platform: id,
    onUp: (tx, factSeq) => parts.onUp(tx, factSeq),
    onTrouble,
  });
  const listeners = new Set<() => void>();
  let endings: (() => void)[] = [];
  let told: PlatformView['state'] | null = null;
  let since = clock.now();
  let wasUp = false;

  function changed(): void {
    const { state } = current();
    if (state !== told) since = clock.now();
    told = state;
    for (const listener of listeners) listener();
  }

  /** Up means that reports are taken: a platform that answers each with "not you" or "not now" is refusing. */
  function current(): LinkState {
    const { link } = transport;
    const { notNow } = outbox;
    if (link.state !== 'up' || notNow === null) return link;
    return refused('not-now', `${notNow.code} ${notNow.message ?? ''}`.trim());
  }

  function linkMoved(link: LinkState): void {
    const up = link.state === 'up';
    log.info({ platform: id, ...link }, 'link');
    if (up !== wasUp) {
      wasUp = up;
      facts.turned(link);
    }
    changed();
  }

  return {
    outbox,
    start() {
      // First: it must know that the link is up before anything is recorded about that.
      outbox.start();
      endings = [
        transport.onLinkState(linkMoved),
        outbox.onChange(changed),
        ledger.onCommitted(({ reports }) => {
          if (reports > 0) outbox.wake();
        }),
      ];
      transport.start();
    },
    async stop() {
      for (const end of endings) end();
      facts.stop();
      outbox.stop();
      await transport.stop();
    },
    view() {
      const { waitingLive, waitingBacklog, parked, oldestWaiting, p50Ms, p99Ms } = outbox.summary();
      const link = current();
      const words = link.state === 'up' ? { cause: null, detail: null } : link;
      return {
        id,
        kind,
        state: link.state,
        since,
        cause: words.cause,
        detail: words.detail,
        waitingLive,
        waitingBacklog,
        parked,
        oldestWaiting,
        p50Ms,
        p99Ms,
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onSettled: (listener) => outbox.onSettled(listener),
  };
}
