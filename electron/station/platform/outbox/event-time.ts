import type { Clock } from '../../../../native/clock/contract.ts';

/** So small a difference between the two clocks' paces is no step. */
const SAME_MS = 2;
/** Steps remembered: what was recorded before the oldest of them is measured as if by that. */
const MOST_STEPS = 64;

/**
 * How long ago an item was recorded. The machine's clock may be set meanwhile, so what this run of the program saw being
 * recorded is measured by the monotonic clock.
 */
export interface EventTime {
  /** Items may have been recorded since the last time: to be called after each record, before anything else is done. */
  look(): void;
  /** From the record of an item (`createdAt`, UTC ms) to an instant of both clocks, ms; never negative. */
  ms(item: { seq: number; createdAt: number }, until: { at: number; monotonic: number }): number;
}

/** `endSeq`: the number after the last item there is; what it throws is told, and looked up with the next record. */
export function createEventTime(clock: Clock, endSeq: () => number, onTrouble: (error: unknown) => void): EventTime {
  /** From item `from` on, the machine's clock was so far ahead of the monotonic one. */
  let steps: { from: number; ahead: number }[] = [];
  let seenTo: number | null = null;

  function lookUp(): void {
    const ahead = clock.now() - clock.monotonic();
    const end = endSeq();
    const last = steps.at(-1);
    if (!last || Math.abs(last.ahead - ahead) > SAME_MS)
      steps = [...steps.slice(1 - MOST_STEPS), { from: seenTo ?? end, ahead }];
    seenTo = end;
  }

  return {
    look() {
      try {
        lookUp();
      } catch (error) {
        onTrouble(error);
      }
    },
    ms({ seq, createdAt }, { at, monotonic }) {
      const step = steps.findLast(({ from }) => from <= seq);
      const ms = step ? monotonic - (createdAt - step.ahead) : at - createdAt;
      return Math.max(0, Math.round(ms));
    },
  };
}
