import type { PayType } from '../ledger/report.ts';

/**
 * What the desk asks of whoever takes electronic payments. All sums are fen, all instants UTC ms. `tradeNo` and `refundNo`
 * are ours, at most 32 letters and digits: the same number again is the same payment, or the same refund, and never a
 * second one. What a remote side does comes back as a value; nothing here rejects. A call is broken off by its signal, and
 * by the provider itself when it takes too long: both are `unknown`.
 */
export interface PaymentProvider {
  /** Kept with each payment: who must be asked about it. */
  readonly id: string;
  readonly capabilities: Capabilities;
  /** Makes a code that the driver scans. Shown again, it is a code for the same payment. */
  show(order: PaymentOrder, signal: AbortSignal): Promise<Shown>;
  /** Charges by the code of the driver's phone. */
  charge(order: PaymentOrder, scannedCode: string, signal: AbortSignal): Promise<Charged>;
  query(tradeNo: string, signal: AbortSignal): Promise<Queried>;
  /** Ends a payment that is not wanted any more. */
  cancel(tradeNo: string, signal: AbortSignal): Promise<Cancelled>;
  refund(order: RefundOrder, signal: AbortSignal): Promise<Refunded>;
  queryRefund(order: RefundOrder, signal: AbortSignal): Promise<RefundQueried>;
  /** Breaks off what is under way. */
  stop(): void;
}

/** What a provider can do. */
export interface Capabilities {
  shows: boolean;
  scans: boolean;
  /** Nobody but a person can say whether the money came; it counts as this kind of money. Null: the provider says so. */
  confirmsByHand: PayType | null;
  refunds: boolean;
}

export interface PaymentOrder {
  tradeNo: string;
  amount: number;
  /** What it is for, in the driver's words. */
  subject: string;
  /** From then on nobody can pay it. */
  expiresAt: number;
}

export interface RefundOrder {
  tradeNo: string;
  refundNo: string;
  /** Of what was paid; several refunds of one payment add up. */
  amount: number;
  reason: string;
}

/** Money that was taken. */
export interface Payment {
  amount: number;
  paidAt: number;
  /** The provider's own number; null: it has none. */
  transactionId: string | null;
  payType: PayType;
}

/** It will not be: no money was taken, and none will be. `code` is the provider's, `words` are for the attendant. */
export interface Failed {
  kind: 'failed';
  code: string;
  words: string;
}

/** Nobody can say, for now: it must be asked again. `words` are for the log and the attendant. */
export interface Unknown {
  kind: 'unknown';
  words: string;
}

export type Shown = { kind: 'shown'; qr: string; expiresAt: number } | Failed | Unknown;
/** `pending`: the driver has yet to agree. */
export type Charged = { kind: 'paid'; payment: Payment } | { kind: 'pending' } | Failed | Unknown;
/** `none`: the provider has no such payment, yet. */
export type Queried = Charged | { kind: 'none' };
/** `returned`: it had been paid, and the money went back. `paid`: it can be ended no more. */
export type Cancelled = { kind: 'cancelled'; returned: boolean } | { kind: 'paid' } | Unknown;
export type Refunded = { kind: 'refunded' } | Failed | Unknown;
/** `none`: there is no such refund, and it may be asked for again. */
export type RefundQueried = Refunded | { kind: 'none' };

export const failed = (code: string, words: string): Failed => ({ kind: 'failed', code, words });
export const unknown = (words: string): Unknown => ({ kind: 'unknown', words });
