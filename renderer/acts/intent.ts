import type { ArrivalView, LaneAct, LaneView } from '../../electron/contract/board.ts';
import type { CommandInput, CommandName } from '../../electron/contract/commands.ts';

/** One press of the attendant: the command and its input, but for the key that is made when it is sent. */
export type Press = {
  [C in LaneCommand]: { command: C; input: Omit<CommandInput<C>, 'key'>; laneId: string };
}[LaneCommand];
type LaneCommand =
  Extract<CommandName, `lane.${string}` | `exit.${string}`> | 'charges.pay-cash' | 'charges.show-code' | 'charges.scan';

/** Acts whose reason is asked, and their lists of ready reasons. */
export type ReasonKind = 'release' | 'refuse' | 'open-by-hand' | 'hold-open';

/** Acts that are asked once more before they are sent. */
export type SureKind = 'turn-away' | 'turn-away-exit' | 'return-to-service';

/** What pressing an act leads to. */
export type Intent =
  | { kind: 'send'; press: Press }
  | { kind: 'reason'; reasons: ReasonKind; optional: boolean; act: LaneAct; press: (because?: string) => Press }
  | { kind: 'sure'; sure: SureKind; press: Press }
  | { kind: 'edit-plate' }
  /** Money, or a time, is asked for first. */
  | { kind: 'pay'; act: 'pay' | 'collect-debts'; arrivalId: string }
  | { kind: 'supply-entry'; arrivalId: string }
  /** The act is not (any longer) offered, or its car is gone. */
  | { kind: 'nothing' };

/** The car was matched to a booking good for now, and the attendant is to compare the two (C.2.3.2 b). */
export function asksConfirmation({ arrival, attention, direction, kind }: LaneView): boolean {
  if (
    direction === 'exit' ||
    attention !== 'ask' ||
    arrival === null ||
    arrival.booking === null ||
    arrival.class !== 'reserved'
  )
    return false;
  return kind === 'confirm' || arrival.decision.reason === 'booking-needs-confirmation';
}

/** The rules keep this car out, or the full lot does: letting it through is an override and needs a reason. */
function overrides({ decision }: ArrivalView): boolean {
  const { action, figures } = decision;
  return action === 'hold' || action === 'refuse' || figures.against !== undefined;
}

/** `reasonNeeded`: the station has asked for one, whatever the window thought. */
export function intentOf(lane: LaneView, act: LaneAct, reasonNeeded = false): Intent {
  if (!lane.acts.includes(act)) return { kind: 'nothing' };
  const laneId = lane.id;
  // After a restart the station may know that a car was there, and not which.
  const carOrNone = { laneId, arrivalId: lane.arrival?.id ?? null };
  switch (act) {
    case 'open-by-hand':
    case 'hold-open': {
      const command = act === 'open-by-hand' ? 'lane.open-by-hand' : 'lane.hold-open';
      const press = (because = '') => ({ command, laneId, input: { laneId, because } }) satisfies Press;
      return { kind: 'reason', reasons: act, optional: false, act, press };
    }
    case 'end-hold':
      return { kind: 'send', press: { command: 'lane.end-hold', laneId, input: { laneId } } };
    case 'return-to-service':
      return {
        kind: 'sure',
        sure: 'return-to-service',
        press: { command: 'lane.return-to-service', laneId, input: { laneId } },
      };
    case 'close':
      return { kind: 'send', press: { command: 'lane.close', laneId, input: { laneId } } };
    case 'stop':
      return { kind: 'send', press: { command: 'lane.stop', laneId, input: { laneId } } };
    case 'turn-away':
      return {
        kind: 'sure',
        sure: lane.direction === 'exit' ? 'turn-away-exit' : 'turn-away',
        press: { command: 'lane.turn-away', laneId, input: carOrNone },
      };
    case 'passed':
      return { kind: 'send', press: { command: 'lane.passed', laneId, input: carOrNone } };
    case 'release':
    case 'release-as-other':
    case 'refuse':
    case 'correct':
    case 'no-plate':
    case 'pay':
    case 'collect-debts':
    case 'supply-entry':
      return lane.arrival === null ? { kind: 'nothing' } : intentFor(lane, lane.arrival, act, reasonNeeded);
  }
}

type ActOnCar = Extract<
  LaneAct,
  'release' | 'release-as-other' | 'refuse' | 'correct' | 'no-plate' | 'pay' | 'collect-debts' | 'supply-entry'
>;

function intentFor(lane: LaneView, arrival: ArrivalView, act: ActOnCar, reasonNeeded: boolean): Intent {
  const laneId = lane.id;
  const car = { laneId, arrivalId: arrival.id };
  switch (act) {
    case 'release':
    case 'release-as-other': {
      const as = act === 'release-as-other' ? 'other' : asksConfirmation(lane) ? 'reserved' : undefined;
      const press = (because?: string): Press => ({
        command: 'lane.release',
        laneId,
        input: { ...car, ...(as === undefined ? {} : { as }), ...(because === undefined ? {} : { because }) },
      });
      return overrides(arrival) || reasonNeeded
        ? { kind: 'reason', reasons: 'release', optional: false, act, press }
        : { kind: 'send', press: press() };
    }
    case 'refuse': {
      const press = (because?: string): Press => ({
        command: 'lane.refuse',
        laneId,
        input: because === undefined ? car : { ...car, because },
      });
      return { kind: 'reason', reasons: 'refuse', optional: !reasonNeeded, act, press };
    }
    case 'correct':
      return { kind: 'edit-plate' };
    case 'pay':
    case 'collect-debts':
      return { kind: 'pay', act, arrivalId: arrival.id };
    case 'supply-entry':
      return { kind: 'supply-entry', arrivalId: arrival.id };
    case 'no-plate':
      return { kind: 'send', press: { command: 'lane.no-plate', laneId, input: car } };
  }
}

export function correctPlate(lane: LaneView, plate: string): Press | null {
  if (lane.arrival === null) return null;
  return { command: 'lane.correct', laneId: lane.id, input: { laneId: lane.id, arrivalId: lane.arrival.id, plate } };
}

export function takeCandidate(lane: LaneView, candidateId: string): Press | null {
  const { arrival } = lane;
  if (arrival === null || !arrival.candidates.some(({ id }) => id === candidateId)) return null;
  return {
    command: 'lane.take-candidate',
    laneId: lane.id,
    input: { laneId: lane.id, arrivalId: arrival.id, candidateId },
  };
}
