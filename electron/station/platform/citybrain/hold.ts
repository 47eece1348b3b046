import type { Clock } from '../../../../native/clock/contract.ts';

/** Keeps what would be sent waiting for as long as the platform asked for. */
export interface Hold {
  /** From now on, for so many ms; a shorter one does not end a longer one. */
  extend(ms: number): void;
  /** Resolves once nothing is held back; never, after `stop`. */
  over(): Promise<void>;
  stop(): void;
}

export function createHold(clock: Clock): Hold {
  let until = 0;
  const cancels = new Set<() => void>();

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, () => {
        cancels.delete(cancel);
        resolve();
      });
      cancels.add(cancel);
    });

  return {
    extend(ms) {
      until = Math.max(until, clock.monotonic() + ms);
    },
    async over() {
      // It may have been extended meanwhile.
      for (let left = until - clock.monotonic(); left > 0; left = until - clock.monotonic()) await wait(left);
    },
    stop() {
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
