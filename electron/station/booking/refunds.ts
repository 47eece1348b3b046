import type { RefundView } from '../../contract/orders.ts';
import type { Tx } from '../ledger/record.ts';
import { refused } from './contract.ts';
import type { RefundOutcome, RefundRequest } from './contract.ts';
import type { AnyOrder, OrderRows, OverdueRow, RefundRow } from './order-rows.ts';
import type { Orders } from './orders.ts';

export interface Refunds {
  refund(tx: Tx, request: RefundRequest): RefundOutcome;
  /** A person accepts or refuses a refund that waits. False: none of this number waits. */
  decide(tx: Tx, refundNo: string, accept: boolean, who: string, because: string): boolean;
  /** Those that wait for a person, with what is known of their orders. */
  waiting(): RefundView[];
  countWaiting(): number;
  /** Refuses what nobody decided in time: no driver waits for ever. Returns how many. */
  sweep(tx: Tx): number;
}

export interface RefundRules {
  reportOverdue(tx: Tx, row: OverdueRow, state: 'paid' | 'void', factSeq: number): void;
}

/** How long a refund waits for a person. */
const PATIENCE_MS = 72 * 3_600_000;
const UNDECIDED = '车场三日内未处理，请联系车场';
const REFUNDED = '全额退款';

/**
 * Refunds that the platform asks for (tables 49, 59 and 60). An order that no car came in on is refunded at once; for any
 * other a person decides.
 */
export function createRefunds(rows: OrderRows, rules: RefundRules, orders: Pick<Orders, 'end'>): Refunds {
  function refund(tx: Tx, request: RefundRequest): RefundOutcome {
    const text = JSON.stringify(request);
    const known = rows.refund.get(request.refundNo);
    if (known) return known.request === text ? { outcome: 'taken' } : refused('number-taken');
    const order = rows.either(request.orderNo);
    if (!order) return refused('unknown-order');
    if (!isOwed(order, request.amount, rows.refunded.get(request.orderNo) ?? 0)) return refused('more-than-paid');
    rows.insertRefund.run({ ...request, kind: order.kind, at: tx.at, request: text });
    tx.fact({
      kind: 'refund-requested',
      plate: order.row.plate,
      reason: request.reason,
      data: { refundNo: request.refundNo, orderNo: request.orderNo, amount: request.amount },
    });
    const row = rows.refund.get(request.refundNo);
    if (row && order.kind === 'purchase' && order.row.entries === 0) settle(tx, row, true, null, request.reason);
    return { outcome: 'taken' };
  }

  function settle(tx: Tx, row: RefundRow, accept: boolean, who: string | null, because: string | null): void {
    const { refund_no: refundNo, order_no: orderNo, order_kind: orderKind, amount } = row;
    rows.settleRefund.run({ refundNo, state: accept ? 'accepted' : 'refused', at: tx.at });
    const order = rows.either(orderNo);
    const whole = accept && rows.accepted.get(orderNo) === order?.row.paid_amount;
    const fact = tx.fact({
      kind: accept ? 'refund-accepted' : 'refund-refused',
      plate: order?.row.plate ?? null,
      who,
      reason: because,
      data: { refundNo, orderNo, amount, whole },
    });
    const refund = { refundNo, orderNo, orderKind, ok: accept, remark: because ?? '', whole, amount };
    tx.report({ kind: 'refunded', refund }, fact);
    if (whole && order) endRefunded(tx, order, fact);
  }

  /** Nothing of it is paid any more: no car comes in on it, and nothing is owed for it. */
  function endRefunded(tx: Tx, order: AnyOrder, fact: number): void {
    if (order.kind === 'purchase') {
      if (order.row.state === 'active') orders.end(tx, order.row, REFUNDED);
      return;
    }
    rows.overdueVoid.run(order.row.overdue_no);
    rules.reportOverdue(tx, order.row, 'void', fact);
  }

  function viewOf(row: RefundRow): RefundView[] {
    const order = rows.either(row.order_no);
    if (!order) return [];
    const { plate, paid_amount: paid, paid_at: paidAt } = order.row;
    const times =
      order.kind === 'purchase'
        ? {
            from: order.row.from_at,
            to: order.row.to_at,
            entries: order.row.entries,
            entriesTotal: order.row.times_total,
          }
        : { from: order.row.entered_at, to: order.row.left_at, entries: 1, entriesTotal: 1 };
    return [
      {
        refundNo: row.refund_no,
        orderNo: row.order_no,
        orderKind: row.order_kind,
        plate,
        amount: row.amount,
        reason: row.reason,
        receivedAt: row.received_at,
        decideBy: row.received_at + PATIENCE_MS,
        paid,
        paidAt,
        refunded: rows.accepted.get(row.order_no) ?? 0,
        ...times,
      },
    ];
  }

  return {
    refund,
    waiting: () => rows.waiting.all().flatMap(viewOf),
    countWaiting: () => rows.countWaiting.get() ?? 0,
    decide(tx, refundNo, accept, who, because) {
      const row = rows.refund.get(refundNo);
      if (row?.state !== 'waiting') return false;
      settle(tx, row, accept, who, because);
      return true;
    },
    sweep(tx) {
      const undecided = rows.waitingSince.all(tx.at - PATIENCE_MS);
      for (const row of undecided) settle(tx, row, false, null, UNDECIDED);
      return undecided.length;
    },
  };
}

/** Whether so much can be paid back. Nothing, of an order for nothing that stands: so the platform cancels it. */
function isOwed({ kind, row }: AnyOrder, amount: number, refunded: number): boolean {
  if (amount === 0) return kind === 'purchase' && row.state === 'active' && row.paid_amount === 0;
  return amount > 0 && amount <= row.paid_amount - refunded;
}
