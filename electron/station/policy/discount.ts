import type { StayBill } from '../../contract/bill.ts';
import type { Calendar } from '../../contract/site-registration.ts';
import type { Tariff } from '../../contract/site-tariff.ts';
import { billOf } from './tariff.ts';
import type { BilledStay } from './tariff.ts';

/** What a driver brings against a bill: a coupon of tables 24 and 38, or a voucher of the lot. */
export interface Offered {
  type: 'amount' | 'hours' | 'fraction' | 'free';
  /** Fen for an amount, hours for a time, the share taken off for a fraction (0.3 is 30 %), 1 for free. */
  value: number;
  /** When it was made out, UTC ms: of one kind the oldest goes first. */
  madeOutAt: number;
}

/** What a stay costs, and what it would if it were shorter. Fen. */
export interface Claim {
  /** The bill of the whole stay. */
  total: number;
  /** The bill of a stay that ended so many hours (with fractions) sooner; 0 of one that would not have begun. */
  totalShortenedBy: (hours: number) => number;
  /** What earlier charges of this stay settled: their receivables. */
  settledBefore: number;
}

/** receivable = discount + due. Fen. */
export interface Discounts<O extends Offered> {
  receivable: number;
  /** What is used up, and what each took off. */
  applied: { offer: O; amount: number }[];
  discount: number;
  due: number;
}

/** What is claimed for a stay of which earlier charges settled a part; null of one that ends before it begins. */
export function claimOf(
  tariff: Tariff,
  calendar: Calendar,
  stay: BilledStay,
  settledBefore: number,
): (Claim & { bill: StayBill }) | null {
  const bill = billOf(tariff, calendar, stay);
  if (!bill.ok) return null;
  return {
    bill,
    total: bill.total,
    totalShortenedBy(hours) {
      const shorter = billOf(tariff, calendar, { ...stay, until: stay.until - hours * 3_600_000 });
      return shorter.ok ? shorter.total : 0;
    },
    settledBefore,
  };
}

/**
 * Takes discounts off a bill. Free stands alone where there is one. Else hours, all together, since they are about the bill
 * itself: that of a stay so much shorter; then fractions of what is left; then amounts: so a fraction is of the price, and an
 * amount is worth what it says. Of one kind the oldest first, of two as old the one offered first. What takes nothing
 * off is not used up. A fraction of a fen is the driver's. Together they never take more than is due.
 */
export function discountsOf<O extends Offered>(claim: Claim, offered: readonly O[]): Discounts<O> {
  const receivable = Math.max(0, claim.total - claim.settledBefore);
  const oldest = (type: O['type']): O[] =>
    offered
      .filter((each) => each.type === type && each.value > 0)
      .sort((one, other) => one.madeOutAt - other.madeOutAt);
  const applied: Discounts<O>['applied'] = [];
  let due = receivable;
  const take = (offer: O, wished: number): void => {
    const amount = Math.min(due, wished);
    if (amount <= 0) return;
    applied.push({ offer, amount });
    due -= amount;
  };

  for (const offer of oldest('free')) take(offer, due);
  if (due > 0) {
    applied.push(...hoursOff(claim, receivable, oldest('hours')));
    for (const { amount } of applied) due -= amount;
  }
  for (const offer of oldest('fraction')) take(offer, shareOf(due, offer.value));
  for (const offer of oldest('amount')) take(offer, Math.floor(offer.value));
  return { receivable, applied, discount: receivable - due, due };
}

/**
 * Hours under a cap may make a difference only together: then the first of them stand at 0, and are used up all the same.
 */
function hoursOff<O extends Offered>(claim: Claim, receivable: number, offers: readonly O[]): Discounts<O>['applied'] {
  const offBy = (some: readonly O[]): number => {
    const hours = some.reduce((sum, { value }) => sum + value, 0);
    return receivable - Math.min(receivable, Math.max(0, claim.totalShortenedBy(hours) - claim.settledBefore));
  };
  const all = offBy(offers);
  if (all === 0) return [];
  let used = offers;
  for (const offer of [...offers].reverse()) {
    const others = used.filter((each) => each !== offer);
    if (offBy(others) === all) used = others;
  }
  return used.map((offer, index) => ({
    offer,
    amount: offBy(used.slice(0, index + 1)) - offBy(used.slice(0, index)),
  }));
}

/** Shares are counted in millionths: 0.29 of 100 is 29, whatever binary fractions make of it. */
const MILLION = 1_000_000;

const shareOf = (fen: number, share: number): number => Math.ceil((fen * Math.round(share * MILLION)) / MILLION);
