import type { Ledger, Tx } from '../ledger/record.ts';
import type { Log } from '../log.ts';
import { isStoreError } from '../store/open.ts';
import type { Attempt, Attempts } from './attempts.ts';
import type { RefundQueried } from './contract.ts';
import { pauseAfter } from './moves.ts';
import type { Refund, RefundRows } from './refund-rows.ts';

/**
 * Told inside the transaction that records it: what was paid back changes what a charge received. What it throws undoes its
 * own writes alone: the money went back, whatever it was for.
 */
export type OnRefunded = (tx: Tx, attempt: Attempt, refund: Refund) => void;

export interface RefundWish {
  /** Of the press; the same again is the same refund. */
  key: string;
  tradeNo: string;
  /** Fen; null: all that is left of the payment. */
  amount: number | null;
  because: string;
}

export type RefundRefusal = 'unknown-payment' | 'not-paid' | 'bad-amount' | 'more-than-paid';
export type RefundOutcome = { outcome: 'done'; refund: Refund } | { outcome: 'refused'; because: RefundRefusal };

/** Money on its way back to drivers. */
export interface Refunds {
  ask(wish: RefundWish, who: string, note: (tx: Tx) => void): RefundOutcome;
  answered(refundNo: string, answer: RefundQueried): void;
}

export interface RefundParts {
  ledger: Ledger;
  attempts: Attempts;
  rows: RefundRows;
  log: Log;
  newId(): string;
  onRefunded: OnRefunded;
  onChange(stayId: string): void;
}

const refusedFor = (because: RefundRefusal): RefundOutcome => ({ outcome: 'refused', because });

export function createRefunds({ ledger, attempts, rows, log, newId, onRefunded, onChange }: RefundParts): Refunds {
  function fact(tx: Tx, { stayId, plate, laneId, tradeNo }: Attempt, refund: Refund): void {
    const { refundNo, amount, reason, code, words, who } = refund;
    const kind = refund.state === 'refunded' ? 'payment-refunded' : 'payment';
    const data = { tradeNo, refundNo, refund: refund.state, amount, code, detail: words };
    tx.fact({ kind, stayId, plate, laneId, who, reason, data });
    tx.committed(() => onChange(stayId));
  }

  function settle(tx: Tx, refundNo: string, answer: RefundQueried, tell: OnRefunded): void {
    const refund = mustFind(rows.byRefundNo(refundNo), refundNo);
    const { tradeNo, amount, asks } = refund;
    const attempt = mustFind(attempts.byTradeNo(tradeNo), tradeNo);
    if (refund.state !== 'asked') return;
    switch (answer.kind) {
      case 'refunded':
        rows.move(refund, { state: 'refunded', code: null, words: null, settledAt: tx.at, nextAt: null });
        attempts.paidBack(tradeNo, amount);
        break;
      case 'failed': {
        const { code, words } = answer;
        rows.move(refund, { state: 'failed', code, words, settledAt: tx.at, nextAt: null });
        break;
      }
      case 'none':
      case 'unknown': {
        const words = answer.kind === 'unknown' ? answer.words : null;
        rows.move(refund, { words, nextAt: tx.at + pauseAfter(asks), asks: asks + 1 });
        if (words !== refund.words) tx.committed(() => onChange(attempt.stayId));
        return;
      }
    }
    const settled = mustFind(rows.byRefundNo(refundNo), refundNo);
    fact(tx, attempt, settled);
    if (settled.state === 'refunded') tell(tx, mustFind(attempts.byTradeNo(tradeNo), tradeNo), settled);
  }

  return {
    ask({ key, tradeNo, amount: wished, because }, who, note) {
      const known = rows.byKey(key);
      if (known) return { outcome: 'done', refund: known };
      const attempt = attempts.byTradeNo(tradeNo);
      if (!attempt) return refusedFor('unknown-payment');
      if (attempt.paidAmount === null) return refusedFor('not-paid');
      // What is asked for and not answered counts as paid back, so that never more goes back than came.
      const left = attempt.paidAmount - attempt.refunded - rows.askedOf(tradeNo);
      const amount = wished ?? left;
      if (!Number.isSafeInteger(amount) || (wished !== null && amount <= 0)) return refusedFor('bad-amount');
      if (amount <= 0 || amount > left) return refusedFor('more-than-paid');
      const refundNo = newId();
      return ledger.record((tx) => {
        note(tx);
        rows.add({ refundNo, key, tradeNo, amount, reason: because, who, askedAt: tx.at });
        const refund = mustFind(rows.byRefundNo(refundNo), refundNo);
        fact(tx, attempt, refund);
        return { outcome: 'done', refund };
      });
    },
    answered(refundNo, answer) {
      try {
        ledger.record((tx) => settle(tx, refundNo, answer, onRefunded));
      } catch (error) {
        if (isStoreError(error)) throw error;
        log.error({ err: error, refundNo }, 'a refund was made, and its charge could not be told');
        ledger.record((tx) => settle(tx, refundNo, answer, () => undefined));
      }
    },
  };
}

function mustFind<T>(row: T | null, no: string): T {
  if (row === null) throw new Error(`${no} is gone`);
  return row;
}
