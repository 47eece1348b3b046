/** Time is injected: production runs on the machine's clock, tests on one they move by hand. */
export interface Clock {
  /** UTC milliseconds. May jump when somebody sets the machine's clock. */
  now(): number;
  /** Milliseconds that never run backwards, for spans. */
  monotonic(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, fn: () => void): () => void;
}
