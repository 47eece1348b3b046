import type { Tx } from '../ledger/record.ts';
import type { PassageFacts } from '../parking/passages.ts';
import type { PassedVehicle } from '../parking/stays.ts';
import type { LaneEffect } from './events.ts';
import type { LaneParts } from './parts.ts';
import type { Arrival } from './state.ts';

/** The vehicle that went through last, as the card shows it. Instants are UTC ms. */
export interface LastPassage {
  plate: string;
  at: number;
  authorised: boolean;
  assumed: boolean;
}

type PassageEffect = Extract<LaneEffect, { do: 'passage' }>;
type NoteEffect = Extract<LaneEffect, { do: 'note' }>;

/** A picture this old may still show a vehicle that nobody let through. */
const PICTURE_MS = 10_000;

/** Writes what an effect leaves in the book. `held`: the arm is held up by hand. */
export function writeEffect(tx: Tx, effect: LaneEffect, held: boolean, parts: LaneParts): void {
  switch (effect.do) {
    case 'note':
      writeNote(tx, effect, parts.config.id);
      return;
    case 'passage':
      parts.recordPassage(tx, parts.config, passageFacts(effect, held, parts));
      return;
    case 'open':
    case 'close':
    case 'judge':
    case 'start-timer':
    case 'stop-timer':
      return;
  }
}

function writeNote(tx: Tx, { fact, at, arrival, who, because }: NoteEffect, laneId: string): void {
  tx.fact({
    kind: fact,
    at,
    laneId,
    arrivalId: arrival?.id ?? null,
    bookingCode: arrival?.bookingCode ?? null,
    plate: arrival?.plate ?? null,
    who,
    reason: because ?? arrival?.verdict.reason ?? null,
    data: arrival ? { verdict: arrival.verdict, captureId: arrival.captureId } : {},
  });
}

function passageFacts(effect: PassageEffect, held: boolean, parts: LaneParts): PassageFacts {
  const { arrival, authorisation } = effect;
  return {
    at: effect.at,
    assumed: effect.assumed,
    cause: authorisation?.cause ?? (effect.by ? 'by-hand' : held ? 'hold' : 'unauthorised'),
    arrivalId: arrival?.id ?? null,
    vehicle: arrival && vehicleOf(arrival),
    stayId: arrival?.stayId ?? null,
    who: authorisation?.who ?? effect.by,
    because: authorisation?.because ?? null,
    nearestCaptureId: arrival ? null : parts.newestCapture(parts.config.id, effect.at - PICTURE_MS),
  };
}

const vehicleOf = (arrival: Arrival): PassedVehicle => ({
  plate: arrival.plate,
  plateRead: arrival.plateRead,
  plateColour: arrival.plateColour,
  carColour: arrival.carColour,
  carModel: arrival.carModel,
  class: arrival.class,
  // A booking that could not be used is shown with the car, but stays what it is.
  bookingCode: arrival.class === 'reserved' ? arrival.bookingCode : null,
  orderNo: arrival.class === 'reserved' ? arrival.orderNo : null,
  captureId: arrival.captureId,
});

/** The passage among the effects of one step; null when there is none. */
export function lastPassageOf(effects: readonly LaneEffect[], held: boolean): LastPassage | null {
  const passage = effects.findLast((effect): effect is PassageEffect => effect.do === 'passage');
  if (!passage) return null;
  return {
    plate: passage.arrival?.plate ?? '',
    at: passage.at,
    authorised: passage.authorisation !== null || passage.by !== null || held,
    assumed: passage.assumed,
  };
}
