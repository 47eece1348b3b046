import type { LaneEffect, LaneEvent, LaneStep } from './events.ts';
import type { Arrival, Authorisation, GrantedState, LaneSenses, LaneState } from './state.ts';
import {
  after,
  around,
  askAgain,
  isByHand,
  isUndecided,
  isUp,
  leaves,
  leavesLoop,
  NOBODY,
  note,
  passed,
  stay,
  stopTimers,
  unasked,
  unsure,
  waitForVehicle,
  withIntruder,
} from './machine-moves.ts';
import type { Around } from './machine-moves.ts';
import { resumed } from './machine-resume.ts';
import { timer } from './machine-timers.ts';

/**
 * A lane as a pure state machine: an event in, the next state and what must follow out. No clock, no I/O: it can be
 * replayed, and each path can be read. The lane's service writes state and effects down before anything moves.
 */

/** An opening that was tried and did not come about: only a person tries again. */
export const waitsForPerson = (arrival: Arrival): boolean =>
  arrival.verdict.reason === 'program-restarted' || arrival.verdict.reason === 'arm-did-not-open';

/** The next state of a lane and what follows from it. Never throws; an event that means nothing here changes nothing. */
export function step(state: LaneState, event: LaneEvent, senses: LaneSenses): LaneStep {
  switch (event.type) {
    case 'arrived':
      return arrived(state, event, senses);
    case 'revised':
      return revised(state, event, senses);
    case 'authorised':
      return isUndecided(state)
        ? letThrough(event.at, event.arrival, event.authorisation, around(state), senses)
        : stay(state);
    case 'refused':
      return 'arrival' in state && isUndecided(state)
        ? {
            state: { ...state, phase: 'refused', since: event.at, arrival: event.arrival },
            effects: [note('refused', event.at, event.arrival, event.who, event.because)],
          }
        : stay(state);
    case 'turned-away':
      return turnedAway(state, event);
    case 'passed-by-hand':
      return passedByHand(state, event);
    case 'arm-opened':
      return armOpened(state, event.at, senses);
    case 'found-open':
      return foundOpen(state, event);
    case 'arm-closed':
      return armClosed(state, event.at, senses);
    case 'arm-failed':
      return armFailed(state, event);
    case 'passage-loop':
      return passageLoop(state, event);
    case 'timer':
      return timer(state, event, senses);
    case 'resumed':
      return resumed(state, event, senses);
    case 'passed-over':
      return stay(state);
  }
}

/** Puts an arrival where its verdict says, or opens for it. */
function place(
  at: number,
  arrival: Arrival,
  authorisation: Authorisation | null,
  others: Around,
  senses: LaneSenses,
): LaneStep {
  if (authorisation) return letThrough(at, arrival, authorisation, others, senses);
  switch (arrival.verdict.action) {
    case 'hold':
      return {
        state: { phase: 'waiting', since: at, arrival, ...others },
        effects: [note('held', at, arrival)],
      };
    case 'refuse':
      return {
        state: { phase: 'refused', since: at, arrival, ...others },
        effects: [note('refused', at, arrival)],
      };
    // An open verdict without an authorisation could not be carried out: a person decides.
    case 'open':
    case 'ask':
      return {
        state: { phase: 'asking', since: at, arrival, ...others },
        effects: [note('asked', at, arrival)],
      };
  }
}

function letThrough(
  at: number,
  arrival: Arrival | null,
  authorisation: Authorisation,
  others: Around,
  senses: LaneSenses,
): LaneStep {
  const { cause, who, because, opening } = authorisation;
  // Under a hold the arm is up already: the vehicle has its right, the wire stays silent.
  if (cause === 'hold') {
    const state = granted('passing', at, arrival, authorisation, others);
    const told = note('authorised', at, arrival, who, because);
    return { state, effects: state.onLoop ? [told] : [told, waitForVehicle(senses)] };
  }
  const effects: LaneEffect[] = [
    note(isByHand(authorisation) ? 'opened-by-hand' : 'authorised', at, arrival, who, because, opening),
    { do: 'open', at, arrival, authorisation },
  ];
  // No switch will say that the arm is up: the wait for the vehicle begins at once.
  if (!senses.openedLimit) effects.push(waitForVehicle(senses));
  return { state: granted('opening', at, arrival, authorisation, others), effects };
}

const granted = (
  phase: 'opening' | 'passing',
  since: number,
  arrival: Arrival | null,
  authorisation: Authorisation,
  { intruder, next }: Around,
): GrantedState => ({
  phase,
  since,
  arrival,
  authorisation,
  // What stands on the loop is the vehicle itself: it waited with its bumper under the arm.
  onLoop: intruder !== null,
  clearSince: null,
  next,
  resumed: false,
  unseen: false,
});

function arrived(state: LaneState, event: Extract<LaneEvent, { type: 'arrived' }>, senses: LaneSenses): LaneStep {
  const { at } = event;
  if (isUndecided(state)) {
    // Under an arm that was up, what is on the loop is going through: another vehicle than the one now read.
    const through = senses.closedLimit && state.intruder?.armWasDown === false;
    const before = 'arrival' in state ? state.arrival : null;
    const { intruder, next } = around(state);
    const gone = through ? [unasked(at, before)] : leaves(at, before);
    const others = { intruder: through ? null : intruder, next: null };
    const placed = place(at, event.arrival, event.authorisation, others, senses);
    return { state: placed.state, effects: [...gone, ...leaves(at, next), ...placed.effects] };
  }
  // Opened by hand before the camera saw anything: this is whom it was opened for.
  if (state.arrival === null && !state.onLoop) return stay({ ...state, arrival: event.arrival });
  // The camera reads whoever stands in front: after a restart, another plate there means that the first one has gone.
  if (state.resumed && !state.onLoop) {
    const gone = passed({ ...state, next: null }, at, true, null);
    const placed = place(at, event.arrival, event.authorisation, NOBODY, senses);
    const unclosed = gone.effects.filter((effect) => effect.do !== 'close');
    return { state: placed.state, effects: [...unclosed, ...leaves(at, state.next), ...placed.effects] };
  }
  // Nobody drove, and another plate stands in front now: the first has gone back, and takes its right with it.
  if (state.phase === 'unsure' && !state.onLoop) {
    const placed = place(at, event.arrival, event.authorisation, NOBODY, senses);
    const staysUp = event.authorisation !== null || isByHand(state.authorisation);
    const close: LaneEffect[] = staysUp ? [] : [{ do: 'close' }];
    const gone = [...leaves(at, state.arrival), ...close, ...leaves(at, state.next)];
    return { state: placed.state, effects: [...gone, ...placed.effects] };
  }
  return { state: { ...state, next: event.arrival }, effects: leaves(at, state.next) };
}

function revised(state: LaneState, event: Extract<LaneEvent, { type: 'revised' }>, senses: LaneSenses): LaneStep {
  if (!('arrival' in state)) return stay(state);
  if (state.next?.id === event.arrival.id) return stay({ ...state, next: event.arrival });
  if (state.arrival?.id !== event.arrival.id) return stay(state);
  if (isUndecided(state)) {
    const verdict = state.arrival.verdict;
    const same = verdict.action === event.arrival.verdict.action && verdict.reason === event.arrival.verdict.reason;
    // The same verdict again, or another reason to wait, is no news: the lane keeps its place in the queue and its line in the list.
    const waitsOn = verdict.action === 'hold' && event.arrival.verdict.action === 'hold';
    if (!event.authorisation && (same || waitsOn || state.phase === 'refused')) {
      return stay({ ...state, arrival: event.arrival });
    }
    return place(event.at, event.arrival, event.authorisation, around(state), senses);
  }
  return stay({ ...state, arrival: event.arrival });
}

function turnedAway(state: LaneState, event: Extract<LaneEvent, { type: 'turned-away' }>): LaneStep {
  if (state.phase === 'idle') return stay(state);
  const gone = note('turned-away', event.at, state.arrival, event.who);
  if (isUndecided(state)) {
    const then = after(event.at, around(state));
    return { state: then.state, effects: [gone, ...then.effects] };
  }
  // A vehicle on the loop is going through: it cannot have turned away.
  if (state.onLoop && state.phase !== 'unsure') return stay(state);
  const then = after(event.at, { intruder: null, next: state.next });
  return { state: then.state, effects: [...stopTimers, gone, { do: 'close' }, ...then.effects] };
}

function passedByHand(state: LaneState, event: Extract<LaneEvent, { type: 'passed-by-hand' }>): LaneStep {
  if (state.phase === 'unsure') return passed(state, event.at, true, event.who);
  // The arm failed and was cranked up by hand, or moved unseen during a restart: a person says that the car is in.
  if (isUndecided(state) && 'arrival' in state && (event.blind === true || waitsForPerson(state.arrival))) {
    const then = after(event.at, { intruder: null, next: state.next });
    return {
      state: then.state,
      effects: [{ ...unasked(event.at, state.arrival), assumed: true, by: event.who }, ...then.effects],
    };
  }
  return stay(state);
}

function armOpened(state: LaneState, at: number, senses: LaneSenses): LaneStep {
  if (state.phase !== 'opening') return stay(state);
  return {
    state: { ...state, phase: 'passing', since: at },
    effects: [
      { do: 'stop-timer', timer: 'recheck' },
      ...(state.onLoop || !senses.openedLimit ? [] : [waitForVehicle(senses)]),
    ],
  };
}

/** Nobody who waits here has a right to pass: the arm was raised by others, and whoever goes now was not let through. */
function foundOpen(state: LaneState, { at, opening }: Extract<LaneEvent, { type: 'found-open' }>): LaneStep {
  if (!isUndecided(state) && state.phase !== 'unsure') return stay(state);
  const arrival = 'arrival' in state ? state.arrival : null;
  const told = note('opened-unknown', at, arrival, null, null, opening);
  const effects: LaneEffect[] = [told, { do: 'found-open', at, arrival, opening }];
  if (state.phase !== 'unsure') return { state, effects };
  // One that did not use its right goes, if it goes now, through this opening and not through its own.
  return { state: { ...state, authorisation: { ...state.authorisation, opening } }, effects };
}

function armClosed(state: LaneState, at: number, senses: LaneSenses): LaneStep {
  if (!isUp(state, senses)) return stay(state);
  // Without a loop, the controller that lowered the arm is the only witness there is.
  if (!senses.passage) return passed(state, at, true, null);
  return state.onLoop ? stay(state) : unsure(state, at);
}

function armFailed(state: LaneState, event: Extract<LaneEvent, { type: 'arm-failed' }>): LaneStep {
  if (state.phase !== 'opening') return stay(state);
  return askAgain(state, event.at, event.because);
}

function passageLoop(state: LaneState, event: Extract<LaneEvent, { type: 'passage-loop' }>): LaneStep {
  if (isUndecided(state)) {
    if (event.occupied) {
      const intruder = state.intruder ?? { since: event.at, armWasDown: event.armDown };
      return { state: withIntruder(state, intruder), effects: [{ do: 'stop-timer', timer: 'settle' }] };
    }
    if (!state.intruder) return stay(state);
    // Down before and down after: nothing went through (a bumper, a trolley, the other side).
    if (state.intruder.armWasDown && event.armDown) return stay(withIntruder(state, null));
    return { state, effects: [{ do: 'start-timer', timer: 'settle' }] };
  }
  if (event.occupied) {
    if (state.onLoop && state.clearSince !== null && state.next) return followed(state, state.next, event.at);
    // A bumper under an arm that has not left its rest: it goes nowhere before the arm does.
    if (state.phase === 'opening' && event.armDown) return stay({ ...state, onLoop: true });
    // The same under one that came down again (a trolley, the other side).
    if (state.phase === 'unsure' && event.armDown) return stay(state);
    return {
      state: { ...state, phase: 'passing', onLoop: true, clearSince: null },
      effects: [
        { do: 'stop-timer', timer: 'settle' },
        { do: 'stop-timer', timer: 'patience' },
        { do: 'stop-timer', timer: 'recheck' },
      ],
    };
  }
  if (state.phase === 'opening' && event.armDown) return stay({ ...state, onLoop: false });
  // What came onto the loop under a lowered arm leaves it under one that is not: it goes through.
  if (state.phase === 'unsure' && !event.armDown)
    return leavesLoop({ ...state, phase: 'passing', onLoop: true }, event.at);
  return state.onLoop ? leavesLoop(state, event.at) : stay(state);
}

/**
 * Something follows closer than a car that was let through would, and another car was read behind the first: a tailgater.
 * (A trailer's gap has no car in it: the trailer stands where the camera reads.) It is going through unasked.
 */
function followed(state: GrantedState, follower: Arrival, at: number): LaneStep {
  const { arrival, authorisation } = state;
  return {
    state: { phase: 'asking', since: at, arrival: follower, intruder: { since: at, armWasDown: false }, next: null },
    effects: [
      ...stopTimers,
      { do: 'passage', at: state.clearSince ?? at, arrival, authorisation, assumed: false, by: null },
    ],
  };
}
