import type { CarColour, PlateColour } from '../../contract/vocabulary.ts';
import type { OrderKind, OverdueOrder } from '../ledger/report.ts';
import type { Terms } from '../policy/entitlement.ts';
import type { Db } from '../store/open.ts';

/** Lapsed: nobody paid in time. Ended: refunded whole, or ended by a person. */
export type OrderState = 'unpaid' | 'active' | 'lapsed' | 'ended';

export interface OrderRow {
  order_no: string;
  plan_code: string;
  /** `Terms`, JSON: what was bought holds, whatever becomes of the plan. */
  terms: string;
  plate: string;
  plate_colour: PlateColour | null;
  from_at: number;
  to_at: number;
  times_total: number | null;
  days_total: number | null;
  entries: number;
  pay_amount: number;
  discount: number;
  pay_url: string;
  callback_url: string | null;
  state: OrderState;
  received_at: number;
  paid_at: number | null;
  paid_amount: number;
  failed_at: number | null;
  ended_at: number | null;
  request: string;
}

export interface OverdueRow {
  overdue_no: string;
  order_no: string;
  stay_id: string;
  plate: string;
  car_colour: CarColour | null;
  entered_at: number;
  left_at: number;
  minutes: number;
  amount: number;
  discount: number;
  state: OverdueOrder['state'];
  paid_at: number | null;
  paid_amount: number;
  failed_at: number | null;
  callback_url: string | null;
}

export interface RefundRow {
  refund_no: string;
  order_no: string;
  order_kind: OrderKind;
  amount: number;
  reason: string | null;
  state: 'waiting' | 'accepted' | 'refused';
  received_at: number;
  request: string;
}

/** Order numbers of platforms and of ours never meet in practice; an order goes before an overdue one all the same. */
export type AnyOrder = { kind: 'purchase'; row: OrderRow } | { kind: 'overdue'; row: OverdueRow };

const STANDING = `state IN ('unpaid', 'active')`;

/** The statements over shared-parking orders, each by an index. */
export function createOrderRows(db: Db) {
  const order = db.prepare<[string], OrderRow>('SELECT * FROM share_order WHERE order_no = ?');
  const overdue = db.prepare<[string], OverdueRow>('SELECT * FROM overdue_order WHERE overdue_no = ?');
  return {
    order,
    overdue,
    either(orderNo: string): AnyOrder | null {
      const bought = order.get(orderNo);
      if (bought) return { kind: 'purchase', row: bought };
      const owed = overdue.get(orderNo);
      return owed ? { kind: 'overdue', row: owed } : null;
    },
    /** A plate's orders that are not over at an instant. */
    ofPlate: db.prepare<[string, number], OrderRow>('SELECT * FROM share_order WHERE plate = ? AND to_at >= ?'),
    /** Plates whose time it is by an active order. */
    entitledPlates: db.prepare<{ now: number }, { orderNo: string; plate: string }>(
      `SELECT order_no AS orderNo, plate FROM share_order INDEXED BY share_order_active
       WHERE state = 'active' AND to_at >= @now AND from_at <= @now`,
    ),
    /** Orders that take one of a plan's places in a window (plan, begin, end), but one (the last). */
    spans: db.prepare<[string, number, number, string], { from: number; to: number }>(
      `SELECT from_at AS "from", to_at AS "to" FROM share_order
       WHERE plan_code = ? AND ${STANDING} AND to_at > ? AND from_at < ? AND order_no <> ?`,
    ),
    insert: db.prepare(
      `INSERT INTO share_order (order_no, plan_code, terms, plate, plate_colour, from_at, to_at, times_total, days_total,
         pay_amount, discount, pay_url, callback_url, state, received_at, request)
       VALUES (@orderNo, @planCode, @terms, @plate, @plateColour, @from, @to, @timesTotal, @daysTotal, @payable,
         @discount, @payUrl, @callbackUrl, 'unpaid', @at, @request)`,
    ),
    paid: db.prepare(
      `UPDATE share_order SET state = @state, paid_at = @at, paid_amount = @amount,
         ended_at = CASE @state WHEN 'ended' THEN @at END
       WHERE order_no = @orderNo`,
    ),
    failed: db.prepare('UPDATE share_order SET failed_at = ? WHERE order_no = ?'),
    unpaidSince: db.prepare<[number], OrderRow>(
      `SELECT * FROM share_order WHERE state = 'unpaid' AND received_at <= ?`,
    ),
    lapse: db.prepare(`UPDATE share_order SET state = 'lapsed', ended_at = ? WHERE order_no = ?`),
    change: db.prepare(
      `UPDATE share_order SET plate = @plate, plate_colour = @plateColour, from_at = @from, to_at = @to, state = @state,
         ended_at = CASE @state WHEN 'ended' THEN @at END
       WHERE order_no = @orderNo`,
    ),
    enter: db.prepare(
      `UPDATE share_order SET entries = entries + 1
       WHERE order_no = ? AND state = 'active' AND (times_total IS NULL OR entries < times_total)`,
    ),
    countDay: db.prepare('INSERT INTO share_order_day (order_no, day) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    days: db.prepare<[string], number>('SELECT day FROM share_order_day WHERE order_no = ? ORDER BY day').pluck(),

    oldestUnpaid: db.prepare<[string], OverdueRow>(
      `SELECT * FROM overdue_order WHERE order_no = ? ORDER BY state = 'unpaid' DESC, left_at LIMIT 1`,
    ),
    owe: db.prepare(
      `INSERT INTO overdue_order (overdue_no, order_no, stay_id, plate, car_colour, entered_at, left_at, minutes, amount, state)
       VALUES (@overdueNo, @orderNo, @stayId, @plate, @carColour, @enteredAt, @leftAt, @minutes, @amount, 'unpaid')`,
    ),
    payable: db.prepare(
      'UPDATE overdue_order SET discount = @discount, callback_url = @callbackUrl WHERE overdue_no = @overdueNo',
    ),
    overduePaid: db.prepare(
      `UPDATE overdue_order SET state = 'paid', paid_at = @at, paid_amount = @amount, discount = @discount
       WHERE overdue_no = @overdueNo`,
    ),
    overdueFailed: db.prepare('UPDATE overdue_order SET failed_at = ? WHERE overdue_no = ?'),
    overdueVoid: db.prepare(`UPDATE overdue_order SET state = 'void' WHERE overdue_no = ?`),

    refund: db.prepare<[string], RefundRow>('SELECT * FROM refund WHERE refund_no = ?'),
    /** What of an order is paid back, or may be: fen. */
    refunded: db
      .prepare<[string], number>(
        `SELECT coalesce(sum(amount), 0) FROM refund WHERE order_no = ? AND state IN ('waiting', 'accepted')`,
      )
      .pluck(),
    accepted: db
      .prepare<[string], number>(
        `SELECT coalesce(sum(amount), 0) FROM refund WHERE order_no = ? AND state = 'accepted'`,
      )
      .pluck(),
    insertRefund: db.prepare(
      `INSERT INTO refund (refund_no, order_no, order_kind, amount, reason, state, received_at, request)
       VALUES (@refundNo, @orderNo, @kind, @amount, @reason, 'waiting', @at, @request)`,
    ),
    settleRefund: db.prepare(
      `UPDATE refund SET state = @state, settled_at = @at WHERE refund_no = @refundNo AND state = 'waiting'`,
    ),
    /** Those that wait for a person, the longest waiting first. */
    waiting: db.prepare<[], RefundRow>(
      `SELECT * FROM refund INDEXED BY refund_waiting WHERE state = 'waiting' ORDER BY received_at`,
    ),
    countWaiting: db
      .prepare<[], number>(`SELECT count(*) FROM refund INDEXED BY refund_waiting WHERE state = 'waiting'`)
      .pluck(),
    waitingSince: db.prepare<[number], RefundRow>(`SELECT * FROM refund WHERE state = 'waiting' AND received_at <= ?`),
  };
}
export type OrderRows = ReturnType<typeof createOrderRows>;

export const termsOf = (row: OrderRow): Terms => JSON.parse(row.terms) as Terms;
