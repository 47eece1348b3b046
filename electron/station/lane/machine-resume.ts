import type { LaneEffect, LaneEvent, LaneStep } from './events.ts';
import { isUndecided, passed, passedUnasked, stay, unsure, waitForVehicle, withIntruder } from './machine-moves.ts';
import type { GrantedState, LaneSenses, LaneState } from './state.ts';

/** A vehicle needs about this long to drive up and be gone; a shorter loss of sight hides no passage. */
const GONE_MS = 8_000;

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
  const resumed = state.resumed || event.awayMs >= GONE_MS;
  return resumedGranted({ ...state, resumed }, event, senses, down);
}

/** A passage found out after the sensors were lost. What nobody saw is no reason to lower an arm. */
function foundOut(state: GrantedState, at: number, assumed: boolean): LaneStep {
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
    return { state: { ...state, phase: 'passing' }, effects: [waitForVehicle(senses)] };
  }
  if (!down && senses.approach) {
    // Nobody is left in front of a raised arm: it went through while no one was watching.
    return event.approachLoop === 'clear'
      ? foundOut(state, event.at, true)
      : { state: { ...state, phase: 'passing' }, effects: [waitForVehicle(senses)] };
  }
  return senses.passage || senses.closedLimit ? unsure(state, event.at) : foundOut(state, event.at, true);
}
