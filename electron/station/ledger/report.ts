import type { CarColour, CarModel, PlateColour, VehicleClass } from '../../contract/vocabulary.ts';

/** A stay as the platforms need it. Instants are UTC ms, `id` is 32 hex digits. */
export interface StayRecord {
  id: string;
  plate: string;
  plateRead: string;
  plateColour: PlateColour;
  carColour: CarColour | null;
  carModel: CarModel | null;
  class: VehicleClass;
  bookingCode: string | null;
  enteredAt: number;
  entranceName: string;
  leftAt: number | null;
  exitName: string | null;
}

/** What must be told to every platform that takes it, in the words of the domain. Money is in fen. */
export type Report =
  | { kind: 'entered'; stay: StayRecord }
  | { kind: 'left'; stay: StayRecord; receivable: number; discount: number; received: number }
  /** The lot's numbers after something changed them: the state of one instant, so a newer one makes an older one moot. */
  | { kind: 'counts'; used: number; free: number; reserved: number }
  /** A barrier out of service: event 1002 of table A.3. */
  | { kind: 'device-fault'; id: string; at: number; position: string; text: string };

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
}

/** Words a report for one platform; null when that platform does not take this kind. Pure. */
export type Reporter = (report: Report, at: number) => OutboxItem | null;
