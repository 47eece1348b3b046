import type { Attempt, EndedBecause, Progress } from './attempts.ts';
import type { Cancelled, Charged, Failed, Payment, Queried, Shown, Unknown } from './contract.ts';

/**
 * What becomes of an attempt by an answer of the provider, and when it is asked again. Pure: instants come in. Money that
 * was taken ends everything; without it, only a word of the provider's does, never the time that went by.
 */
export type Move = { kind: 'paid'; payment: Payment } | { kind: 'progress'; change: Partial<Progress> };

/** How often a provider is asked while it is the driver's turn, ms. */
const PACE_MS = 3_000;
/** Pauses double from the first to the longest while the provider does not answer, ms. */
const PAUSE_MS = { first: 2_000, longest: 60_000 };
/** A charge that the provider knows nothing of may still be under way to it for so long, ms. */
const ARRIVES_WITHIN_MS = 20_000;
/** After it is over it is looked at again: a provider may take money late, or say so late. */
const LOOKS_MS = [30_000, 300_000, 1_800_000] as const;
/** No pause is longer: a code that only a person asks after is shown for an hour at most. */
export const LONGEST_PAUSE_MS = 3_600_000;

export const pauseAfter = (asks: number): number =>
  Math.min(PAUSE_MS.longest, PAUSE_MS.first * 2 ** Math.min(asks, 16));

const progress = (change: Partial<Progress>): Move => ({ kind: 'progress', change });

/** `isAsked`: the provider can say when it is paid; otherwise a person will. */
export function whenShown(shown: Shown, now: number, isAsked: boolean): Move {
  switch (shown.kind) {
    case 'shown': {
      const { qr, expiresAt } = shown;
      const nextAt = isAsked ? now + PACE_MS : expiresAt;
      return progress({ state: 'pending', step: 'wait', nextAt, asks: 0, qr, expiresAt });
    }
    case 'failed':
      return ended(shown, now);
    case 'unknown':
      // Nobody has seen the code, so nobody can pay by it.
      return ended({ code: 'no-answer', words: shown.words }, now);
  }
}

export function whenCharged(attempt: Attempt, charged: Charged, now: number): Move {
  switch (charged.kind) {
    case 'paid':
      return charged;
    case 'pending':
      return progress({ state: 'pending', step: 'wait', nextAt: now + PACE_MS, asks: 0 });
    case 'failed':
      return ended(charged, now);
    case 'unknown':
      return notKnown(attempt, charged, 'wait', now);
  }
}

export function whenQueried(attempt: Attempt, queried: Queried, now: number): Move {
  const isOver = now >= attempt.expiresAt;
  switch (queried.kind) {
    case 'paid':
      return queried;
    case 'failed':
      return ended(queried, now);
    case 'none':
      // A code that is shown becomes a payment when it is scanned; a charge is one when it arrives.
      if (attempt.mode === 'scanned' && now >= attempt.createdAt + ARRIVES_WITHIN_MS)
        return withdrawn('no-answer', now);
      return isOver ? withdrawn('expired', now) : waiting(attempt, queried.kind, now);
    case 'pending':
      return isOver ? withdrawn('expired', now) : waiting(attempt, queried.kind, now);
    case 'unknown':
      return notKnown(attempt, queried, isOver ? 'withdraw' : 'wait', now);
  }
}

/** It is ended, once the provider says so. */
export const withdrawn = (code: EndedBecause | 'no-answer', now: number): Move =>
  progress({ step: 'withdraw', nextAt: now, asks: 0, code });

export function whenCancelled(attempt: Attempt, cancelled: Cancelled, now: number): Move {
  switch (cancelled.kind) {
    case 'cancelled':
      return progress({ ...OVER, state: 'cancelled', settledAt: now, nextAt: now + LOOKS_MS[0] });
    case 'paid':
      return notKnown(attempt, { kind: 'unknown', words: 'it was paid meanwhile' }, 'withdraw', now);
    case 'unknown':
      return notKnown(attempt, cancelled, 'withdraw', now);
  }
}

/** One more look at an attempt that is over; null: it is under way all the same, and must be ended again. */
export function whenLookedAt(attempt: Attempt, queried: Queried, now: number): Move | null {
  switch (queried.kind) {
    case 'paid':
      return queried;
    case 'pending':
      return null;
    case 'unknown':
      return lookAgain(now);
    case 'none':
    case 'failed':
      return lookedAt(attempt, now);
  }
}

/** The provider did not answer a look: it counts for none. */
export const lookAgain = (now: number): Move => progress({ nextAt: now + PAUSE_MS.longest });

/** A look that found no money: the next one, or the last word. */
export function lookedAt({ asks }: Attempt, now: number): Move {
  const next = LOOKS_MS[asks + 1];
  return progress(next === undefined ? { step: null, nextAt: null } : { nextAt: now + next, asks: asks + 1 });
}

const OVER = { step: 'look', asks: 0, qr: null } as const;

const ended = ({ code, words }: Pick<Failed, 'code' | 'words'>, now: number): Move =>
  progress({ ...OVER, state: 'failed', code, words, settledAt: now, nextAt: now + LOOKS_MS[0] });

/** A charge that has not arrived is no better known than before; all else is the driver's turn. */
function waiting({ mode, state }: Attempt, said: 'pending' | 'none', now: number): Move {
  const isKnown = said === 'pending' || mode === 'shown';
  return progress({ state: isKnown ? 'pending' : state, nextAt: now + PACE_MS, asks: 0, words: null });
}

const notKnown = ({ asks }: Attempt, { words }: Unknown, step: 'wait' | 'withdraw', now: number): Move =>
  progress({ state: 'unknown', step, nextAt: now + pauseAfter(asks), asks: asks + 1, words });
