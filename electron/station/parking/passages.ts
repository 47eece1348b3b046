import type { LaneConfig } from '../../contract/site.ts';
import type { Tx } from '../ledger/record.ts';
import type { StayRecord } from '../ledger/report.ts';
import { newId } from './stays.ts';
import type { PassageCause, PassedVehicle, Stays } from './stays.ts';

/** A vehicle that went through a lane. Instants are UTC ms. */
export interface PassageFacts {
  at: number;
  /** When it is not known for certain that it went: no sensor said so. */
  assumed: boolean;
  cause: PassageCause;
  arrivalId: string | null;
  /** Null when no camera saw it. */
  vehicle: PassedVehicle | null;
  stayId: string | null;
  /** Person's id, when a person let it through or said that it went. */
  who: string | null;
  because: string | null;
  /** The last picture of the lane, for a passage that nobody let through. */
  nearestCaptureId: string | null;
}

/** What passages need from the bookings. */
export interface BookedPlaces {
  /** False: the booking is not to be had any more. */
  use(tx: Tx, code: string, stayId: string): boolean;
  finish(tx: Tx, code: string, stayId: string): void;
  heldNow(now: number): number;
}

/** The lot's numbers, as the board and table 28 show them. */
export interface Counts {
  used: number;
  /** Places for cars without a booking. */
  free: number;
  reserved: number;
}

export interface Passages {
  /** Writes a passage: the stay it opens or closes, what must be reported, and the fact. Inside the caller's record. */
  record(tx: Tx, lane: LaneConfig, passage: PassageFacts): void;
  /** Reports the lot's numbers, tied to the fact that changed them. */
  reportCounts(tx: Tx, factSeq: number | null): void;
  counts(now: number): Counts;
  /** Reports the numbers when time alone has changed them since they were last reported (8.1.1 b). */
  reportDrift(tx: Tx): void;
}

/** An entry opens a stay when the car has passed, an exit closes it; counts follow from stays alone. */
export function createPassages(totalStalls: number, stays: Stays, places: BookedPlaces): Passages {
  function counts(now: number): Counts {
    const used = stays.inside();
    const reserved = places.heldNow(now);
    return { used, reserved, free: Math.max(0, totalStalls - used - reserved) };
  }

  let told: string | null = null;

  function reportCounts(tx: Tx, factSeq: number | null): void {
    const numbers = counts(tx.at);
    told = JSON.stringify(numbers);
    tx.report({ kind: 'counts', ...numbers }, factSeq);
  }

  function reportDrift(tx: Tx): void {
    if (told !== JSON.stringify(counts(tx.at))) reportCounts(tx, null);
  }

  function record(tx: Tx, lane: LaneConfig, passage: PassageFacts): void {
    const stay = lane.direction === 'entrance' ? enter(tx, lane, passage) : leave(tx, lane, passage);
    const authorised = passage.cause !== 'unauthorised';
    const factSeq = tx.fact({
      kind: authorised ? (lane.direction === 'entrance' ? 'entered' : 'left') : 'unauthorised-passage',
      at: passage.at,
      laneId: lane.id,
      arrivalId: passage.arrivalId,
      stayId: stay?.id ?? null,
      bookingCode: stay?.bookingCode ?? null,
      plate: passage.vehicle?.plate ?? null,
      who: passage.who,
      reason: passage.because,
      data: {
        cause: passage.cause,
        assumed: passage.assumed,
        captureId: passage.vehicle?.captureId ?? passage.nearestCaptureId,
      },
    });
    if (!stay) return;
    tx.report(
      lane.direction === 'entrance'
        ? { kind: 'entered', stay }
        : { kind: 'left', stay, receivable: 0, discount: 0, received: 0 },
      factSeq,
    );
    reportCounts(tx, factSeq);
  }

  function enter(tx: Tx, lane: LaneConfig, passage: PassageFacts): StayRecord | null {
    // Without a plate there is nothing to find at the exit and nothing the platform takes: the fact and its picture stand.
    const { vehicle } = passage;
    if (!vehicle || vehicle.plate === '') return null;
    // Inside already, and coming in again: the exit between was missed. One vehicle counts once.
    if (stays.supersede(tx, vehicle.plate) > 0) {
      tx.fact({ kind: 'corrected', laneId: lane.id, plate: vehicle.plate, reason: 'already-inside' });
    }
    const id = newId();
    // The platform may have cancelled while the car drove in: then it is in, and not as a reserved one.
    const booked = vehicle.bookingCode !== null && places.use(tx, vehicle.bookingCode, id);
    const as = booked ? vehicle : { ...vehicle, class: 'other' as const, bookingCode: null };
    return stays.enter(tx, id, as, {
      at: passage.at,
      laneId: lane.id,
      laneName: lane.name,
      cause: passage.cause,
    });
  }

  function leave(tx: Tx, lane: LaneConfig, passage: PassageFacts): StayRecord | null {
    const open = passage.stayId ? stays.byId(passage.stayId) : null;
    if (!open || open.leftAt !== null) return null;
    const stay = stays.leave(tx, open.id, passage.vehicle?.captureId ?? null, {
      at: passage.at,
      laneId: lane.id,
      laneName: lane.name,
      cause: passage.cause,
    });
    if (stay.bookingCode) places.finish(tx, stay.bookingCode, stay.id);
    return stay;
  }

  return { record, reportCounts, reportDrift, counts };
}
