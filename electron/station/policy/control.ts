import type { ControlStrategy, Direction, PlateColour } from '../../contract/vocabulary.ts';
import { mayBeSameColour } from './plate-colour.ts';

/** A line of the control list about one plate (table 40). Instants are UTC ms, both included. */
export interface ControlEntry {
  id: string;
  /** Null: the platform does not say, or says "other". */
  plateColour: PlateColour | null;
  strategy: ControlStrategy;
  /** Null: from the beginning. */
  from: number | null;
  to: number;
  source: string;
}

/** What an entry means for a car at one kind of lane. */
export type ControlEffect = 'refuse' | 'warn' | 'free';

export interface Control {
  entry: ControlEntry;
  effect: ControlEffect;
}

/** Strictest first: of several entries for one plate the first of these rules, and rules alone. */
const EFFECTS: readonly ControlEffect[] = ['refuse', 'warn', 'free'];

/**
 * The entry that rules for a plate at a lane; null when none is about this car now. A strategy about the other direction
 * only warns here: "in, but not out" is let in like any other car, and everybody knows.
 */
export function controlOf(
  entries: readonly ControlEntry[],
  direction: Direction,
  plateColour: PlateColour,
  now: number,
): Control | null {
  const standing = entries
    .filter((entry) => mayBeSameColour(entry.plateColour, plateColour) && isInForce(entry, { from: now, to: now }))
    .map((entry) => ({ entry, effect: effectOf(entry.strategy, direction) }));
  for (const effect of EFFECTS) {
    const found = standing.find((control) => control.effect === effect);
    if (found) return found;
  }
  return null;
}

function effectOf(strategy: ControlStrategy, direction: Direction): ControlEffect {
  switch (strategy) {
    case 'no-passage':
      return 'refuse';
    case 'no-entry':
      return direction === 'entrance' ? 'refuse' : 'warn';
    case 'no-exit':
      return direction === 'exit' ? 'refuse' : 'warn';
    case 'warn':
      return 'warn';
    case 'free':
      return 'free';
  }
}

const isInForce = (entry: ControlEntry, window: { from: number; to: number }): boolean =>
  (entry.from ?? -Infinity) <= window.to && window.from <= entry.to;

/** Whether a plate may not come in at some time of a window: nothing is booked or sold to it then (A.2, 5005). */
export const isBarred = (
  entries: readonly ControlEntry[],
  plateColour: PlateColour | null,
  window: { from: number; to: number },
): boolean =>
  entries.some(
    (entry) =>
      (entry.strategy === 'no-entry' || entry.strategy === 'no-passage') &&
      mayBeSameColour(entry.plateColour, plateColour) &&
      isInForce(entry, window),
  );
