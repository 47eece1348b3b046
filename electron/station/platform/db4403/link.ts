import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../../../../native/clock/contract.ts';
import type { PlatformView } from '../../../contract/board.ts';
import type { Db4403Config } from '../../../contract/site.ts';
import type { BookingDesk } from '../../booking/contract.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import type { Db } from '../../store/open.ts';
import type { ParkedItem, Settled } from '../outbox/contract.ts';
import { createOutbox } from '../outbox/worker.ts';
import type { LinkState } from './connection.ts';
import { createInbound } from './inbound.ts';
import { createMqttTransport } from './mqtt-transport.ts';
import { createRejections } from './rejections.ts';
import { PLATFORM } from './reports.ts';
import { createCodeNames } from './tables/interfaces.ts';

export interface Db4403Parts {
  config: Db4403Config;
  secrets: { password: string; secret: string };
  /** Folder of the site file: `caFile` is relative to it. */
  siteDir: string;
  parkCode: string;
  ledger: Ledger;
  db: Db;
  desk: BookingDesk;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Inside the record of the link coming up: what the platform should hear afresh, tied to that fact. */
  onUp(tx: Tx, factSeq: number): void;
  /** True while a capture is being handled: the backlog waits. */
  gateBusy?: () => boolean;
  random?: () => number;
}

export interface Db4403 {
  start(): void;
  stop(): Promise<void>;
  view(): PlatformView;
  /** The view moved on. */
  onChange(listener: () => void): () => void;
  /** A report was acknowledged or parked, durably. */
  onSettled(listener: (settled: Settled) => void): () => void;
  parked(limit: number): ParkedItem[];
  /** A person lets a parked report (or all: null) try again. Returns how many. */
  retryParked(seq: number | null): number;
}

/** One shared-parking platform: its link, the outbox towards it, and what it asks of us. */
export function createDb4403(parts: Db4403Parts): Db4403 {
  // eslint-disable-next-line no-restricted-properties -- where chance comes in; all below is handed it
  const { config, secrets, ledger, db, desk, clock, log, random = Math.random } = parts;
  const onTrouble = (error: unknown): void => log.error({ err: error, platform: PLATFORM }, 'not written to the store');

  const inbound = createInbound({
    ledger,
    db,
    desk,
    clock,
    names: createCodeNames(config.codes),
    secret: secrets.secret,
    parkCode: parts.parkCode,
    freshnessMs: config.freshnessS * 1000,
    onRejected: createRejections(ledger, clock, onTrouble),
    onTrouble,
  });
  const transport = createMqttTransport(
    {
      url: config.url,
      clientId: config.clientId,
      username: config.username ?? config.clientId,
      password: secrets.password,
      caFile: config.caFile === undefined ? null : resolve(parts.siteDir, config.caFile),
      version: config.version,
      parkCode: parts.parkCode,
      secret: secrets.secret,
      codes: config.codes,
    },
    clock,
    random,
    inbound,
  );
  const outbox = createOutbox({
    ledger,
    db,
    clock,
    platform: PLATFORM,
    transport,
    random,
    onTrouble,
    ...(parts.gateBusy && { gateBusy: parts.gateBusy }),
  });

  const listeners = new Set<() => void>();
  let endings: (() => void)[] = [];
  let told: PlatformView['state'] | null = null;
  let since = clock.now();

  const changed = (): void => {
    const { state } = current();
    if (state !== told) since = clock.now();
    told = state;
    for (const listener of listeners) listener();
  };

  /** Up means that reports are taken: a platform that answers each with "not you" or "not now" is refusing. */
  function current(): { state: PlatformView['state']; detail: string | null } {
    const { link } = transport;
    if (link.state !== 'up') return link;
    const { notNow } = outbox;
    return notNow
      ? { state: 'refused', detail: `${notNow.code} ${notNow.message ?? ''}`.trim() }
      : { state: 'up', detail: null };
  }

  let wasUp = false;
  function linkMoved(link: LinkState): void {
    const up = link.state === 'up';
    const detail = link.state === 'up' ? null : link.detail;
    log.info({ platform: PLATFORM, state: link.state, detail }, 'link');
    if (up !== wasUp) {
      wasUp = up;
      writeLink(up, detail);
    }
    changed();
  }

  function writeLink(up: boolean, detail: string | null): void {
    try {
      ledger.record((tx) => {
        const data = { platform: PLATFORM, message: detail };
        const fact = tx.fact({ kind: up ? 'platform-up' : 'platform-down', data });
        if (up) parts.onUp(tx, fact);
      });
    } catch (error) {
      onTrouble(error);
    }
  }

  return {
    start() {
      // First: it must know that the link is up before anything is recorded about that.
      outbox.start();
      endings = [
        transport.onLinkState(linkMoved),
        outbox.onChange(changed),
        ledger.onCommitted((committed) => {
          if (committed.reports > 0) outbox.wake();
        }),
      ];
      transport.start();
    },
    async stop() {
      for (const end of endings) end();
      outbox.stop();
      await transport.stop();
    },
    view() {
      const { waitingLive, waitingBacklog, parked, oldestWaiting, p50Ms, p99Ms } = outbox.summary();
      return {
        id: PLATFORM,
        kind: 'db4403',
        ...current(),
        since,
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
    parked: (limit) => outbox.parked(limit),
    retryParked: (seq) => outbox.retryParked(seq),
  };
}
