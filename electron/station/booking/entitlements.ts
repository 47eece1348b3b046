import type { Calendar } from '../../contract/site-registration.ts';
import type { PlateColour } from '../../contract/vocabulary.ts';
import type { OverdueOrder, StayRecord } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import { daysOf, overdueAmount, uncoveredMinutes } from '../policy/entitlement.ts';
import type { Entitlement } from '../policy/entitlement.ts';
import { beijingDay } from '../policy/schedule.ts';
import { termsOf } from './order-rows.ts';
import type { OrderRow, OrderRows, OverdueRow } from './order-rows.ts';

/** What an order allows a plate. */
export interface EntitledPlate extends Entitlement {
  orderNo: string;
  plateColour: PlateColour | null;
}

export interface Entitlements {
  /** What a plate's orders allow it, those that were over lately among them: to let the car in, or to say why not. */
  entitlementsOf(plate: string, now: number): EntitledPlate[];
  /** Plates of active orders whose time it is, whether or not their rules let a car in just now. */
  entitledPlates(now: number): { orderNo: string; plate: string }[];
  /** The car came in on its order: an entry and the day are counted. False: the order is not to be had any more. */
  enter(tx: Tx, orderNo: string, at: number): boolean;
  /**
   * The car left: its days are counted. What it owes for the time beyond its order, not written down yet; null: nothing.
   * `free`: the control list lets it park for nothing. `until`: when it came to the arm, up to which it pays.
   */
  leave(tx: Tx, stay: StayRecord, free: boolean, until: number): OverdueOrder | null;
  /** What a stay costs beyond its order until an instant; null: it is on none. */
  beyond(stay: Pick<StayRecord, 'orderNo' | 'enteredAt'>, until: number): { minutes: number; amount: number } | null;
  /** Writes down what is owed, and tells the platform (table 47). */
  owe(tx: Tx, stay: StayRecord, overdue: OverdueOrder): void;
  reportOverdue(tx: Tx, row: OverdueRow, state: OverdueOrder['state'], factSeq: number): void;
}

export interface EntitlementRules {
  calendar: Calendar;
  lotName: string;
  newId(): string;
}

/** How long an order that is over still explains to the attendant why the car has none. */
const EXPLAIN_MS = 12 * 3_600_000;

/** Shared-parking orders at the gate: who may come in on one, and what time beyond it costs (6.2.1 c, B.2.2). */
export function createEntitlements(rows: OrderRows, rules: EntitlementRules): Entitlements {
  const entitlementOf = (row: OrderRow): Entitlement => ({
    terms: termsOf(row),
    paid: row.state === 'active' || row.state === 'ended',
    from: row.from_at,
    // Ended before its time: it was good until then.
    to: Math.min(row.to_at, row.state === 'ended' ? (row.ended_at ?? row.to_at) : row.to_at),
    timesLeft: row.times_total === null ? null : Math.max(0, row.times_total - row.entries),
    daysTotal: row.days_total,
    daysUsed: rows.days.all(row.order_no),
  });

  function beyond({ orderNo, enteredAt }: Pick<StayRecord, 'orderNo' | 'enteredAt'>, until: number) {
    const row = orderNo === null ? undefined : rows.order.get(orderNo);
    if (!row) return null;
    const entitlement = entitlementOf(row);
    const minutes = uncoveredMinutes(entitlement, rules.calendar, { enteredAt, leftAt: until });
    return { minutes, amount: overdueAmount(minutes, entitlement.terms.overdue) };
  }

  function leave(tx: Tx, stay: StayRecord, free: boolean, until: number): OverdueOrder | null {
    const row = stay.orderNo === null ? undefined : rows.order.get(stay.orderNo);
    const over = beyond(stay, until);
    if (!row || !over || stay.leftAt === null) return null;
    const parked = { enteredAt: stay.enteredAt, leftAt: stay.leftAt };
    for (const day of daysOf(parked)) rows.countDay.run(row.order_no, day);
    const { minutes, amount } = over;
    if (free || amount === 0) return null;
    return {
      orderNo: row.order_no,
      overdueNo: rules.newId(),
      plate: stay.plate,
      carColour: stay.carColour,
      ...parked,
      minutes,
      amount,
      parkName: rules.lotName,
      state: 'unpaid',
    };
  }

  function owe(tx: Tx, stay: StayRecord, overdue: OverdueOrder): void {
    rows.owe.run({ ...overdue, stayId: stay.id });
    const { orderNo, overdueNo, plate, minutes, amount } = overdue;
    const fact = tx.fact({ kind: 'overdue', stayId: stay.id, plate, data: { orderNo, overdueNo, minutes, amount } });
    tx.report({ kind: 'overdue', overdue }, fact);
  }

  return {
    entitlementsOf: (plate, now) =>
      plate === ''
        ? []
        : rows.ofPlate
            .all(plate, now - EXPLAIN_MS)
            .map((row) => ({ orderNo: row.order_no, plateColour: row.plate_colour, ...entitlementOf(row) })),
    entitledPlates: (now) => rows.entitledPlates.all({ now }),
    enter(_tx, orderNo, at) {
      if (rows.enter.run(orderNo).changes === 0) return false;
      rows.countDay.run(orderNo, beijingDay(at));
      return true;
    },
    leave,
    beyond,
    owe,
    reportOverdue(tx, row, state, factSeq) {
      const overdue: OverdueOrder = {
        orderNo: row.order_no,
        overdueNo: row.overdue_no,
        plate: row.plate,
        carColour: row.car_colour,
        enteredAt: row.entered_at,
        leftAt: row.left_at,
        minutes: row.minutes,
        amount: row.amount,
        parkName: rules.lotName,
        state,
      };
      tx.report({ kind: 'overdue', overdue }, factSeq);
    },
  };
}
