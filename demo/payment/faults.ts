import type { Method } from './methods.ts';

/** How the cashier misbehaves at present. Plain data, changed by whoever plays. */
export interface CashierFaults {
  /** Which method the faults below hold for; null: all. */
  only: Method | null;
  /** Does its work and says nothing; the connection stays open. */
  silent: boolean;
  /** Does its work, and answers so much later, ms. */
  slowMs: number;
  /** Closes the connection without an answer: before its work, or after it. */
  hangUp: 'before' | 'after' | null;
  /** Answers 20000, the service is not available: before its work, or after it. */
  busy: 'before' | 'after' | null;
  /** Signs with a key that nobody knows. */
  badSignature: boolean;
  /** Leaves its signature out. */
  unsigned: boolean;
  /** Answers about another trade. */
  otherTrade: boolean;
  /** Takes so many fen, whatever was asked for. */
  takes: number | null;
  /** Answers 20000, and does its work only when it is told to (`release`): money that comes late. */
  holdsBack: boolean;
  /** Answers with this HTTP status and a page for people, and does nothing. */
  status: number | null;
}

export const noFaults = (): CashierFaults => ({
  only: null,
  silent: false,
  slowMs: 0,
  hangUp: null,
  busy: null,
  badSignature: false,
  unsigned: false,
  otherTrade: false,
  takes: null,
  holdsBack: false,
  status: null,
});
