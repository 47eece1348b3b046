import type { Clock } from '../../../../native/clock/contract.ts';
import type { Ledger, Tx } from '../../ledger/record.ts';
import type { Trouble } from '../../wire/trouble.ts';
import type { LinkState } from './link-state.ts';

/** At most one loss is written down in this time: a link that comes and goes does not fill the book. */
const LOSS_TOLD_EVERY_MS = 60_000;

export interface LinkFactsParts {
  ledger: Ledger;
  clock: Clock;
  /** Id of the platform in facts. */
  platform: string;
  /** Inside the record of the link coming up, tied to the fact that says so. */
  onUp(tx: Tx, factSeq: number): void;
  onTrouble(error: unknown): void;
}

/**
 * Writes down when the link to a platform opens and closes. A loss soon after the last one that was told is told once the
 * time is over, if the link is still down then; if it is up again, the book says, rightly, that it is.
 */
export interface LinkFacts {
  /** It came up, or it was up and is gone. */
  turned(link: LinkState): void;
  /** Writes what is held back. */
  stop(): void;
}

export function createLinkFacts({ ledger, clock, platform, onUp, onTrouble }: LinkFactsParts): LinkFacts {
  /** The fact that says that it is up; null when the book says that it is down. */
  let upFact: number | null = null;
  let lossToldAt = -LOSS_TOLD_EVERY_MS;
  let heldBack: { tell: () => void; cancel: () => void } | null = null;

  function record(work: (tx: Tx) => void): void {
    try {
      ledger.record(work);
    } catch (error) {
      onTrouble(error);
    }
  }

  function cameUp(): void {
    heldBack?.cancel();
    heldBack = null;
    let seq = upFact;
    record((tx) => {
      seq ??= tx.fact({ kind: 'platform-up', data: { platform } });
      onUp(tx, seq);
    });
    upFact = seq;
  }

  function lost({ cause, detail }: Trouble, at: number): void {
    heldBack = null;
    upFact = null;
    lossToldAt = clock.monotonic();
    record((tx) => tx.fact({ kind: 'platform-down', at, data: { platform, cause, message: detail } }));
  }

  return {
    turned(link) {
      if (link.state === 'up') return cameUp();
      const at = clock.now();
      const wait = lossToldAt + LOSS_TOLD_EVERY_MS - clock.monotonic();
      if (wait <= 0) return lost(link, at);
      const tell = (): void => lost(link, at);
      heldBack = { tell, cancel: clock.after(wait, tell) };
    },
    stop() {
      heldBack?.cancel();
      heldBack?.tell();
    },
  };
}
