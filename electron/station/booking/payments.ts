import type { Tx } from '../ledger/record.ts';
import { refused } from './contract.ts';
import type {
  OverduePaymentOutcome,
  OverduePaymentRequest,
  InvoiceOutcome,
  Payment,
  PaymentOutcome,
} from './contract.ts';
import type { AnyOrder, OrderRow, OrderRows, OverdueRow } from './order-rows.ts';
import type { Orders } from './orders.ts';
import { addsUp, payUrlOf } from './pay-page.ts';
import type { PayPage } from './pay-page.ts';

export interface PaymentRules {
  /** Null: nothing is sold here. */
  page: PayPage | null;
  /** Tells the platform how an overdue order stands now. */
  reportOverdue(tx: Tx, row: OverdueRow, state: 'paid' | 'void', factSeq: number): void;
}

export interface Payments {
  overduePayment(tx: Tx, request: OverduePaymentRequest): OverduePaymentOutcome;
  /** A payment succeeded or failed. The same again changes nothing, and is not reported again. */
  paid(tx: Tx, payment: Payment): PaymentOutcome;
  /** An overdue order was paid at the lot, before its car left. */
  paidAtExit(
    tx: Tx,
    overdueNo: string,
    payment: Pick<Payment, 'at' | 'payType' | 'transactionId'> & { amount: number },
  ): void;
  /** What an invoice for an order is made out for: what was paid and not paid back (7.4.2). */
  invoiceOf(orderNo: string): InvoiceOutcome;
  /** The platform's page that a driver goes back to after paying an order; null: it named none, or the order is unknown. */
  callbackOf(orderNo: string): string | null;
}

/** Its place was sold when the money came. */
const TOO_LATE = '逾期支付，车位已售出，请退款';

/** Payments of orders and of what was parked beyond them (tables 45, 57 and 58; 7.4). */
export function createPayments(
  rows: OrderRows,
  rules: PaymentRules,
  orders: Pick<Orders, 'hasSpace' | 'end'>,
): Payments {
  function overduePayment(tx: Tx, request: OverduePaymentRequest): OverduePaymentOutcome {
    const row = rows.overdue.get(request.orderNo) ?? rows.oldestUnpaid.get(request.orderNo);
    if (!row || !rules.page) return refused('unknown-order');
    if (row.state !== 'unpaid') return refused(row.state);
    if (!addsUp(row.amount, request)) return refused('wrong-sum');
    const payUrl = payUrlOf(rules.page, row.overdue_no, request.payable, request.callbackUrl);
    if (payUrl === null) return refused('pay-url-too-long');
    const { callbackUrl } = request;
    const discount = request.platformDiscount + request.ownDiscount;
    rows.payable.run({ overdueNo: row.overdue_no, discount, callbackUrl });
    // Nothing to pay: it is settled at once, as an order for nothing holds at once.
    if (request.payable === 0) payOverdue(tx, row, { ...FOR_NOTHING, orderNo: row.overdue_no, at: tx.at }, 0);
    return { outcome: 'payable', payUrl };
  }

  function paid(tx: Tx, payment: Payment): PaymentOutcome {
    const found = rows.either(payment.orderNo);
    if (!found) return refused('unknown-order');
    // Whatever is said after it was paid, it is paid.
    if (found.row.paid_at !== null) return DONE;
    const payable = payableOf(found, payment.asked);
    if (payable === null) return refused('wrong-sum');
    if (!payment.ok) {
      if (found.row.failed_at !== payment.at) fail(tx, found, payment, payable);
      return DONE;
    }
    if (payment.amount !== null && payment.amount !== payable) return refused('wrong-sum');
    if (found.kind === 'overdue') payOverdue(tx, found.row, payment, payable);
    else if (!payOrder(tx, found.row, payment, payable)) return { outcome: 'done', late: true };
    return DONE;
  }

  /** False: it had lapsed, and its place went to somebody else. */
  function payOrder(tx: Tx, row: OrderRow, payment: Payment, amount: number): boolean {
    const holds = row.state === 'unpaid' || (row.state === 'lapsed' && orders.hasSpace(row));
    const state = holds ? 'active' : 'ended';
    rows.paid.run({ orderNo: row.order_no, state, at: payment.at, amount });
    const { order_no: orderNo, plate } = row;
    const fact = tx.fact({ kind: 'order-paid', plate, data: { orderNo, amount } });
    report(tx, { kind: 'purchase', row }, payment, amount, fact);
    if (!holds) orders.end(tx, row, TOO_LATE);
    return holds;
  }

  function payOverdue(tx: Tx, row: OverdueRow, payment: Payment, amount: number): void {
    const { overdue_no: overdueNo, plate } = row;
    rows.overduePaid.run({ overdueNo, at: payment.at, amount, discount: row.amount - amount });
    const fact = tx.fact({ kind: 'order-paid', plate, data: { orderNo: overdueNo, amount } });
    report(tx, { kind: 'overdue', row }, payment, amount, fact);
    rules.reportOverdue(tx, row, 'paid', fact);
  }

  function fail(tx: Tx, order: AnyOrder, payment: Payment, amount: number): void {
    const [statement, orderNo] =
      order.kind === 'purchase' ? [rows.failed, order.row.order_no] : [rows.overdueFailed, order.row.overdue_no];
    statement.run(payment.at, orderNo);
    const fact = tx.fact({ kind: 'order-not-paid', plate: order.row.plate, data: { orderNo, amount } });
    report(tx, order, payment, amount, fact);
  }

  function report(tx: Tx, order: AnyOrder, { ok, at, payType, transactionId }: Payment, amount: number, fact: number) {
    const orderNo = order.kind === 'purchase' ? order.row.order_no : order.row.overdue_no;
    const discount = order.kind === 'purchase' ? order.row.discount : order.row.amount - amount;
    const payment = { orderNo, orderKind: order.kind, ok, payType, paidAt: at, amount, discount, transactionId };
    tx.report({ kind: 'paid', payment }, fact);
  }

  function paidAtExit(tx: Tx, overdueNo: string, payment: Parameters<Payments['paidAtExit']>[2]): void {
    const row = rows.overdue.get(overdueNo);
    if (row?.state === 'unpaid') payOverdue(tx, row, { ...payment, orderNo: overdueNo, ok: true }, payment.amount);
  }

  function invoiceOf(orderNo: string): InvoiceOutcome {
    const found = rows.either(orderNo);
    if (!found) return refused('unknown-order');
    if (found.row.paid_amount === 0) return refused('unpaid');
    const amount = found.row.paid_amount - (rows.accepted.get(orderNo) ?? 0);
    return amount > 0 ? { outcome: 'found', amount } : refused('refunded');
  }

  return {
    overduePayment,
    paid,
    paidAtExit,
    invoiceOf,
    callbackOf: (orderNo) => rows.either(orderNo)?.row.callback_url ?? null,
  };
}

/** What was to be paid, fen; null: it was never asked so. */
function payableOf(order: AnyOrder, asked: number | undefined): number | null {
  const { kind, row } = order;
  if (kind === 'overdue') {
    const payable = asked ?? row.amount - row.discount;
    return payable >= 0 && payable <= row.amount ? payable : null;
  }
  return asked === undefined || asked === row.pay_amount ? row.pay_amount : null;
}

const FOR_NOTHING = { ok: true, payType: null, amount: null, transactionId: null } as const;
const DONE: PaymentOutcome = { outcome: 'done', late: false };
