import type { CarColour, CarModel, PlateColour } from '../../contract/vocabulary.ts';
import type { Tx } from '../ledger/record.ts';

/** A lock or a change as it comes from a platform (table 63), in the words of the domain. Instants are UTC ms. */
export interface BookingRequest {
  code: string;
  /** As sent; the desk normalises it. */
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
  | 'code-taken'
  | 'no-capacity'
  | 'stall-unknown'
  | 'stall-taken'
  | 'bad-times'
  | 'unknown-booking'
  | 'cancelled'
  | 'expired'
  | 'used';

export type LockOutcome =
  | { outcome: 'locked'; stallNo: string | null; remaining: number }
  /** The same lock again in its validity: nothing changed. */
  | { outcome: 'same'; stallNo: string | null }
  | { outcome: 'refused'; because: BookingRefusal };

export type ConfirmOutcome = { outcome: 'done' } | { outcome: 'refused'; because: BookingRefusal };

/** Where bookings are kept. Every act runs inside the caller's transaction, so that its reply is kept with it. */
export interface BookingDesk {
  lock(tx: Tx, request: BookingRequest): LockOutcome;
  confirm(tx: Tx, code: string): ConfirmOutcome;
  cancel(tx: Tx, code: string): ConfirmOutcome;
}
