import type { Match } from '../links/question.ts';

/** One thing that a board is told. `row` counts from 0; texts are as they are to be read. */
export type Telling =
  | { what: 'row'; row: number; text: string }
  | { what: 'speech'; text: string }
  | { what: 'brightness' | 'volume'; level: number };

/** A frame for a board, and how its answer is known; `match` null: it does not answer. `done`: the board took it. */
export interface BoardFrame {
  bytes: Uint8Array;
  match: ((heard: Uint8Array) => Match<{ done: boolean }>) | null;
}

/** How one maker's boards are spoken to. Pure, apart from the number of the frame that some carry. */
export interface BoardProtocol {
  /** Null: this board cannot be told that. */
  frame(telling: Telling): BoardFrame | null;
}
