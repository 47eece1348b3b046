import type { LoopState } from '../../contract/vocabulary.ts';

/** The loop before the arm: who may stand on it follows from when it was clear. Instants are UTC ms. */
export interface Approach {
  /** Since when something stands on it, flickers aside; null: nothing does, or no loop can tell. */
  readonly since: number | null;
  /** The first reading after the sensors could not be read: what stood there before may have moved unseen. */
  found(loop: LoopState, at: number): void;
  /** `here`: the undecided arrival at the lane, whose car leaves if the loop stays clear. */
  changed(occupied: boolean, at: number, here: string | null): void;
  /** Whether the loop was clear, longer than a flicker, after the car of this arrival stood there. */
  hasLeft(arrivalId: string, at: number): boolean;
  /** The camera read its plate since. */
  isBack(): void;
  /** Whether something stands there, and nobody saw the loop clear, longer than a flicker, after this instant. */
  unbrokenSince(at: number): boolean;
}

/** A short car over a long loop, a coupling, a trembling contact: a car that drives off leaves it clear for longer. */
const FLICKER_MS = 3_000;

export function createApproach(): Approach {
  let since: number | null = null;
  /** Since when it is clear; null: it is not. */
  let clearSince: number | null = -Infinity;
  /** When it was last clear for longer than a flicker. */
  let lastClearAt = -Infinity;
  let leaver: string | null = null;

  return {
    get since() {
      return clearSince === null ? since : null;
    },
    found(loop, at) {
      const occupied = loop === 'occupied';
      since = occupied ? at : null;
      clearSince = occupied ? null : -Infinity;
      if (loop === 'clear') lastClearAt = at;
    },
    changed(occupied, at, here) {
      if (!occupied) {
        clearSince = at;
        leaver = here;
        return;
      }
      if (clearSince !== null && at - clearSince > FLICKER_MS) since = lastClearAt = at;
      else leaver = null;
      clearSince = null;
    },
    hasLeft: (arrivalId, at) => leaver === arrivalId && (clearSince === null || at - clearSince > FLICKER_MS),
    isBack: () => void (leaver = null),
    unbrokenSince: (at) => clearSince === null && lastClearAt <= at,
  };
}
