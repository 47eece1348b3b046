import type { SharingConfig } from '../../contract/site-registration.ts';
import type { CarColour, CarModel, ControlStrategy, PlateColour } from '../../contract/vocabulary.ts';
import type { CouponType, PayType } from '../ledger/report.ts';
import type { Tx } from '../ledger/record.ts';

// What a platform may ask of the lot, in the words of the domain. Instants are UTC ms, money is fen, plates are as sent:
// whoever keeps them normalises them. Every act runs inside the caller's transaction, so that its reply is kept with it; a
// refusal has changed nothing.

export type Refused<Because extends string> = { outcome: 'refused'; because: Because };
export const refused = <B extends string>(because: B): Refused<B> => ({ outcome: 'refused', because });

/** A lock or a change as it comes from a platform (table 63). */
export interface BookingRequest {
  code: string;
  plate: string;
  plateColour: PlateColour | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
  /** From when the car may enter. */
  from: number;
  to: number;
  /** Minutes that the place is kept after `to` (obligatTime). */
  keptMin: number;
  change: boolean;
  holdStall: boolean;
  /** The stall asked for, when the platform names one. */
  stallNo: string | null;
  source: string | null;
}

export type BookingRefusal =
  | 'no-vehicle'
  | 'barred'
  | 'code-taken'
  | 'no-capacity'
  | 'stall-malformed'
  | 'stall-unknown'
  | 'stall-taken'
  | 'bad-times'
  /** The times that the site sets for changes and cancellations are over (6.3.1 b, c). */
  | 'too-late-to-change'
  | 'too-late-to-cancel'
  | 'unknown-booking'
  | 'cancelled'
  | 'expired'
  | 'used';

export type LockOutcome =
  | { outcome: 'locked'; stallNo: string | null; remaining: number }
  /** The same lock again in its validity: nothing changed. */
  | { outcome: 'same'; stallNo: string | null }
  | Refused<BookingRefusal>;

export type ConfirmOutcome = { outcome: 'done' } | Refused<BookingRefusal>;

/** Where bookings are kept (6.3.1). */
export interface BookingDesk {
  lock(tx: Tx, request: BookingRequest): LockOutcome;
  confirm(tx: Tx, code: string): ConfirmOutcome;
  cancel(tx: Tx, code: string): ConfirmOutcome;
}

/** A line of the control list (table 40). */
export interface ControlRequest {
  id: string;
  plate: string;
  plateColour: PlateColour | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
  strategy: ControlStrategy;
  /** Null: at once. */
  from: number | null;
  to: number;
  source: string;
  remove: boolean;
}

export type ControlRefusal = 'no-vehicle' | 'ends-before-it-begins' | 'unknown-entry' | 'deleted';
export type ControlOutcome = { outcome: 'done' } | Refused<ControlRefusal>;

/** Where the control list is kept (6.1 g). */
export interface ControlDesk {
  /** Adds, replaces or removes one line. */
  put(tx: Tx, request: ControlRequest): ControlOutcome;
  /** Tells that a message changed so many lines: one fact for all of them. */
  noteBatch(tx: Tx, lines: number): void;
}

/** A coupon made out to a plate (table 38). */
export interface CouponRequest {
  couponNo: string;
  plate: string;
  type: Exclude<CouponType, 'none'>;
  /** Fen for an amount, hours for a time, the share taken off for a fraction, 1 for free. */
  value: number;
  madeOutAt: number;
  channel: string | null;
  channelOrgCode: string | null;
  source: string;
}

export type CouponRefusal = 'no-vehicle' | 'number-taken' | 'car-has-left';
export type CouponOutcome = { outcome: 'done' } | Refused<CouponRefusal>;

/** Where coupons are kept (6.1 h). */
export interface CouponDesk {
  take(tx: Tx, request: CouponRequest): CouponOutcome;
}

/** What is to be paid after discounts: amount = payable + platformDiscount + ownDiscount. */
export interface Price {
  payable: number;
  platformDiscount: number;
  ownDiscount: number;
}

export interface OrderRequest extends Price {
  orderNo: string;
  planCode: string;
  plate: string;
  plateColour: PlateColour | null;
  /** Units bought: they multiply the times and days of the plan, not its places. */
  quantity: number;
  from: number;
  to: number;
  /** Whom the platform takes us for; null: it does not say. */
  provider: string;
  userId: string;
  amount: number;
  /** The platform's own list of discounts, for the record. */
  discounts: readonly unknown[];
  callbackUrl: string | null;
}

export type OrderRefusal =
  | 'no-vehicle'
  | 'barred'
  | 'unknown-plan'
  | 'unknown-provider'
  | 'not-on-sale'
  | 'bad-times'
  | 'wrong-sum'
  | 'vehicle-too-large'
  | 'no-space'
  | 'pay-url-too-long'
  | 'number-taken'
  /** The same order again, after it lapsed unpaid or was ended. */
  | 'lapsed';

export type OrderOutcome =
  /** `endsAt`: when it ends, where that is before the time asked for. */
  { outcome: 'taken'; payUrl: string; endsAt: number | null } | Refused<OrderRefusal>;

/** The order meant is an overdue one, by its own number or by that of the order it belongs to. */
export interface OverduePaymentRequest extends Price {
  orderNo: string;
  callbackUrl: string | null;
}

export type OverduePaymentRefusal = 'unknown-order' | 'paid' | 'void' | 'wrong-sum' | 'pay-url-too-long';
export type OverduePaymentOutcome = { outcome: 'payable'; payUrl: string } | Refused<OverduePaymentRefusal>;

export interface RefundRequest {
  refundNo: string;
  orderNo: string;
  amount: number;
  reason: string | null;
}

export type RefundRefusal = 'unknown-order' | 'number-taken' | 'more-than-paid';
export type RefundOutcome = { outcome: 'taken' } | Refused<RefundRefusal>;

/** Where shared-parking orders are kept (6.2.2). */
export interface SharingDesk {
  /** How drivers pay: the kind of the pay URL. */
  readonly payBy: SharingConfig['payBy'];
  order(tx: Tx, request: OrderRequest): OrderOutcome;
  overduePayment(tx: Tx, request: OverduePaymentRequest): OverduePaymentOutcome;
  refund(tx: Tx, request: RefundRequest): RefundOutcome;
}

/** What came of a payment, as far as the payment page or a provider says. Null: not said. */
export interface Payment {
  /** Of a shared-parking order or of an overdue one. */
  orderNo: string;
  ok: boolean;
  at: number;
  payType: PayType | null;
  /** Null: what was to be paid. */
  amount: number | null;
  /**
   * The sum for which the pay page was handed out: what is beyond an order may be priced anew while the driver still has the
   * first page. Absent: the one that was asked last.
   */
  asked?: number | undefined;
  transactionId: string | null;
}

export type PaymentOutcome =
  /** `late`: it had lapsed and its place was sold meanwhile, so it is ended and to be refunded. */
  { outcome: 'done'; late: boolean } | Refused<'unknown-order' | 'wrong-sum'>;

/** A change of an order on this side (table 51); what is absent stays. */
export interface OrderChange {
  orderNo: string;
  plate?: string;
  plateColour?: PlateColour;
  from?: number;
  to?: number;
  end?: boolean;
  reason: string | null;
}

export type OrderChangeOutcome =
  { outcome: 'done' } | Refused<'unknown-order' | 'not-active' | 'no-vehicle' | 'bad-times' | 'barred' | 'no-space'>;

/** What an invoice is made out for (7.4.2), fen. */
export type InvoiceOutcome = { outcome: 'found'; amount: number } | Refused<'unknown-order' | 'unpaid' | 'refunded'>;

/** All desks that a platform talks to. */
export interface Desks {
  bookings: BookingDesk;
  control: ControlDesk;
  coupons: CouponDesk;
  sharing: SharingDesk;
}
