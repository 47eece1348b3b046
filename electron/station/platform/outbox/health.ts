import type { Clock } from '../../../../native/clock/contract.ts';
import type { Delivery } from './contract.ts';
import { pauseAfter } from './retry-policy.ts';

/** What answers, or their absence, say about a platform as a whole. */
export interface Health {
  /** The platform's words while it takes nothing: then one sending at a time, with growing pauses. */
  readonly notNow: { code: string; message: string | null } | null;
  /** How long nothing may be sent, ms. */
  pauseMs(): number;
  /**
   * `sentAt` on the monotonic clock. `moved`: `notNow` is another now. `silent`: it timed out and nothing else was heard
   * meanwhile, which is an interruption like a lost link.
   */
  note(delivery: Delivery, sentAt: number): { moved: boolean; silent: boolean };
  /** The link came or went: what was is forgotten. */
  begin(): void;
}

export function createHealth(clock: Clock, random: () => number): Health {
  let heardAt = 0;
  let strain: { vain: number; until: number; code: string; message: string | null } | null = null;

  function heard(): { moved: boolean; silent: boolean } {
    heardAt = clock.monotonic();
    const moved = strain !== null;
    strain = null;
    return { moved, silent: false };
  }

  return {
    get notNow() {
      return strain && { code: strain.code, message: strain.message };
    },
    pauseMs: () => (strain?.until ?? 0) - clock.monotonic(),
    note(delivery, sentAt) {
      const now = clock.monotonic();
      switch (delivery.kind) {
        case 'delivered':
        case 'refused':
        case 'earlier-missing':
          return heard();
        case 'not-now': {
          heardAt = now;
          // Those sent before the pause began say nothing new.
          if (strain && sentAt < strain.until) return { moved: false, silent: false };
          const vain = (strain?.vain ?? 0) + 1;
          strain = { vain, until: now + pauseAfter(vain, random), code: delivery.code, message: delivery.message };
          return { moved: true, silent: false };
        }
        case 'unsendable':
        case 'not-yet':
          return { moved: false, silent: false };
        case 'no-answer':
          return { moved: false, silent: delivery.why === 'timed-out' && heardAt <= sentAt };
      }
    },
    begin() {
      heardAt = clock.monotonic();
      strain = null;
    },
  };
}
