import type { LaneEvent, LaneStep } from './events.ts';
import {
  after,
  askAgain,
  isByHand,
  isUndecided,
  isUp,
  note,
  passed,
  passedUnasked,
  stay,
  stopTimers,
  unsure,
  waitForVehicle,
} from './machine-moves.ts';
import { foundOut } from './machine-resume.ts';
import type { GrantedState, LaneSenses, LaneState } from './state.ts';

/**
 * Whether a vehicle that is not in front any more has gone back: its loop would have told of a passage, and was read all the
 * time. An arm that a hand lifted stays up until a person has looked.
 */
const hasGoneBack = ({ authorisation, unseen }: GrantedState, senses: LaneSenses): boolean =>
  senses.passage && !unseen && !isByHand(authorisation) && authorisation.cause !== 'hold';

/** The right was given to one vehicle, which did not use it: nobody has it any more. */
function expired(state: GrantedState, at: number): LaneStep {
  const then = after(at, { intruder: null, next: state.next });
  return {
    state: then.state,
    effects: [...stopTimers, note('grant-expired', at, state.arrival), { do: 'close' }, ...then.effects],
  };
}

/** Nothing told of the vehicle, and nothing will. */
function assumed(state: LaneState, event: Extract<LaneEvent, { type: 'timer' }>, senses: LaneSenses): LaneStep {
  if ((state.phase !== 'passing' && state.phase !== 'opening') || state.onLoop) return stay(state);
  if (!senses.passage) return passed(state, event.at, true, null);
  // It left its place while nobody could see, and has not come onto the loop since. Somebody in front may be that vehicle.
  return event.gone ? foundOut(state, event.at, true) : { state, effects: [waitForVehicle(senses)] };
}

/** A time that the lane set has come. */
export function timer(state: LaneState, event: Extract<LaneEvent, { type: 'timer' }>, senses: LaneSenses): LaneStep {
  switch (event.timer) {
    case 'settle':
      if (!isUndecided(state)) return state.onLoop ? passed(state, event.at, false, null) : stay(state);
      return state.intruder ? passedUnasked(state, event.at) : stay(state);
    case 'patience':
      if (!isUp(state, senses) || state.onLoop) return stay(state);
      return event.gone && hasGoneBack(state, senses) ? expired(state, event.at) : unsure(state, event.at);
    case 'assume':
      return assumed(state, event, senses);
    case 'recheck':
      // The arm did not move: the opening was lost with the old process. Never send it again by itself.
      if (state.phase !== 'opening' || !event.armDown) return stay(state);
      return askAgain(state, event.at, 'program-restarted');
  }
}
