import type { AppliedDiscount, ChargeRecord, PayType, Sums } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import type { Db } from '../store/open.ts';

/** Money taken for a stay, and the bill that it settles. Fen, UTC ms. */
export interface Charge extends Omit<ChargeRecord, 'paidAt' | 'discounts'> {
  discounts: TakenDiscount[];
  stayId: string;
  /** When the money was taken. */
  at: number;
  /** Up to when the stay is settled. */
  until: number;
  laneId: string | null;
  /** Cash that the driver gave; null: not cash. */
  given: number | null;
  /** The electronic payment that it came by. */
  tradeNo: string | null;
  /** Person's id; null when nobody had a hand in it. */
  who: string | null;
  /** The bill as it was shown, line by line. */
  bill: unknown;
  /** What of it was paid back. */
  refunded: number;
}

/** `amount`: what it took off. */
export interface TakenDiscount extends AppliedDiscount {
  amount: number;
}

/** What a stay still owed when its car left. */
export interface Debt {
  stayId: string;
  plate: string;
  at: number;
  amount: number;
  who: string | null;
  because: string | null;
}

/** What the last car at a lane paid there: for its stay, and what it owed from before. */
export interface LastCharge {
  plate: string;
  at: number;
  received: number;
  /** The newest first. */
  chargeIds: string[];
}

export interface Charges {
  /** Writes a charge with its discounts. */
  add(tx: Tx, charge: Omit<Charge, 'refunded'>): void;
  byId(id: string): Charge | null;
  byTrade(tradeNo: string): Charge | null;
  /** Of a stay, the oldest first. */
  ofStay(stayId: string): Charge[];
  /** What was taken at a lane last, of one car; null: nothing, or so long ago that nobody asks. */
  lastAt(laneId: string): LastCharge | null;
  /** All that was taken for a stay, and by which charges. Refunds are no part of the sums (tables 21 and 30: 不包括退费). */
  settledOf(stayId: string): Settled;
  /** Pays back a part. False: more than is left of it. */
  refund(tx: Tx, id: string, amount: number): boolean;
  owe(tx: Tx, debt: Debt): void;
  debtOf(stayId: string): number;
  /** Debts of a plate's earlier stays, the oldest first. */
  debtsOf(plate: string): Debt[];
  endDebt(tx: Tx, stayId: string, state: 'paid' | 'waived'): boolean;
}

export interface Settled extends Sums {
  /** What of it was paid back. */
  refunded: number;
  chargeIds: string[];
  /** When money was taken last; null: never. */
  lastAt: number | null;
}

interface ChargeRow extends Sums {
  id: string;
  stay_id: string;
  at: number;
  until: number;
  lane_id: string | null;
  given: number | null;
  pay_type: PayType;
  pay_from: string;
  order_no: string | null;
  trade_no: string | null;
  who: string | null;
  bill: string;
  refunded: number;
}

interface DiscountRow {
  id: string;
  charge_id: string;
  coupon_no: string | null;
  type: AppliedDiscount['type'];
  value: number;
  amount: number;
  channel: string | null;
  channel_org_code: string | null;
}

/** What a car pays at a lane within so long belongs together: its stay, and what it owed. */
const ONE_VISIT_MS = 10 * 60_000;

/** Keeps charges and debts in the store. */
export function createCharges(db: Db): Charges {
  const insert = db.prepare(
    `INSERT INTO charge (id, stay_id, at, until, lane_id, receivable, discount, received, given, pay_type, pay_from,
       order_no, trade_no, who, bill)
     VALUES (@id, @stayId, @at, @until, @laneId, @receivable, @discount, @received, @given, @payType, @payFrom, @orderNo,
       @tradeNo, @who, @bill)`,
  );
  const insertDiscount = db.prepare(
    `INSERT INTO charge_discount (id, charge_id, coupon_no, type, value, amount, channel, channel_org_code)
     VALUES (@id, @chargeId, @couponNo, @type, @value, @amount, @channel, @channelOrgCode)`,
  );
  const byId = db.prepare<[string], ChargeRow>('SELECT * FROM charge WHERE id = ?');
  const byTrade = db.prepare<[string], ChargeRow>('SELECT * FROM charge WHERE trade_no = ?');
  const ofStay = db.prepare<[string], ChargeRow>('SELECT * FROM charge WHERE stay_id = (SELECT ?) ORDER BY at, rowid');
  // So many at all lanes: no longer ago does a driver come back for his receipt, and no search goes through the whole book.
  const lastAt = db.prepare<[string], { id: string; plate: string; at: number; received: number }>(
    `SELECT newest.id, stay.plate, newest.at, newest.received
     FROM (SELECT id, stay_id, at, lane_id, received FROM charge ORDER BY rowid DESC LIMIT 200) AS newest JOIN stay ON stay.id = newest.stay_id
     WHERE newest.lane_id = (SELECT ?) AND newest.received > 0 LIMIT 5`,
  );
  const discountsOf = db.prepare<[string], DiscountRow>(
    'SELECT * FROM charge_discount WHERE charge_id = ? ORDER BY rowid',
  );
  const refund = db.prepare(
    'UPDATE charge SET refunded = refunded + @amount WHERE id = @id AND refunded + @amount <= received',
  );
  const owe = db.prepare(
    `INSERT INTO debt (stay_id, plate, at, amount, who, because) VALUES (@stayId, @plate, @at, @amount, @who, @because)`,
  );
  const debtOf = db.prepare<[string], number>(`SELECT amount FROM debt WHERE stay_id = ? AND state = 'open'`).pluck();
  const debtsOf = db.prepare<[string], Debt>(
    `SELECT stay_id AS stayId, plate, at, amount, who, because FROM debt WHERE plate = (SELECT ?) AND state = 'open' ORDER BY at`,
  );
  const endDebt = db.prepare<[string, number, string]>(
    `UPDATE debt SET state = ?, ended_at = ? WHERE stay_id = ? AND state = 'open'`,
  );

  const fromRow = (row: ChargeRow): Charge => ({
    id: row.id,
    stayId: row.stay_id,
    at: row.at,
    until: row.until,
    laneId: row.lane_id,
    receivable: row.receivable,
    discount: row.discount,
    received: row.received,
    given: row.given,
    payType: row.pay_type,
    payFrom: row.pay_from,
    orderNo: row.order_no,
    tradeNo: row.trade_no,
    who: row.who,
    bill: JSON.parse(row.bill),
    refunded: row.refunded,
    discounts: discountsOf.all(row.id).map((discount) => ({
      id: discount.id,
      couponNo: discount.coupon_no,
      type: discount.type,
      value: discount.value,
      amount: discount.amount,
      channel: discount.channel,
      channelOrgCode: discount.channel_org_code,
    })),
  });
  const found = (row: ChargeRow | undefined): Charge | null => (row ? fromRow(row) : null);

  return {
    add(_tx, { discounts, bill, ...charge }) {
      insert.run({ ...charge, bill: JSON.stringify(bill) });
      for (const discount of discounts) insertDiscount.run({ chargeId: charge.id, ...discount });
    },
    byId: (id) => found(byId.get(id)),
    byTrade: (tradeNo) => found(byTrade.get(tradeNo)),
    ofStay: (stayId) => ofStay.all(stayId).map(fromRow),
    lastAt(laneId) {
      const rows = lastAt.all(laneId);
      const [newest] = rows;
      if (!newest) return null;
      const other = rows.findIndex(({ plate, at }) => plate !== newest.plate || at < newest.at - ONE_VISIT_MS);
      const own = other === -1 ? rows : rows.slice(0, other);
      const received = own.reduce((sum, row) => sum + row.received, 0);
      return { plate: newest.plate, at: newest.at, received, chargeIds: own.map(({ id }) => id) };
    },
    settledOf(stayId) {
      const rows = ofStay.all(stayId);
      const sum = (of: (row: ChargeRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
      return {
        receivable: sum((row) => row.receivable),
        discount: sum((row) => row.discount),
        received: sum((row) => row.received),
        refunded: sum((row) => row.refunded),
        chargeIds: rows.map(({ id }) => id),
        lastAt: rows.at(-1)?.at ?? null,
      };
    },
    refund: (_tx, id, amount) => refund.run({ id, amount }).changes > 0,
    owe: (_tx, debt) => void owe.run(debt),
    debtOf: (stayId) => debtOf.get(stayId) ?? 0,
    debtsOf: (plate) => (plate === '' ? [] : debtsOf.all(plate)),
    endDebt: (tx, stayId, state) => endDebt.run(state, tx.at, stayId).changes > 0,
  };
}

/** What a charge is to the platforms (table 23). */
export function chargeRecordOf(charge: Charge): ChargeRecord {
  const { id, orderNo, at, payType, payFrom, receivable, discount, received } = charge;
  const discounts = charge.discounts.map(({ amount: _, ...applied }) => applied);
  return { id, orderNo, paidAt: at, payType, payFrom, discounts, receivable, discount, received };
}
