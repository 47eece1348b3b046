import type { Clock } from '../../../../native/clock/contract.ts';
import { createTimer } from './timer.ts';

/** The store cannot be read: asked again after this. */
const AGAIN_MS = 1000;
/** No item is live: the link is down, or the store cannot be read. */
const NONE = Number.MAX_SAFE_INTEGER;

export interface LiveMarkParts {
  clock: Clock;
  /** The number after the last item there is. */
  endSeq(): number;
  /** Whether the link is up, and the outbox at work. */
  up(): boolean;
  onTrouble(error: unknown): void;
}

/** From which number on items are live. While the store cannot be read none is: it is all sent, as backlog. */
export interface LiveMark {
  /** Items from here on were recorded since the last interruption: they are live until tried in vain. */
  readonly from: number;
  /** The same by the link alone: whatever was recorded since is measured, however long it took. */
  readonly measuredFrom: number;
  /** An interruption is over: what is recorded from now on is live. */
  set(): void;
  /** The link came or went. */
  linkChanged(up: boolean): void;
  cancel(): void;
}

export function createLiveMark({ clock, endSeq, up, onTrouble }: LiveMarkParts): LiveMark {
  let [from, measuredFrom] = [NONE, NONE];
  const again = createTimer(clock, up, set);

  function set(): void {
    try {
      from = endSeq();
      measuredFrom = Math.min(measuredFrom, from);
    } catch (error) {
      from = NONE;
      onTrouble(error);
      again.within(AGAIN_MS);
    }
  }

  return {
    get from() {
      return from;
    },
    get measuredFrom() {
      return measuredFrom;
    },
    set,
    linkChanged(isUp) {
      again.cancel();
      from = measuredFrom = NONE;
      if (isUp) set();
    },
    cancel: again.cancel,
  };
}
