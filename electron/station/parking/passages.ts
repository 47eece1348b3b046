import type { LaneConfig } from '../../contract/site.ts';
import type { Tx } from '../ledger/record.ts';
import type { StayRecord } from '../ledger/report.ts';
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
  use(tx: Tx, code: string, stayId: string): void;
  finish(tx: Tx, code: string): void;
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
}

/** An entry opens a stay when the car has passed, an exit closes it; counts follow from stays alone. */
export function createPassages(totalStalls: number, stays: Stays, places: BookedPlaces): Passages {
  function counts(now: number): Counts {
    const used = stays.inside();
    const reserved = places.heldNow(now);
    return { used, reserved, free: Math.max(0, totalStalls - used - reserved) };
  }

  function reportCounts(tx: Tx, factSeq: number | null): void {
    tx.report({ kind: 'counts', ...counts(tx.at) }, factSeq);
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
    if (!passage.vehicle || passage.vehicle.plate === '') return null;
    const stay = stays.enter(tx, passage.vehicle, {
      at: passage.at,
      laneId: lane.id,
      laneName: lane.name,
      cause: passage.cause,
    });
    if (stay.bookingCode) places.use(tx, stay.bookingCode, stay.id);
    return stay;
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
    if (stay.bookingCode) places.finish(tx, stay.bookingCode);
    return stay;
  }

  return { record, reportCounts, counts };
}
