import type { Clock } from '../../../../native/clock/contract.ts';

/** A wish to be called soon, held once: of two wishes the earlier one counts. While its owner rests there is none. */
export interface Timer {
  within(ms: number): void;
  cancel(): void;
}

export function createTimer(clock: Clock, runs: () => boolean, fn: () => void): Timer {
  let set: { at: number; cancel: () => void } | null = null;
  return {
    within(ms) {
      const at = clock.monotonic() + ms;
      if (!runs() || (set && set.at <= at)) return;
      set?.cancel();
      const cancel = clock.after(ms, () => {
        set = null;
        fn();
      });
      set = { at, cancel };
    },
    cancel() {
      set?.cancel();
      set = null;
    },
  };
}
