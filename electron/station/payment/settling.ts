import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import { isStoreError } from '../store/open.ts';
import { isOpen } from './attempts.ts';
import type { Attempt, Attempts, Progress, Step } from './attempts.ts';
import type { Payment } from './contract.ts';
import type { Move } from './moves.ts';

/**
 * Told inside the transaction that records the payment: the charge is written there. `not-owed`: nothing was due any more,
 * and a person is told. What it throws undoes its own writes alone: the money was taken, whatever it is for.
 */
export type OnPaid = (tx: Tx, attempt: Attempt) => 'counted' | 'not-owed';

export interface SettlingParts {
  ledger: Ledger;
  attempts: Attempts;
  log: Log;
  onPaid: OnPaid;
  onChange(stayId: string): void;
}

/** Writes down what becomes of attempts, each change with its fact in one transaction. */
export interface Settling {
  /**
   * A move that an answer means, for an attempt that was asked at `step`. When a person did something with it meanwhile,
   * money and endings count all the same, and all else is moot.
   */
  apply(tradeNo: string, step: Step, move: Move): void;
  /** Money came. `note` runs in the same transaction. */
  paid(tradeNo: string, payment: Payment, confirmedBy: string | null, note?: (tx: Tx) => void): void;
  /** Inside a record: an attempt goes on, or ends without money. */
  progress(tx: Tx, attempt: Attempt, change: Partial<Progress>, who?: string | null): void;
}

const ENDINGS: ReadonlySet<string> = new Set(['failed', 'cancelled']);

export function createSettling({ ledger, attempts, log, onPaid, onChange }: SettlingParts): Settling {
  function progress(tx: Tx, attempt: Attempt, change: Partial<Progress>, who: string | null = null): void {
    attempts.move(attempt, change);
    const next = { ...attempt, ...change };
    const isNews = next.state !== attempt.state || next.code !== attempt.code;
    if (isNews) note(tx, next, who);
    if (isOpen(attempt) && !isOpen(next)) hurryQueued(tx, attempt.stayId);
    if (isNews || next.qr !== attempt.qr || next.words !== attempt.words) changed(tx, attempt.stayId);
  }

  /** Those that wait for another one to end need not wait for their time. */
  function hurryQueued(tx: Tx, stayId: string): void {
    for (const queued of attempts.openOf(stayId))
      if (queued.step === 'queued') attempts.move(queued, { nextAt: tx.at });
  }

  function note(tx: Tx, { tradeNo, stayId, plate, laneId, state, amount, code, words }: Attempt, who: string | null) {
    tx.fact({ kind: 'payment', stayId, plate, laneId, who, data: { tradeNo, state, amount, code, detail: words } });
  }

  const changed = (tx: Tx, stayId: string): void => tx.committed(() => onChange(stayId));

  function take(tx: Tx, before: Attempt, payment: Payment, confirmedBy: string | null, isCounted: boolean): void {
    const { tradeNo, stayId, plate, laneId } = before;
    const isExact = payment.amount === before.amount;
    attempts.paid(tradeNo, isExact ? 'paid' : 'mismatch', payment, confirmedBy, tx.at);
    const after = attempts.byTradeNo(tradeNo);
    if (!after) throw new Error(`payment ${tradeNo} is gone`);
    note(tx, after, confirmedBy);
    const person = { stayId, plate, laneId, who: confirmedBy };
    if (!isExact) {
      attempts.raise(tradeNo, 'mismatch');
      const data = { tradeNo, asked: before.amount, paid: payment.amount };
      tx.fact({ kind: 'payment-mismatch', ...person, data });
    } else if (!isCounted || !before.wanted || onPaid(tx, after) === 'not-owed') {
      attempts.raise(tradeNo, 'paid-twice');
      tx.fact({ kind: 'paid-twice', ...person, data: { tradeNo, amount: payment.amount } });
    }
    hurryQueued(tx, stayId);
    changed(tx, stayId);
  }

  function paid(
    tradeNo: string,
    payment: Payment,
    confirmedBy: string | null,
    alongside: (tx: Tx) => void = () => undefined,
  ) {
    const record = (isCounted: boolean): void =>
      ledger.record((tx) => {
        alongside(tx);
        const before = attempts.byTradeNo(tradeNo);
        // Said twice: written once.
        if (before && before.paidAmount === null) take(tx, before, payment, confirmedBy, isCounted);
      });
    try {
      record(true);
    } catch (error) {
      if (isStoreError(error)) throw error;
      log.error({ err: error, tradeNo }, 'a payment could not be counted, and is raised for a person');
      record(false);
    }
  }

  return {
    apply(tradeNo, step, move) {
      if (move.kind === 'paid') return paid(tradeNo, move.payment, null);
      const { change } = move;
      ledger.record((tx) => {
        const attempt = attempts.byTradeNo(tradeNo);
        if (!attempt || attempt.paidAmount !== null) return;
        if (attempt.step === step) progress(tx, attempt, change);
        else if (isOpen(attempt) && change.state !== undefined && ENDINGS.has(change.state))
          progress(tx, attempt, change);
      });
    },
    paid,
    progress,
  };
}
