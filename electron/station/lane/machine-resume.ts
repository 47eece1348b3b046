import type { LaneEffect, LaneEvent, LaneStep } from './events.ts';
import { isUndecided, passed, passedUnasked, stay, unsure, waitForVehicle, withIntruder } from './machine-moves.ts';
import type { GrantedState, LaneSenses, LaneState } from './state.ts';

/** A vehicle needs about this long to drive up and be gone. */
const GONE_MS = 8_000;
/** One that stood before the arm needs no longer, and the next may have moved up. */
const GONE_FROM_ARM_MS = 2_000;

/** What the lane makes of its sensors after they could not be read (docs/decisions/0005-restart.md). */
export function resumed(
  state: LaneState,
  event: Extract<LaneEvent, { type: 'resumed' }>,
  senses: LaneSenses,
): LaneStep {
  const down = event.arm === 'closed';
  if (isUndecided(state)) {
    const before = state.intruder;
    const armWasDown = down && before?.armWasDown !== false;
    if (event.passageLoop === 'occupied') {
      return stay(withIntruder(state, { since: before?.since ?? event.at, armWasDown }));
    }
    return before && !armWasDown ? passedUnasked(state, event.at) : stay(withIntruder(state, null));
  }
  const mayBeGone = event.awayMs >= (event.stoodThere ? GONE_FROM_ARM_MS : GONE_MS);
  // Where it stood nobody stands: whoever is read there next is another. Known from here on, through further blinks.
  const hasMoved = !down && event.stoodThere && event.approachLoop === 'clear';
  const resumed = state.resumed || mayBeGone || hasMoved;
  return resumedGranted({ ...state, resumed, unseen: true }, event, senses, down);
}

/** A passage found out after the sensors were lost. What nobody saw is no reason to lower an arm. */
export function foundOut(state: GrantedState, at: number, assumed: boolean): LaneStep {
  const { state: next, effects } = passed(state, at, assumed, null);
  return { state: next, effects: effects.filter((effect) => effect.do !== 'close') };
}

function resumedGranted(
  state: GrantedState,
  event: Extract<LaneEvent, { type: 'resumed' }>,
  senses: LaneSenses,
  down: boolean,
): LaneStep {
  const occupied = event.passageLoop === 'occupied';
  // The arm has not left its rest yet, wherever the vehicle's bumper is.
  if (state.phase === 'opening' && down) {
    // Counted from the opening: however often the program dies, the question comes in the same time.
    const recheck: LaneEffect = { do: 'start-timer', timer: 'recheck', from: state.since };
    return { state: { ...state, onLoop: occupied }, effects: [recheck] };
  }
  if (occupied) return stay({ ...state, phase: 'passing', onLoop: true, clearSince: null });
  // It was on the loop and is not any more.
  if (state.onLoop) return foundOut(state, event.at, false);
  if (state.phase === 'unsure') return stay(state);
  if (!down && event.awayMs < GONE_MS) {
    // It stood there and does not: either it comes onto the passage loop in a moment, or it has been over it.
    const left = senses.passage && state.resumed && event.approachLoop === 'clear';
    const wait: LaneEffect[] = left
      ? [
          { do: 'stop-timer', timer: 'patience' },
          { do: 'start-timer', timer: 'assume' },
        ]
      : // However often the line blinks, the question comes in the same time.
        [waitForVehicle(senses, state.since)];
    return { state: { ...state, phase: 'passing' }, effects: wait };
  }
  if (!down && senses.approach) {
    // Nobody is left in front of a raised arm: it went through while no one was watching.
    return event.approachLoop === 'clear'
      ? foundOut(state, event.at, true)
      : { state: { ...state, phase: 'passing' }, effects: [waitForVehicle(senses)] };
  }
  return senses.passage || senses.closedLimit ? unsure(state, event.at) : foundOut(state, event.at, true);
}
