import type { Clock } from '../../native/clock/contract.ts';
import type { ChargeView, DebtView, DueView, PaymentView, PayWays } from '../contract/charges.ts';
import type { SiteConfig, SiteSecrets } from '../contract/site.ts';
import type { Coupons } from './booking/coupons.ts';
import type { ControlList } from './booking/control-list.ts';
import type { Sharing } from './booking/sharing.ts';
import { createStaySums } from './booking/stay-sums.ts';
import { createCharges } from './charge/charges.ts';
import type { Charge, Charges } from './charge/charges.ts';
import { createChargeDesk } from './charge/desk.ts';
import type { ChargeDesk, StayTotal } from './charge/desk.ts';
import { createDues } from './charge/dues.ts';
import type { Due, DueParts } from './charge/dues.ts';
import { chargeRefusal } from './charge/refusal.ts';
import type { Ledger } from './ledger/record.ts';
import type { Log } from './log.ts';
import { newId } from './parking/stays.ts';
import type { Stays } from './parking/stays.ts';
import type { AttemptFile, PaymentDesk } from './payment/desk.ts';
import { createPaymentDesk } from './payment/desk.ts';
import { createProvider } from './payment/provider.ts';
import type { OnPaid } from './payment/settling.ts';
import type { Db } from './store/open.ts';

export interface TillParts {
  site: SiteConfig;
  secrets: SiteSecrets;
  siteDirectory: string;
  db: Db;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  stays: Stays;
  coupons: Coupons;
  sharing: Sharing;
  isFree: ControlList['isFree'];
  beyondCard: DueParts['beyondCard'];
  pricesAt: DueParts['pricesAt'];
  /** Something about the payments of a stay is new. */
  onPayment(stayId: string): void;
}

/** Where the lot takes money. */
export interface Till {
  readonly charges: Charges;
  readonly desk: ChargeDesk;
  /** Null: cash alone. */
  readonly payments: PaymentDesk | null;
  ways(): PayWays;
  dueView(stayId: string, until: number): DueView | null;
  /** What earlier stays of a plate still owe, the oldest first. */
  debtViews(plate: string): DebtView[];
  /** Money that came for a stay by phone and is raised, fen: nobody has said yet what becomes of it. */
  cameFor(stayId: string): number;
  /** What a stay cost, as the platforms are told: what was taken or is owed for it, or for the time beyond its order. */
  totalOf(stayId: string): StayTotal;
  /** All money of a stay, for its file. `nameOf`: a person's. */
  moneyOf(stayId: string, nameOf: (person: string) => string): StayMoney;
}

export interface StayMoney {
  charges: ChargeView[];
  /** Fen. `due`: of a stay whose car is still inside, now. */
  owed: number;
  due: number;
  payments: PaymentView[];
}

/** Wires what stays cost and what is taken for them. Starts nothing. */
export function openTill(parts: TillParts): Till {
  const { site, db, stays, coupons } = parts;
  const takesMoney = site.tariff !== undefined;
  const charges = createCharges(db);
  const dueOf = createDues({
    pricesAt: parts.pricesAt,
    charges,
    couponsFor: coupons.couponsFor,
    beyondOrder: parts.sharing.beyond,
    isFree: parts.isFree,
    beyondCard: parts.beyondCard,
  });
  const beyondOrder = createStaySums(db);
  const desk = createChargeDesk({
    charges,
    stay: stays.byId,
    dueOf,
    takesMoney,
    coupons: {
      use: coupons.use,
      give(tx, { type, value, name }, plate, couponNo) {
        if (coupons.isKnown(couponNo)) throw chargeRefusal('gone', 'it has this voucher already');
        const voucher = { couponNo, plate, type, value, madeOutAt: tx.at, channel: name, channelOrgCode: null };
        const came = coupons.take(tx, { ...voucher, source: OURS });
        if (came.outcome === 'refused') throw chargeRefusal('not-now', `not for this car: ${came.because}`);
      },
    },
    vouchers: () => site.vouchers,
    // What is scanned from now on is not owed any more.
    onSettled: (tx, stayId) => payments?.takenOtherwise(tx, stayId),
    newId,
  });
  const payments = !takesMoney ? null : openPayments(parts, charges, desk);

  const isInside = (stayId: string): boolean => stays.byId(stayId)?.leftAt === null;
  const cameFor = (stayId: string): number =>
    (payments?.ofStay(stayId) ?? [])
      .filter(({ raised }) => raised !== null)
      .reduce((sum, { paidAmount, refunded }) => sum + (paidAmount ?? 0) - refunded, 0);
  const latestPayment = (stayId: string, since: number): PaymentView | null => {
    const attempt = payments?.ofStay(stayId).findLast(({ createdAt }) => createdAt >= since);
    return attempt ? paymentView(attempt) : null;
  };

  const { shows = false, scans = false, confirmsByHand = null } = payments?.capabilities ?? {};
  return {
    charges,
    desk,
    payments,
    ways: () => ({
      charges: takesMoney,
      shows,
      scans,
      confirms: confirmsByHand !== null,
      vouchers: site.vouchers.map(({ id, name }) => ({ id, name })),
    }),
    dueView(stayId, until) {
      const due = desk.dueOf(stayId, until);
      return due && { ...viewOf(due), came: cameFor(stayId), payment: latestPayment(stayId, 0) };
    },
    debtViews: (plate) =>
      charges.debtsOf(plate).flatMap(({ stayId, at, amount }) => {
        const stay = stays.byId(stayId);
        if (!stay) return [];
        const money = { amount, came: cameFor(stayId), payment: latestPayment(stayId, at) };
        return [{ stayId, enteredAt: stay.enteredAt, leftAt: stay.leftAt ?? at, ...money }];
      }),
    cameFor,
    totalOf(stayId) {
      const total = desk.sumsOf(stayId);
      return total.sums.receivable > 0 ? total : { ...total, sums: beyondOrder(stayId) };
    },
    moneyOf: (stayId, nameOf) => ({
      charges: charges.ofStay(stayId).map((charge) => chargeView(charge, nameOf)),
      owed: charges.debtOf(stayId),
      due: isInside(stayId) ? (desk.dueOf(stayId, parts.clock.now())?.due ?? 0) : 0,
      payments: (payments?.ofStay(stayId) ?? []).map(paymentView),
    }),
  };
}

function openPayments(parts: TillParts, charges: Charges, desk: ChargeDesk): PaymentDesk | null {
  const { site, secrets, siteDirectory, db, ledger, clock, log, onPayment } = parts;
  if (!site.payments) return null;

  const onPaid: OnPaid = (tx, { stayId, until, tradeNo, laneId, paidAmount, payType }) => {
    const money = { payType: payType ?? 'other', tradeNo, laneId, who: null } as const;
    if (parts.stays.byId(stayId)?.leftAt !== null) {
      if (paidAmount === null || charges.debtOf(stayId) !== paidAmount) return 'not-owed';
      desk.debts.take(tx, stayId, paidAmount, money);
      return 'counted';
    }
    const due = desk.dueOf(stayId, until);
    if (!due || due.due === 0 || due.due !== paidAmount) return 'not-owed';
    desk.take(tx, stayId, until, { ...money, amount: paidAmount, payFrom: BY_PHONE, given: null });
    return 'counted';
  };
  return createPaymentDesk({
    db,
    ledger,
    clock,
    log,
    newId,
    provider: createProvider(site.payments, { secrets, siteDirectory, clock }),
    shownForMs: site.payments.expiresMin * 60_000,
    onPaid,
    onRefunded(tx, { tradeNo }, { amount, who, reason }) {
      const charge = charges.byTrade(tradeNo);
      // Money that was never counted goes back without a trace in any stay's sums.
      if (charge) desk.refund(tx, charge.id, amount, who, reason);
    },
    onChange: onPayment,
  });
}

/** In the driver's words (table 23). */
const BY_PHONE = '扫码支付';
/** Who made a coupon out, where it was the lot itself. */
const OURS = 'lot';

function viewOf({
  because,
  minutes,
  lines,
  total,
  settled,
  receivable,
  discount,
  due,
  taken,
}: Due): Omit<DueView, 'payment' | 'came'> {
  const discounts = taken.map(({ offer: { couponNo, channel, type, value }, amount }) => ({
    id: couponNo,
    name: channel,
    type,
    value,
    amount,
  }));
  const sums = { total, settled: settled.receivable, receivable, discount, due };
  return { because, minutes, lines: [...lines], ...sums, discounts };
}

function chargeView(charge: Charge, nameOf: (person: string) => string): ChargeView {
  const { id, at, receivable, discount, received, refunded, given, payType, payFrom, who } = charge;
  const discounts = charge.discounts.flatMap(({ id: no, channel: name, type, value, amount }) =>
    type === 'none' ? [] : [{ id: no, name, type, value, amount }],
  );
  const sums = { receivable, discount, received, refunded, given };
  return { id, at, ...sums, payType, payFrom, who: who === null ? null : nameOf(who), discounts };
}

/** An attempt as the screens show it. */
export const paymentView = (attempt: AttemptFile): PaymentView => ({
  tradeNo: attempt.tradeNo,
  by: attempt.mode,
  state: attempt.state,
  raised: attempt.raised,
  amount: attempt.amount,
  paid: attempt.paidAmount,
  qr: attempt.qr,
  since: attempt.createdAt,
  expiresAt: attempt.mode === 'shown' ? attempt.expiresAt : null,
  detail: attempt.words,
});
