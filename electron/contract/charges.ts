import { z } from 'zod';
import { billLine } from './bill.ts';

/** What a stay is to pay, as the exit's card and the receipt show it. Money is in fen, instants are UTC ms. */

const fen = z.int().min(0);
const instant = z.number();

export const discountView = z.object({
  id: z.string(),
  /** The coupon's channel, or the voucher's name; null: the platform did not say. */
  name: z.string().nullable(),
  type: z.enum(['amount', 'hours', 'fraction', 'free']),
  value: z.number(),
  amount: fen,
});
export type DiscountView = z.infer<typeof discountView>;

export const paymentView = z.object({
  tradeNo: z.string(),
  /** The driver scans a code, or showed one that was scanned. */
  by: z.enum(['shown', 'scanned']),
  /**
   * created: the provider has not answered; pending: it is the driver's turn; unknown: nobody can say whether money was
   * taken, and it is asked again; mismatch: other money came than was asked for.
   */
  state: z.enum(['created', 'pending', 'unknown', 'paid', 'mismatch', 'failed', 'cancelled', 'refunded']),
  /** Why a person must look: other money than was asked for, or money that was not owed any more. */
  raised: z.enum(['mismatch', 'paid-twice']).nullable(),
  amount: fen,
  /** What came, whatever was asked for; null: nothing yet. */
  paid: fen.nullable(),
  /** What the code that is shown says; null: none is shown. */
  qr: z.string().nullable(),
  since: instant,
  expiresAt: instant.nullable(),
  /** The provider's words where it failed. */
  detail: z.string().nullable(),
});
export type PaymentView = z.infer<typeof paymentView>;

export const dueView = z.object({
  /** Why so much: by the tariff, beyond a shared-parking order, nothing (and why), or not known. */
  because: z.enum(['rate', 'order', 'grace', 'free', 'card', 'clock']),
  /** The stay's minutes until it came to the arm. */
  minutes: z.int().min(0),
  lines: z.array(billLine),
  /** What the whole stay costs, and what of it was settled before. */
  total: fen,
  settled: fen,
  /** What is to be settled now: receivable = discount + due. */
  receivable: fen,
  discount: fen,
  due: fen,
  discounts: z.array(discountView),
  /** Money that came for the stay by phone and is raised: nobody has said yet what becomes of it. */
  came: fen,
  payment: paymentView.nullable(),
});
export type DueView = z.infer<typeof dueView>;

/** What an earlier stay of a plate still owes. */
export const debtView = z.object({
  stayId: z.string(),
  enteredAt: instant,
  leftAt: instant,
  amount: fen,
  came: fen,
  payment: paymentView.nullable(),
});
export type DebtView = z.infer<typeof debtView>;

/** What is to be paid for a stay wherever its car stands, up to `until`, and what its plate owes from before. */
export const stayDues = z.object({
  stayId: z.string(),
  plate: z.string(),
  enteredAt: instant,
  until: instant,
  /** Null: the car has left, or the lot takes no money. */
  due: dueView.nullable(),
  /** The oldest first. */
  debts: z.array(debtView),
});
export type StayDues = z.infer<typeof stayDues>;

/** Money that was taken. */
export const chargeView = z.object({
  id: z.string(),
  at: instant,
  receivable: fen,
  discount: fen,
  received: fen,
  refunded: fen,
  given: fen.nullable(),
  payType: z.enum(['cash', 'wechat', 'alipay', 'unionpay', 'etc', 'other']),
  payFrom: z.string(),
  who: z.string().nullable(),
  discounts: z.array(discountView),
});
export type ChargeView = z.infer<typeof chargeView>;

/** What the exit can do beside cash. */
export const payWays = z.object({
  /** The lot charges by a tariff. */
  charges: z.boolean(),
  shows: z.boolean(),
  scans: z.boolean(),
  /** A person says that the money came. */
  confirms: z.boolean(),
  vouchers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PayWays = z.infer<typeof payWays>;
