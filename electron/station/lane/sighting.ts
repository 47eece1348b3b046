import type { Capture } from '../../../native/camera/contract.ts';
import type { CarColour, CarModel } from '../../contract/vocabulary.ts';
import { isOneMisread } from '../policy/plate-match.ts';
import { parsePlate } from '../policy/plate.ts';
import type { Arrival } from './state.ts';

/** What one capture says of a vehicle, before anything is decided. */
export interface Seen {
  captureId: string;
  capturedAt: number;
  plate: string;
  plateRead: string;
  plateValid: boolean;
  plateColour: Arrival['plateColour'];
  doubtful: number[];
  confidence: number | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
}

/** Normalises a capture. `minConfidence`: characters below it are marked for the attendant. */
export function see(capture: Capture, captureId: string, minConfidence: number): Seen {
  const plate = parsePlate(capture.plate);
  const sure = capture.charConfidence ?? [];
  // The camera counts the characters it read; only when none was dropped in normalising do the places agree.
  const doubtful =
    sure.length === plate.text.length ? sure.flatMap((value, index) => (value < minConfidence ? [index] : [])) : [];
  return {
    captureId,
    capturedAt: capture.capturedAt,
    plate: plate.text,
    plateRead: capture.plate,
    plateValid: plate.valid,
    plateColour: capture.plateColour,
    doubtful,
    confidence: capture.confidence,
    carColour: capture.carColour,
    carModel: capture.carModel,
  };
}

/**
 * Whether a capture shows the vehicle of an arrival: the same plate for as long as nothing passed (a parked car is read
 * again and again), or a plate one misread away, or none, within `sameVehicleMs` of its last capture (below 0: never).
 */
export function isSameVehicle(arrival: Arrival, seen: Seen, sameVehicleMs: number): boolean {
  const read = parsePlate(arrival.plateRead).text;
  if (seen.plate !== '' && (seen.plate === arrival.plate || seen.plate === read)) return true;
  if (Math.abs(seen.capturedAt - arrival.lastCaptureAt) > sameVehicleMs) return false;
  return arrival.plate === '' || mayBe(seen.plate, arrival.plate) || mayBe(seen.plate, read);
}

/** Whether a reading, or none, may be of this plate. */
export const mayBe = (read: string, plate: string): boolean => read === '' || isOneMisread(read, plate);

/** The arrival with what a further capture adds: the better reading is kept, a person's word always. */
export function merge(arrival: Arrival, seen: Seen): Arrival {
  const lastCaptureAt = Math.max(arrival.lastCaptureAt, seen.capturedAt);
  const better =
    seen.plateValid !== arrival.plateValid
      ? seen.plateValid
      : (seen.confidence ?? 0) > (arrival.confidence ?? 0) && seen.plate !== '';
  if (arrival.byHand || !better) return { ...arrival, lastCaptureAt };
  const { capturedAt: _, ...reading } = seen;
  return { ...arrival, ...reading, lastCaptureAt };
}

/** A vehicle that was not seen here before, about which nothing is decided. */
export function newArrival(id: string, seen: Seen): Arrival {
  const { capturedAt, ...reading } = seen;
  return {
    id,
    at: capturedAt,
    lastCaptureAt: capturedAt,
    ...reading,
    byHand: false,
    onlyByPerson: false,
    frontUnsure: false,
    class: 'other',
    bookingCode: null,
    orderNo: null,
    card: null,
    stayId: null,
    verdict: { action: 'ask', reason: 'plate-unreadable', figures: {} },
    turn: null,
    candidates: [],
  };
}
