import type {
  Action,
  CarColour,
  CarModel,
  OpeningCause,
  PlateColour,
  Reason,
  VehicleClass,
} from '../../contract/vocabulary.ts';
import type { StayCard } from '../ledger/report.ts';

/** A decision as it was taken: kept with the arrival, worded by the window, never taken again for the record. */
export interface Verdict {
  action: Action;
  reason: Reason;
  figures: Record<string, number | string>;
}

/** A booking, a shared-parking order, a card or an open stay whose plate the camera may have misread. */
export interface Candidate {
  id: string;
  kind: 'booking' | 'entitlement' | 'card' | 'stay';
  plate: string;
  differs: number[];
}

/** A car that may come in when it is its turn (6.3.4). `heldPlace`: a place of its own is kept for it. */
export interface Turn {
  heldPlace: boolean;
}

/** One vehicle at one lane, however often it was captured. Instants are UTC ms. */
export interface Arrival {
  id: string;
  /** When its first capture was taken. */
  at: number;
  lastCaptureAt: number;
  /** The capture that is shown and filed with the stay. */
  captureId: string;
  /** Normalised; what a person typed, once they did. Empty when nothing was read. */
  plate: string;
  /** The camera's own text. */
  plateRead: string;
  plateValid: boolean;
  plateColour: PlateColour;
  doubtful: number[];
  confidence: number | null;
  carColour: CarColour | null;
  carModel: CarModel | null;
  /** True once a person said which plate it is: cameras no longer change it. */
  byHand: boolean;
  /** Its right to pass was withheld once: a person gives it, or a camera that sees it afresh. */
  onlyByPerson: boolean;
  /** Another car may stand between it and the arm: a person lets it through, or a camera once the approach loop was clear. */
  frontUnsure: boolean;
  class: VehicleClass;
  bookingCode: string | null;
  /** The shared-parking order that it comes in on. */
  orderNo: string | null;
  /** The month card, or the line of the free list, that it comes in on. */
  card: StayCard | null;
  stayId: string | null;
  verdict: Verdict;
  /** Null: it does not come in by itself, whoever's turn it is. */
  turn: Turn | null;
  candidates: Candidate[];
}

/** The right of one vehicle to go through once. */
export interface Authorisation {
  id: string;
  /** The opening of the arm that it goes through: its own (the same id), or that of the hold it comes in under. */
  opening: string;
  at: number;
  cause: OpeningCause;
  /** Person's id; null when the machine gave it. */
  who: string | null;
  because: string | null;
}

/**
 * Where a lane stands. Undecided: nobody has a right to pass. `intruder`: something is on the passage loop that nobody
 * let through. `next`: the vehicle behind, captured before the arm failed for the one in front.
 */
export type UndecidedState =
  | { phase: 'idle'; since: number; intruder: Intruder | null }
  | {
      phase: 'waiting' | 'asking' | 'refused';
      since: number;
      arrival: Arrival;
      intruder: Intruder | null;
      next: Arrival | null;
    };

/**
 * One vehicle has a right to pass. opening: the arm was told to rise; passing: it is up; unsure: nothing tells whether
 * the vehicle went, a person says.
 */
export interface GrantedState {
  phase: 'opening' | 'passing' | 'unsure';
  since: number;
  /** Null when it was opened by hand and no camera saw for whom. */
  arrival: Arrival | null;
  authorisation: Authorisation;
  /** The vehicle is, or was when last seen, on the passage loop. */
  onLoop: boolean;
  /** Since when the passage loop is clear again behind it; it has passed once it stays so. */
  clearSince: number | null;
  /** The vehicle behind it, captured already. */
  next: Arrival | null;
  /** The sensors could not be read for so long since it was let through that another may stand in front by now. */
  resumed: boolean;
  /** The sensors could not be read for a while since, however short: its passage may have gone unseen. */
  unseen: boolean;
}

export type LaneState = UndecidedState | GrantedState;

export interface Intruder {
  since: number;
  /** The arm was down when it came onto the loop. */
  armWasDown: boolean;
}

export type Phase = LaneState['phase'];

/** What the lane's sensors can tell. */
export interface LaneSenses {
  passage: boolean;
  approach: boolean;
  /** Whether there is a limit switch for the raised arm. */
  openedLimit: boolean;
  /** Whether there is a limit switch for the lowered arm. */
  closedLimit: boolean;
}

/** The vehicles that a lane knows of. */
export function carsOf(state: LaneState): Arrival[] {
  const here = 'arrival' in state ? state.arrival : null;
  const behind = 'next' in state ? state.next : null;
  return [here, behind].filter((arrival) => arrival !== null);
}

export const idle = (since: number, intruder: Intruder | null = null): UndecidedState => ({
  phase: 'idle',
  since,
  intruder,
});
