import type { MainMessage } from '../contract/wire.ts';

/**
 * How a station came to its end. An end that was asked for is told apart by who asked; a host only knows the process.
 * `exited`: by itself, in order. `crashed`: by itself, with an error code. `killed`: by a signal. `not-started`: there
 * never was a process.
 */
export type StationEnding =
  | { how: 'exited' }
  | { how: 'crashed'; code: number }
  | { how: 'killed'; signal: string }
  | { how: 'not-started'; why: string };

/** What a running station tells. `onEnd` comes once, and last. */
export interface StationListeners {
  /** One message, parsed from JSON but not yet checked against the wire's schema. */
  onMessage(message: unknown): void;
  /** A line that is no message: the station's log, or rubbish on its standard output. */
  onLine(line: string, from: 'stderr' | 'rubbish'): void;
  onEnd(ending: StationEnding): void;
}

/** One running station. */
export interface StationChild {
  /** Sends a message; a station that is gone takes none, and that is no error (its end is on the way). */
  post(message: MainMessage): void;
  /** Ends it at once, without asking. */
  kill(): void;
}

/**
 * A way to run the station: one under Electron's utility process, one under plain Node. Each call is a new process. It
 * does not throw, and calls no listener before it has returned.
 */
export type StationHost = (listeners: StationListeners) => StationChild;
