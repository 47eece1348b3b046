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
} from './machine-moves.ts';
import type { GrantedState, LaneSenses, LaneState } from './state.ts';

/**
 * Whether a vehicle that is not in front any more has gone back: its loop would have told of a passage, and the program was
 * there all the time. An arm that a hand lifted stays up until a person has looked.
 */
const hasGoneBack = ({ authorisation, resumed }: GrantedState, senses: LaneSenses): boolean =>
  senses.passage && !resumed && !isByHand(authorisation) && authorisation.cause !== 'hold';

/** The right was given to one vehicle, which did not use it: nobody has it any more. */
function expired(state: GrantedState, at: number): LaneStep {
  const then = after(at, { intruder: null, next: state.next });
  return {
    state: then.state,
    effects: [...stopTimers, note('grant-expired', at, state.arrival), { do: 'close' }, ...then.effects],
  };
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
      return state.phase === 'passing' || state.phase === 'opening' ? passed(state, event.at, true, null) : stay(state);
    case 'recheck':
      // The arm did not move: the opening was lost with the old process. Never send it again by itself.
      if (state.phase !== 'opening' || !event.armDown) return stay(state);
      return askAgain(state, event.at, 'program-restarted');
  }
}
