/**
 * A board of text lines at a lane, perhaps with a loudspeaker. Nothing at the gate waits for it: what is to be seen is told
 * to it, and it comes up as soon as its line is free. Guarantees of every driver:
 * - the newest wins: of a line, or a sentence, that was not yet sent only the last is;
 * - a board that was lost shows what is true when it is back, never what was true when it was lost;
 * - a sentence that could not be said within a few seconds is not said: it was for a car that is gone;
 * - nothing is written to the board's flash, which wears out.
 */
export interface Display {
  readonly state: DisplayState;
  start(): void;
  stop(): Promise<void>;
  /** What is to be seen, from the first line on; lines beyond the board's are left out, lines that are missing are empty. */
  show(lines: readonly string[]): void;
  /** Said once. Nothing where it has no loudspeaker. */
  speak(text: string): void;
  /** How bright and how loud, 10 to 100. */
  setLevels(levels: Levels): void;
  onState(listener: (state: DisplayState) => void): () => void;
}

/**
 * `offline`: its line is not there. `silent`: it does not answer. `busy`: something is not on it yet. Of a board that answers
 * nothing `ready` says only that all was sent.
 */
export type DisplayState = 'offline' | 'silent' | 'busy' | 'ready';

export interface Levels {
  brightness: number;
  volume: number;
}
