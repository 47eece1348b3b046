import type { Tx } from '../ledger/record.ts';
import type { Opening } from '../parking/openings.ts';
import type { PassageFacts } from '../parking/passages.ts';
import type { PassedVehicle } from '../parking/stays.ts';
import { bystandersAfter } from './bystanders.ts';
import type { LaneEffect, LaneEvent, LaneStep } from './events.ts';
import type { LaneParts } from './parts.ts';
import type { Arrival } from './state.ts';
import type { LaneMemory } from './store.ts';

/** The vehicle that went through last, as the card shows it. Instants are UTC ms. */
export interface LastPassage {
  plate: string;
  at: number;
  authorised: boolean;
  assumed: boolean;
  /** It came in as a reserved car. */
  reserved: boolean;
}

type PassageEffect = Extract<LaneEffect, { do: 'passage' }>;
type NoteEffect = Extract<LaneEffect, { do: 'note' }>;

/** A picture this old may still show a vehicle that nobody let through. */
const PICTURE_MS = 10_000;

/** What a lane remembers after a step. */
export function memoryAfter(memory: LaneMemory, event: LaneEvent, { state, effects }: LaneStep): LaneMemory {
  return {
    ...memory,
    state,
    lastPassage: lastPassageOf(effects, memory.hold !== null) ?? memory.lastPassage,
    foundOpen: foundOpenAfter(memory.foundOpen, event, effects),
    bystanders: bystandersAfter(memory.bystanders, memory.state, event, effects),
  };
}

/** An arm that others raised is theirs until it comes down, or until we raise it ourselves. */
function foundOpenAfter(before: string | null, event: LaneEvent, effects: readonly LaneEffect[]): string | null {
  const found = effects.find((effect) => effect.do === 'found-open');
  if (found) return found.opening;
  const down = event.type === 'arm-closed' || (event.type === 'resumed' && event.arm === 'closed');
  return down || effects.some((effect) => effect.do === 'open') ? null : before;
}

/** Writes what an effect leaves in the book. `memory`: the lane's, before the step. */
export function writeEffect(tx: Tx, effect: LaneEffect, memory: LaneMemory, parts: LaneParts): void {
  switch (effect.do) {
    case 'note':
      writeNote(tx, effect, parts.config.id);
      return;
    case 'passage':
      parts.recordPassage(tx, parts.config, passageFacts(effect, memory, parts));
      return;
    case 'open': {
      const { authorisation } = effect;
      parts.recordOpening(tx, openingOf(parts, effect.at, authorisation.id, authorisation, effect.arrival));
      return;
    }
    case 'found-open': {
      const by = { cause: 'unknown', who: null, because: null } as const;
      parts.recordOpening(tx, openingOf(parts, effect.at, effect.opening, by, effect.arrival));
      return;
    }
    case 'close':
    case 'judge':
    case 'start-timer':
    case 'stop-timer':
      return;
  }
}

/** A line of the ledger of openings. */
export const openingOf = (
  { config }: Pick<LaneParts, 'config'>,
  at: number,
  id: string,
  { cause, who, because }: Pick<Opening, 'cause' | 'who' | 'because'>,
  arrival: Arrival | null,
): Opening => ({
  id,
  at,
  laneId: config.id,
  cause,
  who,
  because,
  arrivalId: arrival?.id ?? null,
  plate: arrival?.plate ?? null,
  class: arrival?.class ?? null,
});

function writeNote(tx: Tx, { fact, at, arrival, who, because, opening }: NoteEffect, laneId: string): void {
  tx.fact({
    kind: fact,
    at,
    laneId,
    arrivalId: arrival?.id ?? null,
    bookingCode: arrival?.bookingCode ?? null,
    plate: arrival?.plate ?? null,
    who,
    reason: because ?? arrival?.verdict.reason ?? null,
    data: {
      ...(arrival && { verdict: arrival.verdict, captureId: arrival.captureId }),
      ...(opening !== null && { opening }),
    },
  });
}

function passageFacts(effect: PassageEffect, { hold, foundOpen }: LaneMemory, parts: LaneParts): PassageFacts {
  const { arrival, authorisation } = effect;
  return {
    at: effect.at,
    assumed: effect.assumed,
    cause: authorisation?.cause ?? (effect.by ? 'by-hand' : hold ? 'hold' : 'unauthorised'),
    openingId: authorisation?.opening ?? hold?.id ?? foundOpen,
    arrivalId: arrival?.id ?? null,
    vehicle: arrival && vehicleOf(arrival),
    stayId: arrival?.stayId ?? null,
    who: authorisation?.who ?? effect.by,
    because: authorisation?.because ?? null,
    arrivedAt: arrival?.at ?? null,
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
  card: arrival.card,
  captureId: arrival.captureId,
});

/** The passage among the effects of one step; null when there is none. */
function lastPassageOf(effects: readonly LaneEffect[], held: boolean): LastPassage | null {
  const passage = effects.findLast((effect): effect is PassageEffect => effect.do === 'passage');
  if (!passage) return null;
  return {
    plate: passage.arrival?.plate ?? '',
    at: passage.at,
    authorised: passage.authorisation !== null || passage.by !== null || held,
    assumed: passage.assumed,
    reserved: passage.arrival?.class === 'reserved',
  };
}
