/** Whether a lot is there to be asked, and who waits for it. */
export interface Presence {
  set(heard: boolean): void;
  is(): boolean;
  /** Resolves once it is there; rejects after `timeoutMs`. */
  when(timeoutMs?: number): Promise<void>;
}

export function openPresence(): Presence {
  const waiting = new Set<() => void>();
  let isHeard = false;
  return {
    set(heard) {
      isHeard = heard;
      if (heard) for (const go of waiting) go();
    },
    is: () => isHeard,
    when(timeoutMs = 30_000) {
      return new Promise((resolve, reject) => {
        if (isHeard) return void resolve();
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(done);
          reject(new Error(`no lot listened within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.add(done);
      });
    },
  };
}
