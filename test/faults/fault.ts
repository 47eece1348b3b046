/** One way in which the world breaks, tried many times; what is promised must hold. */
export interface Fault {
  /** How often it is tried when nobody says; what is counted is in `what`. */
  readonly count: number;
  readonly what: string;
  run(options: FaultRun): Promise<Outcome>;
}

export interface FaultRun {
  count: number;
  seed: number;
  /** Says how far it is. */
  note(text: string): void;
}

export interface Outcome {
  tried: number;
  /** What did not hold, in words. Must be empty. */
  wrong: string[];
  /** Kept in the report as they are. */
  figures: unknown;
  /** The same with something broken on purpose, by name: what was found. Each must have found something. */
  controls: Record<string, readonly string[]>;
}
