import type { Clock } from '../clock/contract.ts';
import { LinkError } from './contract.ts';
import type { Link } from './contract.ts';

export type KeeperEvent =
  | { type: 'up' }
  /**
   * The link is gone, or could not be opened (again for each new reason, not for each attempt).
   * `recycled`: we closed it ourselves because the device did not answer; it will be reopened at once.
   */
  | { type: 'down'; why: LinkError; recycled: boolean };

/** Keeps one link open: makes a new one whenever the last is gone, for as long as it is started. */
export interface LinkKeeper {
  readonly isUp: boolean;
  start(): void;
  /** Closes the link and makes no more. Resolves when the port is free. */
  stop(): Promise<void>;
  /** Writes on the open link, within this call. Rejects, and sends nothing later, when there is none. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes the link and opens a new one: for devices that fall silent without an event (a pulled USB adapter). */
  recycle(why: string): void;
  onData(listener: (bytes: Uint8Array) => void): () => void;
  on(listener: (event: KeeperEvent) => void): () => void;
}

export interface Backoff {
  firstMs: number;
  maxMs: number;
}

type Phase =
  | { type: 'stopped' }
  | { type: 'opening' }
  | { type: 'up'; link: Link; release: () => void }
  | { type: 'closing' }
  | { type: 'waiting'; cancel: () => void };

/** A port that will not close must not keep the lane down for ever. */
const CLOSE_TIMEOUT_MS = 3000;

/**
 * `makeLink` gives a new, unopened link at each call. The pause between attempts doubles from `firstMs` to `maxMs` and is
 * short again once the device has been heard.
 */
export function createLinkKeeper(
  makeLink: () => Link,
  clock: Clock,
  backoff: Backoff = { firstMs: 100, maxMs: 2000 },
): LinkKeeper {
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const listeners = new Set<(event: KeeperEvent) => void>();
  let phase: Phase = { type: 'stopped' };
  let nextPauseMs = backoff.firstMs;
  let reported: string | null = null;
  /** Grows at each start and stop: what an earlier life began does not touch a later one. */
  let life = 0;
  let busy: Promise<void> = Promise.resolve();

  const emit = (event: KeeperEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const reportDown = (why: LinkError, recycled: boolean): void => {
    const reason = recycled ? 'recycled' : why.code;
    if (reason === reported) return;
    reported = reason;
    emit({ type: 'down', why, recycled });
  };

  const wait = (): void => {
    const pause = nextPauseMs;
    nextPauseMs = Math.min(nextPauseMs * 2, backoff.maxMs);
    phase = { type: 'waiting', cancel: clock.after(pause, () => void (busy = attempt(life))) };
  };

  const attempt = async (mine: number): Promise<void> => {
    phase = { type: 'opening' };
    const link = makeLink();
    try {
      await link.open();
    } catch (error) {
      if (mine !== life) return;
      wait();
      reportDown(error instanceof LinkError ? error : new LinkError('failed', String(error), { cause: error }), false);
      return;
    }
    if (mine !== life) return closeBounded(link);
    if (!link.isOpen) {
      wait();
      return reportDown(new LinkError('disconnected', `${link.name} was lost while it was opened`), false);
    }
    const offData = link.onData((bytes) => {
      nextPauseMs = backoff.firstMs;
      for (const listener of [...dataListeners]) listener(bytes);
    });
    const offClose = link.onClose((why) => {
      release();
      wait();
      reportDown(why ?? new LinkError('disconnected', `${link.name} was closed`), false);
    });
    const release = (): void => {
      offData();
      offClose();
    };
    phase = { type: 'up', link, release };
    reported = null;
    emit({ type: 'up' });
  };

  const closeBounded = (link: Link): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(CLOSE_TIMEOUT_MS, resolve);
      const settle = (): void => {
        cancel();
        resolve();
      };
      // Whatever a failing close says, the link is not used again; the next opening tells whether the port is free.
      link.close().then(settle, settle);
    });

  return {
    get isUp() {
      return phase.type === 'up';
    },
    start() {
      if (phase.type !== 'stopped') return;
      life += 1;
      nextPauseMs = backoff.firstMs;
      reported = null;
      // A stop may still be closing the port.
      const mine = life;
      phase = { type: 'opening' };
      busy = busy.then(() => (mine === life ? attempt(mine) : undefined));
    },
    async stop() {
      life += 1;
      const last = phase;
      phase = { type: 'stopped' };
      if (last.type === 'waiting') last.cancel();
      if (last.type === 'up') {
        last.release();
        busy = closeBounded(last.link);
      }
      await busy;
    },
    write(bytes) {
      if (phase.type === 'up') return phase.link.write(bytes);
      return Promise.reject(new LinkError('disconnected', 'the link is down'));
    },
    recycle(why) {
      if (phase.type !== 'up') return;
      const { link, release } = phase;
      const mine = life;
      release();
      phase = { type: 'closing' };
      busy = closeBounded(link).then(() => {
        if (mine === life) wait();
      });
      reportDown(new LinkError('disconnected', `${link.name}: ${why}`), true);
    },
    onData(listener) {
      dataListeners.add(listener);
      return () => void dataListeners.delete(listener);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
