import type { Calendar, SharingConfig } from '../../contract/site-registration.ts';
import type { PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';
import type { OrderChange, OrderChangeOutcome, PaymentOutcome, SharingDesk } from './contract.ts';
import { createEntitlements } from './entitlements.ts';
import type { Entitlements } from './entitlements.ts';
import { createOrderRows } from './order-rows.ts';
import { createOrders } from './orders.ts';
import type { PayPage } from './pay-page.ts';
import { createPayments } from './payments.ts';
import type { Payments } from './payments.ts';
import { createRefunds } from './refunds.ts';
import type { Refunds } from './refunds.ts';

export interface SharingRules {
  /** Undefined: the lot shares no places; orders are refused, those of before still stand. */
  sharing: SharingConfig | undefined;
  calendar: Calendar;
  lotName: string;
  providerCode: string | null;
  isBarred(plate: string, plateColour: PlateColour | null, window: { from: number; to: number }): boolean;
  /** 32 hex digits. */
  newId(): string;
  callbackFor: PayPage['callbackFor'];
}

/** Shared parking (6.2): what the platform asks, what the gate asks, and what becomes of the money. */
export interface Sharing
  extends
    SharingDesk,
    Pick<Payments, 'paid' | 'paidAtExit' | 'invoiceOf' | 'callbackOf'>,
    Omit<Entitlements, 'reportOverdue'> {
  /**
   * The driver's page came back from paying (7.4.1, table 67). `asked`: the sum for which the page was handed out, fen;
   * absent: the one that was asked last.
   */
  paymentReturned(
    tx: Tx,
    returned: { orderNo: string; ok: boolean; at: number; asked?: number | undefined },
  ): PaymentOutcome;
  /** An order is changed on this side (table 51); `who`: the person's id. */
  change(tx: Tx, change: OrderChange, who: string): OrderChangeOutcome;
  decideRefund: Refunds['decide'];
  refundsWaiting: Refunds['waiting'];
  countRefundsWaiting: Refunds['countWaiting'];
  /** Orders that nobody paid lapse, refunds that nobody decided are refused. Returns how many. */
  sweep(tx: Tx): number;
}

/** Keeps shared-parking orders in the store. */
export function createSharing(db: Db, rules: SharingRules): Sharing {
  const rows = createOrderRows(db);
  const entitlements = createEntitlements(rows, rules);
  const { reportOverdue } = entitlements;
  const orders = createOrders(rows, rules, (tx, orderNo) => {
    payments.paid(tx, { orderNo, ok: true, at: tx.at, payType: null, amount: null, transactionId: null });
  });
  const page = rules.sharing ? { template: rules.sharing.payUrl, callbackFor: rules.callbackFor } : null;
  const payments = createPayments(rows, { page, reportOverdue }, orders);
  const refunds = createRefunds(rows, { reportOverdue }, orders);

  return {
    payBy: rules.sharing?.payBy ?? 'h5',
    order: orders.order,
    overduePayment: payments.overduePayment,
    refund: refunds.refund,
    paid: payments.paid,
    paidAtExit: payments.paidAtExit,
    invoiceOf: payments.invoiceOf,
    callbackOf: payments.callbackOf,
    paymentReturned: (tx, returned) =>
      payments.paid(tx, { ...returned, payType: null, amount: null, transactionId: null }),
    change: orders.change,
    decideRefund: refunds.decide,
    refundsWaiting: refunds.waiting,
    countRefundsWaiting: refunds.countWaiting,
    entitlementsOf: entitlements.entitlementsOf,
    entitledPlates: entitlements.entitledPlates,
    enter: entitlements.enter,
    leave: entitlements.leave,
    beyond: entitlements.beyond,
    owe: entitlements.owe,
    sweep: (tx) => orders.sweep(tx) + refunds.sweep(tx),
  };
}
