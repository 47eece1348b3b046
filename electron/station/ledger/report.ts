import type { Registration, SharePlan, StallTraits } from '../../contract/site-registration.ts';
import type { CarColour, CardKind, CarModel, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';

/** The month card, or the line of the free list, that a car came in on. */
export interface StayCard {
  no: string;
  kind: CardKind;
}

/** A stay as the platforms need it. Instants are UTC ms, `id` is 32 hex digits, lane and capture ids are ours. */
export interface StayRecord {
  id: string;
  plate: string;
  plateRead: string;
  plateColour: PlateColour;
  carColour: CarColour | null;
  carModel: CarModel | null;
  class: VehicleClass;
  bookingCode: string | null;
  /** The shared-parking order that the car came in on. */
  orderNo: string | null;
  card: StayCard | null;
  stallNo: string | null;
  enteredAt: number;
  entranceId: string;
  entranceName: string;
  entryCapture: string | null;
  leftAt: number | null;
  exitId: string | null;
  exitName: string | null;
  exitCapture: string | null;
}

/** The lot's stalls at one instant. */
export interface StallNumbers {
  total: number;
  used: number;
  /** Places for cars without a booking. */
  free: number;
  reserved: number;
}

/** What a stay cost, fen: receivable = discount + received + what is still owed. */
export interface Sums {
  receivable: number;
  discount: number;
  received: number;
}

export type PayType = 'cash' | 'wechat' | 'alipay' | 'unionpay' | 'etc' | 'other';
export type CouponType = 'none' | 'amount' | 'hours' | 'fraction' | 'free';

/** A discount that was taken off a charge (table 24). */
export interface AppliedDiscount {
  id: string;
  couponNo: string | null;
  type: CouponType;
  /** Fen for an amount, hours for a time, the share taken off for a fraction, 1 for free. */
  value: number;
  channel: string | null;
  channelOrgCode: string | null;
}

/** Money taken for a stay (table 23), fen. */
export interface ChargeRecord extends Sums {
  id: string;
  orderNo: string | null;
  paidAt: number;
  payType: PayType;
  /** Where it was paid, in the driver's words. */
  payFrom: string;
  discounts: AppliedDiscount[];
}

/** Order kinds of tables 45 and 49. */
export type OrderKind = 'purchase' | 'overdue';

export type StallPhysical = 'usable' | 'broken' | 'blocked';
export type StallUsage = 'free' | 'booked' | 'taken';
export type PictureKind = 'price-board' | 'map' | 'stall-plan' | 'other';

/** What is wrong, or worth a look, by table A.3. */
export type EventType = 'cloned-plate' | 'device-fault' | 'illegal-parking' | 'control-hit';
export type EventLevel = 'normal' | 'warning' | 'fault' | 'severe';

/** What must be told to every platform that takes it, in the words of the domain. Money is in fen. */
export type Report =
  | { kind: 'entered'; stay: StayRecord; numbers: StallNumbers; operator: string | null }
  | {
      kind: 'left';
      stay: StayRecord;
      numbers: StallNumbers;
      operator: string | null;
      sums: Sums;
      /** Paid back before it left; absent: nothing. No part of the sums (tables 21 and 30: 不包括退费). */
      refunded?: number;
      chargeIds: readonly string[];
    }
  /** The record of a stay was put right; `id` tells one correction of it from the next. */
  | { kind: 'corrected'; id: string; stay: StayRecord; sums: Sums; chargeIds: readonly string[] }
  | { kind: 'charged'; stay: StayRecord; charge: ChargeRecord }
  /** The lot's numbers after something changed them: the state of one instant, so a newer one makes an older one moot. */
  | { kind: 'counts'; numbers: StallNumbers }
  /** One stall's state: moot once there is a newer one of the same stall. */
  | { kind: 'stall'; stallNo: string; physical: StallPhysical; usage: StallUsage; at: number }
  | {
      kind: 'event';
      id: string;
      at: number;
      type: EventType;
      level: EventLevel;
      plate: string | null;
      stallNo: string | null;
      position: string | null;
      text: string;
    }
  /** Reserved cars first was switched on or off (6.3.6). */
  | { kind: 'priority'; id: string; at: number; on: boolean; remark: string | null }
  // Base data: each is the whole of what it is about, so a newer one makes an older one moot.
  | { kind: 'lot'; name: string; totalStalls: number; reservable: number; registration: Registration }
  | { kind: 'gate'; gate: Gate }
  | { kind: 'stall-info'; stallNo: string; lot: Registration['kind']; traits: StallTraits }
  | { kind: 'charge-standard'; standard: NonNullable<Registration['chargeStandard']> }
  | { kind: 'business'; business: BusinessKind; supported: boolean; url: string | null }
  | { kind: 'plan'; plan: SharePlan }
  /** `file` is absolute; `sha256` of its content tells one picture from the next. */
  | { kind: 'picture'; picture: PictureKind; file: string; sha256: string; takenAt: number }
  // Shared parking (6.2.1).
  | { kind: 'paid'; payment: OrderPayment }
  | { kind: 'overdue'; overdue: OverdueOrder }
  | { kind: 'refunded'; refund: RefundResult }
  | { kind: 'order-changed'; id: string; order: ChangedOrder };
export type ReportOf<K extends Report['kind']> = Extract<Report, { kind: K }>;

export type BusinessKind = 'e-invoice' | 'payment' | 'month-card-renewal';

/** An entrance or exit as table 12 has it. `id` is 32 hex digits. */
export interface Gate {
  id: string;
  name: string;
  roadName: string | null;
  type: 'entrance' | 'exit' | 'both';
  longitude: number;
  latitude: number;
  status: 'normal' | 'removed' | 'closed';
}

export interface OrderPayment {
  orderNo: string;
  orderKind: OrderKind;
  ok: boolean;
  payType: PayType | null;
  paidAt: number | null;
  amount: number;
  discount: number;
  transactionId: string | null;
}

/** Time parked outside a shared-parking order, computed at the exit (table 47). */
export interface OverdueOrder {
  orderNo: string;
  overdueNo: string;
  plate: string;
  carColour: CarColour | null;
  enteredAt: number;
  leftAt: number;
  /** Minutes outside the order. */
  minutes: number;
  amount: number;
  parkName: string;
  state: 'unpaid' | 'paid' | 'void';
}

export interface RefundResult {
  refundNo: string;
  orderNo: string;
  orderKind: OrderKind;
  ok: boolean;
  remark: string;
  whole: boolean;
  amount: number;
}

/** An order changed on this side (table 51). */
export interface ChangedOrder {
  orderNo: string;
  state: 'active' | 'ended';
  plate: string;
  plateColour: PlateColour;
  from: number;
  to: number;
  reason: string | null;
}

/** One report in one platform's own form, ready to be kept until it is acknowledged. */
export interface OutboxItem {
  platform: string;
  interface: string;
  /** The same id again is the same report: it is kept once. */
  businessId: string;
  /** Items with one key are delivered in the order they were recorded. */
  orderKey: string;
  payload: unknown;
  /** A state rather than an event: unsettled items of the same interface and order key become moot. */
  supersedes: boolean;
  /** Whether it holds up what follows on its key while it is parked (the default). */
  holds?: boolean;
}

/**
 * Words a report for one platform; nothing when that platform does not take this kind. Called inside the transaction that
 * records it: a platform that numbers its orders keeps the number there.
 */
export type Reporter = (report: Report, at: number) => readonly OutboxItem[];
