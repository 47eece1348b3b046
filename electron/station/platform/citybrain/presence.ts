import type { Clock } from '../../../../native/clock/contract.ts';
import { STOPPED } from '../../wire/trouble.ts';
import { createLinkSignal } from '../link/link-signal.ts';
import type { LinkSignal } from '../link/link-signal.ts';
import type { LinkState } from '../link/link-state.ts';
import { pauseBefore } from '../link/pauses.ts';

export interface PresenceParts {
  /** Sends one heartbeat (3.2.4) and says what the link is after it. Never rejects. */
  beat: (status: 'alive' | 'lost') => Promise<LinkState>;
  everyMs: number;
  clock: Clock;
  /** Gives [0, 1). */
  random: () => number;
}

/**
 * Whether the platform is there and takes us. There is no session over HTTPS: the heartbeat stands for it. It says
 * nothing but who we are, so a platform that refuses one refuses us, and one that takes it takes us.
 */
export interface Presence extends Omit<LinkSignal, 'set'> {
  start(): void;
  /** Says that the lot is lost, where there is somebody to hear it, for two seconds at the most. */
  stop(): Promise<void>;
  /** Asks again now, because of something that may concern us all. */
  ask(): Promise<LinkState>;
  /** As `ask`, unless it was asked a moment ago: so the failures of many reports bring about few heartbeats. */
  confirm(): Promise<LinkState>;
}

/** 3.2.4: 间隔不大于 60s, as counted over there: what is on its way needs a little of it. */
const LONGEST_PERIOD_MS = 58_000;
const PART_WITHIN_MS = 2000;
/** So long one heartbeat answers for all who want it confirmed. */
const CONFIRMS_MS = 3000;

export function createPresence({ beat, everyMs, clock, random }: PresenceParts): Presence {
  const signal = createLinkSignal();
  const period = Math.min(everyMs, LONGEST_PERIOD_MS);
  let running = false;
  let vain = 0;
  let underWay: Promise<LinkState> | null = null;
  let begunAt = 0;
  let cancelNext = (): void => undefined;

  function ask(): Promise<LinkState> {
    if (!running) return Promise.resolve(signal.link);
    cancelNext();
    underWay ??= once();
    return underWay;
  }

  async function once(): Promise<LinkState> {
    begunAt = clock.monotonic();
    const link = await beat('alive');
    underWay = null;
    if (!running) return link;
    vain = link.state === 'up' ? 0 : vain + 1;
    const wait = link.state === 'up' ? period - (clock.monotonic() - begunAt) : pauseBefore(link, vain, random);
    cancelNext = clock.after(Math.max(0, wait), () => void ask());
    signal.set(link);
    return link;
  }

  /** After a heartbeat that is on its way: it must not arrive as the later of the two. */
  async function part(): Promise<void> {
    await underWay;
    await beat('lost');
  }

  return {
    get link() {
      return signal.link;
    },
    get up() {
      return signal.up;
    },
    onLink: signal.onLink,
    onLinkState: signal.onLinkState,
    ask,
    confirm() {
      // What is not up is asked again in its own time.
      const isKnown = !signal.up || (underWay === null && clock.monotonic() - begunAt < CONFIRMS_MS);
      return isKnown ? Promise.resolve(signal.link) : ask();
    },
    start() {
      running = true;
      void ask();
    },
    async stop() {
      running = false;
      cancelNext();
      const wasUp = signal.up;
      signal.set(STOPPED);
      if (!wasUp) return;
      let cancelWait = (): void => undefined;
      const waited = new Promise<void>((resolve) => (cancelWait = clock.after(PART_WITHIN_MS, resolve)));
      await Promise.race([part(), waited]).finally(cancelWait);
    },
  };
}
