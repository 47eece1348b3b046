import type { ArmMove } from '../native/barrier/simulator.ts';
import type { Delivery } from '../native/camera/push-camera.ts';

/** What happened at the lot, as somebody standing beside the lanes would write it down. Instants are UTC ms. */
export type Happening =
  /** A command frame that a board heard; polls of its inputs are not written down. */
  | { what: 'frame'; lane: string; hex: string; meaning: string }
  | { what: 'arm'; lane: string; move: ArmMove }
  | { what: 'loop'; lane: string; loop: 'approach' | 'passage'; occupied: boolean }
  /** A finger on the booth's push-button, or on a key fob. */
  | { what: 'button' | 'fob'; lane: string }
  | { what: 'capture'; lane: string; captureId: string; plate: string; readAs: string }
  | { what: 'delivery'; lane: string; captureId: string; delivery: Delivery }
  /** A car went through; `armUp`: false when it broke through. */
  | { what: 'passage'; lane: string; plate: string; how: 'let-in' | 'tailgated' | 'forced'; armUp: boolean }
  | { what: 'turned-away'; lane: string; plate: string }
  /** The arm began to come down, or came down, while a car was under it. Must never happen. */
  | { what: 'arm-on-car'; lane: string; plate: string; move: ArmMove }
  /** Somebody played with a switch, or the demo itself failed at something. */
  | { what: 'note'; words: string };

export type Entry = Happening & { seq: number; at: number };

export interface Journal {
  readonly entries: readonly Entry[];
  write(happening: Happening): void;
  onEntry(listener: (entry: Entry) => void): () => void;
}

/** Enough for hours of play; older lines go. */
const KEPT = 20_000;

export function openJournal(now: () => number = Date.now): Journal {
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  let seq = 0;
  return {
    entries,
    write(happening) {
      seq += 1;
      const entry: Entry = { ...happening, seq, at: now() };
      entries.push(entry);
      if (entries.length > KEPT) entries.splice(0, entries.length - KEPT);
      for (const listener of [...listeners]) listener(entry);
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
