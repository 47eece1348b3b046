import type { Voucher } from '../../contract/site-vouchers.ts';
import type { PayType, StayRecord, Sums } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';
import { chargeRecordOf } from './charges.ts';
import type { Charge, Charges } from './charges.ts';
import { createDebts } from './debts.ts';
import type { Debts } from './debts.ts';
import type { Due, OfferedDiscount } from './dues.ts';
import { chargeRefusal } from './refusal.ts';

export interface ChargeDeskParts {
  charges: Charges;
  stay(id: string): StayRecord | null;
  /** What a stay is to pay; null: the lot takes no money. */
  dueOf(stay: StayRecord, until: number): Due | null;
  coupons: {
    /** Takes a coupon for a charge. False: it was used or void already. */
    use(tx: Tx, couponNo: string, chargeId: string): boolean;
    /** Makes a coupon of the lot's own out to a plate. */
    give(tx: Tx, voucher: Voucher, plate: string, couponNo: string): void;
  };
  /** Those that may be given now. */
  vouchers(): readonly Voucher[];
  /** The lot charges by a tariff. */
  takesMoney: boolean;
  /** Inside the record: the stay was settled, or has ended. */
  onSettled(tx: Tx, stayId: string): void;
  /** 32 hex digits. */
  newId(): string;
}

/** Money as it was taken. `amount`: what was asked for; it must be what is due. */
export interface Taken {
  amount: number;
  payType: PayType;
  /** In the driver's words (table 23), at most ten characters. */
  payFrom: string;
  /** Cash that was given; null: not cash. */
  given: number | null;
  tradeNo: string | null;
  laneId: string | null;
  who: string | null;
}

/** How a car left that had something to pay. */
export interface Leaving {
  /** When it came to the arm: what it cost then counts. */
  until: number;
  who: string | null;
  because: string | null;
}

export interface StayTotal {
  sums: Sums;
  chargeIds: string[];
}

/** What was taken for the time beyond a shared-parking order. */
export interface OrderPayment {
  at: number;
  amount: number;
  payType: PayType;
  transactionId: string | null;
}

/** Money at the exit. Each runs inside the caller's record, and throws a refusal with a code of the contract. */
export interface ChargeDesk {
  /** What a stay is to pay, for the decision; null: the lot takes no money. */
  feeOf(stayId: string | null, until: number): { due: number; paid: boolean; unclear: boolean } | null;
  dueOf(stayId: string, until: number): Due | null;
  /** Settles a stay up to an instant with money that was taken. Answers the charge's id. */
  take(tx: Tx, stayId: string, until: number, taken: Taken): string;
  /** A voucher of the lot itself. */
  giveVoucher(tx: Tx, stayId: string, until: number, voucherId: string, who: string): void;
  /**
   * The car left: what was not paid is owed. Its sums and charges, as they are told (table 21); what was paid back of them;
   * `payment`: for the time beyond its order, where all of that was paid.
   */
  left(tx: Tx, stay: StayRecord, leaving: Leaving): StayTotal & { refunded: number; payment: OrderPayment | null };
  /** What a stay cost, as the platforms are told. */
  sumsOf(stayId: string): StayTotal;
  /** Pays back a part of a charge. */
  refund(tx: Tx, chargeId: string, amount: number, who: string, because: string): void;
  /** What cars left owing. */
  readonly debts: Debts;
}

export function createChargeDesk(parts: ChargeDeskParts): ChargeDesk {
  const { charges, coupons, newId } = parts;

  function dueOf(stayId: string, until: number): Due | null {
    const stay = parts.stay(stayId);
    return stay === null ? null : parts.dueOf(stay, until);
  }

  function take(tx: Tx, stayId: string, until: number, taken: Taken): string {
    const due = dueOf(stayId, until);
    if (!due) throw chargeRefusal('gone', `nothing is charged for ${stayId}`);
    if (due.because === 'clock') throw chargeRefusal('not-now', 'what it costs is not known');
    // The sum on the screen goes with its vehicle: another sum is another car's, or of another time.
    if (due.due !== taken.amount) throw chargeRefusal('gone', `${due.due} is due, not ${taken.amount}`);
    const { receivable, discount, settled } = due;
    if (receivable === 0) throw chargeRefusal('gone', 'nothing is due');
    if (taken.given !== null && taken.given < taken.amount) {
      throw chargeRefusal('bad-input', 'less was given than is due', { given: 'too-little' });
    }
    const id = newId();
    const { amount: received, given, laneId, payFrom, payType, tradeNo, who } = taken;
    const discounts = due.taken.map(({ offer, amount }) => discountOf(offer, amount, newId()));
    const charge: Omit<Charge, 'refunded'> = {
      ...{
        id,
        stayId,
        at: tx.at,
        until,
        laneId,
        receivable,
        discount,
        received,
        given,
        payType,
        payFrom,
        tradeNo,
        who,
      },
      orderNo: due.because === 'order' ? due.stay.orderNo : null,
      discounts,
      bill: { total: due.total, minutes: due.minutes, settled: settled.receivable, lines: due.lines },
    };
    charges.add(tx, charge);
    for (const { couponNo } of discounts) if (couponNo !== null) coupons.use(tx, couponNo, id);
    const fact = tx.fact({
      kind: 'charged',
      laneId,
      stayId,
      plate: due.stay.plate,
      who,
      data: { chargeId: id, receivable, discount, received, payType },
    });
    parts.onSettled(tx, stayId);
    tx.report({ kind: 'charged', stay: due.stay, charge: chargeRecordOf({ ...charge, refunded: 0 }) }, fact);
    return id;
  }

  function sumsOf(stayId: string): StayTotal {
    const { receivable, discount, received, chargeIds } = charges.settledOf(stayId);
    return { sums: { receivable: receivable + charges.debtOf(stayId), discount, received }, chargeIds };
  }

  /** What was taken for the time beyond an order, be it in several charges; null: nothing was, or there is no order. */
  function orderPayment(stayId: string): OrderPayment | null {
    const paid = charges.ofStay(stayId).filter(({ orderNo }) => orderNo !== null);
    const last = paid.at(-1);
    if (!last) return null;
    const amount = paid.reduce((sum, { received }) => sum + received, 0);
    return { at: last.at, amount, payType: last.payType, transactionId: last.tradeNo };
  }

  const debts = createDebts({ charges, stay: parts.stay, sumsOf, onSettled: parts.onSettled, newId });

  return {
    feeOf(stayId, until) {
      // Without a stay, whatever its plate: whether money is taken at all.
      if (stayId === null) return parts.takesMoney ? { due: 0, paid: false, unclear: false } : null;
      const due = dueOf(stayId, until);
      return due && { due: due.due, paid: due.settled.lastAt !== null, unclear: due.because === 'clock' };
    },
    dueOf,
    take,
    giveVoucher(tx, stayId, until, voucherId, who) {
      const vouchers = parts.vouchers();
      const index = vouchers.findIndex(({ id }) => id === voucherId);
      const voucher = vouchers[index];
      const due = dueOf(stayId, until);
      if (!voucher || !due) throw chargeRefusal('bad-input', `no voucher ${voucherId}`, { voucherId: 'unknown' });
      coupons.give(tx, voucher, due.stay.plate, voucherNo(stayId, index));
      // A code that asks for the sum before is no good any more.
      parts.onSettled(tx, stayId);
      tx.fact({ kind: 'coupon-received', stayId, plate: due.stay.plate, who, data: { voucher: voucher.id } });
    },
    left(tx, stay, { until, who, because }) {
      const due = parts.dueOf(stay, until);
      // All of it was taken off: that is a charge too, or its coupons would be good for another day.
      if (due && due.due === 0 && due.receivable > 0) {
        take(tx, stay.id, until, { amount: 0, ...LET_OFF, laneId: stay.exitId, who });
      } else if (due && due.due > 0 && due.because !== 'order') {
        charges.owe(tx, { stayId: stay.id, plate: stay.plate, at: tx.at, amount: due.due, who, because });
        tx.fact({ kind: 'debt', stayId: stay.id, plate: stay.plate, who, reason: because, data: { amount: due.due } });
      }
      parts.onSettled(tx, stay.id);
      const { refunded } = charges.settledOf(stay.id);
      return { ...sumsOf(stay.id), refunded, payment: due && due.due > 0 ? null : orderPayment(stay.id) };
    },
    sumsOf,
    refund(tx, chargeId, amount, who, because) {
      const charge = charges.byId(chargeId);
      if (!charge || !charges.refund(tx, chargeId, amount)) throw chargeRefusal('gone', 'so much was not taken');
      const stay = parts.stay(charge.stayId);
      // The platform is told nothing: its sums are without refunds, and table 49 is about orders alone.
      tx.fact({
        kind: 'charge-refunded',
        stayId: charge.stayId,
        plate: stay?.plate ?? null,
        who,
        reason: because,
        data: { chargeId, amount },
      });
    },
    debts,
  };
}

const LET_OFF = { payType: 'other', payFrom: '全额优惠', given: null, tradeNo: null } as const;

/** Of each voucher one a stay: its number says so. At most 20 characters (table 24). */
const voucherNo = (stayId: string, index: number): string => `L${stayId.slice(0, 16)}-${index + 1}`;

function discountOf({ couponNo, type, value, channel, channelOrgCode }: OfferedDiscount, amount: number, id: string) {
  return { id, couponNo, type, value, amount, channel, channelOrgCode };
}
