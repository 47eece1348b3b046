import type { Clock } from '../../../native/clock/contract.ts';

export interface TurnsParts {
  lanes: readonly { reconsider(): void }[];
  /** When the next turn comes by time alone, UTC ms; null: at no time that is known. */
  nextChange(): number | null;
  clock: Clock;
}

/** Has the waiting cars judged again when a turn may have come. */
export interface Turns {
  /** Now: all lanes, and again when time alone makes it somebody's turn. */
  reconsider(): void;
  /** Not within the record that told of a change, and once, however many changes told of it. */
  soon(): void;
  stop(): void;
}

/** What lies further ahead is found by whoever looks at the lot from time to time. */
const AHEAD_MS = 60_000;

export function createTurns({ lanes, nextChange, clock }: TurnsParts): Turns {
  let immediate: NodeJS.Immediate | null = null;
  let stopTimer = (): void => undefined;

  function reconsider(): void {
    for (const lane of lanes) lane.reconsider();
    stopTimer();
    const at = nextChange();
    if (at === null || at > clock.now() + AHEAD_MS) return;
    // An instant later: what ends at that instant has ended by then.
    stopTimer = clock.after(Math.max(0, at - clock.now()) + 1, reconsider);
  }

  return {
    reconsider,
    soon() {
      immediate ??= setImmediate(() => {
        immediate = null;
        reconsider();
      });
    },
    stop() {
      stopTimer();
      if (immediate) clearImmediate(immediate);
    },
  };
}
