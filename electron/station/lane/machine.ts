import type { ArmPosition, LoopState } from '../../contract/vocabulary.ts';
import type { Arrival, Authorisation, GrantedState, Intruder, LaneSenses, LaneState, UndecidedState } from './state.ts';
import { idle } from './state.ts';

/**
 * A lane as a pure state machine: an event in, the next state and what must follow out. No clock, no I/O: it can be
 * replayed, and each path can be read. The lane's service writes state and effects down before anything moves.
 */

export type LaneEvent =
  /** A vehicle not seen here before. With an authorisation when the rules open for it. */
  | { type: 'arrived'; at: number; arrival: Arrival; authorisation: Authorisation | null }
  /** The vehicle at the lane, judged again (a better capture, a corrected plate, a changed lot). */
  | { type: 'revised'; at: number; arrival: Arrival; authorisation: Authorisation | null }
  /** A person lets the vehicle at the lane through, or whatever stands there when there is no arrival. */
  | { type: 'authorised'; at: number; arrival: Arrival | null; authorisation: Authorisation }
  | { type: 'refused'; at: number; arrival: Arrival; who: string; because: string | null }
  | { type: 'turned-away'; at: number; who: string | null }
  | { type: 'passed-by-hand'; at: number; who: string }
  | { type: 'arm-opened'; at: number }
  | { type: 'arm-closed'; at: number }
  /** The barrier could not lift: nothing was sent, or the arm did not reach its limit and is out of service. */
  | { type: 'arm-failed'; at: number; because: 'arm-did-not-open' | 'barrier-not-available' }
  | { type: 'passage-loop'; at: number; occupied: boolean; armDown: boolean }
  | { type: 'timer'; at: number; timer: LaneTimer; armDown: boolean }
  /** After a restart: what the sensors say now, before anything else is believed. */
  | { type: 'resumed'; at: number; arm: ArmPosition; passageLoop: LoopState; approachLoop: LoopState };

/**
 * settle: the passage loop stayed clear, so the vehicle is through (a trailer's gap is shorter).
 * patience: an open arm and nobody drove.
 * assume: a lane without sensors; by now the vehicle must have gone.
 * recheck: after a restart, whether the arm moves for the opening that may or may not have been sent.
 */
export type LaneTimer = 'settle' | 'patience' | 'assume' | 'recheck';

export type LaneEffect =
  | { do: 'open' }
  | { do: 'close' }
  | { do: 'start-timer'; timer: LaneTimer }
  | { do: 'stop-timer'; timer: LaneTimer }
  /** The vehicle went through. `assumed`: no sensor said so. */
  | {
      do: 'passage';
      at: number;
      arrival: Arrival | null;
      authorisation: Authorisation | null;
      assumed: boolean;
      by: string | null;
    }
  | { do: 'note'; fact: LaneFact; at: number; arrival: Arrival | null; who: string | null; because: string | null }
  /** The next vehicle is at the gate now: judge it as it stands. */
  | { do: 'judge'; arrival: Arrival };

export type LaneFact = 'authorised' | 'held' | 'asked' | 'refused' | 'turned-away' | 'opened-by-hand';

export interface LaneStep {
  state: LaneState;
  effects: LaneEffect[];
}

/** The next state of a lane and what follows from it. Never throws; an event that means nothing here changes nothing. */
export function step(state: LaneState, event: LaneEvent, senses: LaneSenses): LaneStep {
  switch (event.type) {
    case 'arrived':
      return arrived(state, event);
    case 'revised':
      return revised(state, event);
    case 'authorised':
      return isUndecided(state) ? letThrough(event.at, event.arrival, event.authorisation) : stay(state);
    case 'refused':
      return 'arrival' in state && isUndecided(state)
        ? {
            state: { phase: 'refused', since: event.at, arrival: event.arrival, intruder: state.intruder },
            effects: [note('refused', event.at, event.arrival, event.who, event.because)],
          }
        : stay(state);
    case 'turned-away':
      return turnedAway(state, event);
    case 'passed-by-hand':
      return passedByHand(state, event);
    case 'arm-opened':
      return armOpened(state, event.at, senses);
    case 'arm-closed':
      return armClosed(state, event.at, senses);
    case 'arm-failed':
      return armFailed(state, event);
    case 'passage-loop':
      return passageLoop(state, event);
    case 'timer':
      return timer(state, event);
    case 'resumed':
      return resumed(state, event, senses);
  }
}

const stay = (state: LaneState): LaneStep => ({ state, effects: [] });

const note = (
  fact: LaneFact,
  at: number,
  arrival: Arrival | null,
  who: string | null = null,
  because: string | null = null,
): LaneEffect => ({ do: 'note', fact, at, arrival, who, because });

const isUndecided = (state: LaneState): state is UndecidedState => 'intruder' in state;

const withIntruder = (state: UndecidedState, intruder: Intruder | null): UndecidedState => ({
  ...state,
  intruder,
});

/** Puts an arrival where its verdict says, or opens for it. */
function place(at: number, arrival: Arrival, authorisation: Authorisation | null): LaneStep {
  if (authorisation) return letThrough(at, arrival, authorisation);
  switch (arrival.verdict.action) {
    case 'hold':
      return {
        state: { phase: 'waiting', since: at, arrival, intruder: null },
        effects: [note('held', at, arrival)],
      };
    case 'refuse':
      return {
        state: { phase: 'refused', since: at, arrival, intruder: null },
        effects: [note('refused', at, arrival)],
      };
    // An open verdict without an authorisation could not be carried out: a person decides.
    case 'open':
    case 'ask':
      return {
        state: { phase: 'asking', since: at, arrival, intruder: null },
        effects: [note('asked', at, arrival)],
      };
  }
}

function letThrough(at: number, arrival: Arrival | null, authorisation: Authorisation): LaneStep {
  const fact =
    authorisation.cause === 'by-hand' || authorisation.cause === 'push-button' ? 'opened-by-hand' : 'authorised';
  const effects: LaneEffect[] = [note(fact, at, arrival, authorisation.who, authorisation.because)];
  // Under a hold the arm is up already: the vehicle has its right, the wire stays silent.
  if (authorisation.cause === 'hold') {
    return { state: granted('passing', at, arrival, authorisation), effects };
  }
  effects.push({ do: 'open' });
  return { state: granted('opening', at, arrival, authorisation), effects };
}

const granted = (
  phase: 'opening' | 'passing',
  since: number,
  arrival: Arrival | null,
  authorisation: Authorisation,
): GrantedState => ({ phase, since, arrival, authorisation, onLoop: false, next: null, resumed: false });

function arrived(state: LaneState, event: Extract<LaneEvent, { type: 'arrived' }>): LaneStep {
  if (isUndecided(state)) {
    const placed = place(event.at, event.arrival, event.authorisation);
    const gone = 'arrival' in state ? [note('turned-away', event.at, state.arrival)] : [];
    return { state: carryIntruder(placed.state, state), effects: [...gone, ...placed.effects] };
  }
  // Opened by hand before the camera saw anything: this is whom it was opened for.
  if (state.arrival === null && !state.onLoop) return stay({ ...state, arrival: event.arrival });
  // The camera reads whoever stands in front: after a restart, another plate there means that the first one has gone.
  if (state.resumed && !state.onLoop) {
    const gone = passed({ ...state, next: null }, event.at, true, null);
    const placed = place(event.at, event.arrival, event.authorisation);
    return { state: placed.state, effects: [...gone.effects.filter((e) => e.do !== 'close'), ...placed.effects] };
  }
  return stay({ ...state, next: event.arrival });
}

const carryIntruder = (state: LaneState, from: UndecidedState): LaneState =>
  isUndecided(state) ? withIntruder(state, from.intruder) : state;

function revised(state: LaneState, event: Extract<LaneEvent, { type: 'revised' }>): LaneStep {
  if (isUndecided(state)) {
    if (!('arrival' in state)) return stay(state);
    const verdict = state.arrival.verdict;
    const same = verdict.action === event.arrival.verdict.action && verdict.reason === event.arrival.verdict.reason;
    // The same verdict again is no news: the lane keeps its place in the queue and its line in the list.
    if (!event.authorisation && (same || state.phase === 'refused')) return stay({ ...state, arrival: event.arrival });
    const placed = place(event.at, event.arrival, event.authorisation);
    return { state: carryIntruder(placed.state, state), effects: placed.effects };
  }
  if (state.next?.id === event.arrival.id) return stay({ ...state, next: event.arrival });
  if (state.arrival?.id === event.arrival.id) return stay({ ...state, arrival: event.arrival });
  return stay(state);
}

/** The lane after the vehicle it dealt with is gone: the next one, if it was seen, is judged. */
function after(at: number, next: Arrival | null): LaneStep {
  return { state: idle(at), effects: next ? [{ do: 'judge', arrival: next }] : [] };
}

const stopTimers: LaneEffect[] = (['settle', 'patience', 'assume', 'recheck'] as const).map((timer) => ({
  do: 'stop-timer',
  timer,
}));

function passed(state: GrantedState, at: number, assumed: boolean, by: string | null): LaneStep {
  const then = after(at, state.next);
  return {
    state: then.state,
    effects: [
      ...stopTimers,
      { do: 'passage', at, arrival: state.arrival, authorisation: state.authorisation, assumed, by },
      { do: 'close' },
      ...then.effects,
    ],
  };
}

function turnedAway(state: LaneState, event: Extract<LaneEvent, { type: 'turned-away' }>): LaneStep {
  if (state.phase === 'idle') return stay(state);
  const gone = note('turned-away', event.at, state.arrival, event.who);
  if (isUndecided(state)) return { state: idle(event.at, state.intruder), effects: [gone] };
  // A vehicle on the loop is going through: it cannot have turned away.
  if (state.onLoop && state.phase !== 'unsure') return stay(state);
  const then = after(event.at, state.next);
  return { state: then.state, effects: [...stopTimers, gone, { do: 'close' }, ...then.effects] };
}

function passedByHand(state: LaneState, event: Extract<LaneEvent, { type: 'passed-by-hand' }>): LaneStep {
  if (state.phase === 'unsure') return passed(state, event.at, true, event.who);
  // The arm failed and was cranked up by hand: the person who did it says the car is in.
  if (state.phase === 'asking' && state.arrival.verdict.reason === 'arm-did-not-open') {
    return {
      state: idle(event.at),
      effects: [
        { do: 'passage', at: event.at, arrival: state.arrival, authorisation: null, assumed: true, by: event.who },
      ],
    };
  }
  return stay(state);
}

function armOpened(state: LaneState, at: number, senses: LaneSenses): LaneStep {
  if (state.phase !== 'opening') return stay(state);
  return {
    state: { ...state, phase: 'passing', since: at },
    effects: [{ do: 'stop-timer', timer: 'recheck' }, waitForVehicle(senses)],
  };
}

const waitForVehicle = (senses: LaneSenses): LaneEffect => ({
  do: 'start-timer',
  timer: senses.passage || senses.closedLimit ? 'patience' : 'assume',
});

function armClosed(state: LaneState, at: number, senses: LaneSenses): LaneStep {
  if (state.phase !== 'passing') return stay(state);
  // Without a loop, the controller that lowered the arm is the only witness there is.
  if (!senses.passage) return passed(state, at, true, null);
  return state.onLoop ? stay(state) : unsure(state, at);
}

const unsure = (state: GrantedState, at: number): LaneStep => ({
  state: { ...state, phase: 'unsure', since: at },
  effects: stopTimers,
});

function armFailed(state: LaneState, event: Extract<LaneEvent, { type: 'arm-failed' }>): LaneStep {
  if (state.phase !== 'opening') return stay(state);
  if (state.arrival === null) return { state: idle(event.at), effects: stopTimers };
  return ask(state.arrival, event.at, event.because);
}

function ask(arrival: Arrival, at: number, reason: Arrival['verdict']['reason']): LaneStep {
  const judged: Arrival = { ...arrival, verdict: { action: 'ask', reason, figures: {} } };
  return {
    state: { phase: 'asking', since: at, arrival: judged, intruder: null },
    effects: [...stopTimers, note('asked', at, judged)],
  };
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
    return {
      state: { ...state, phase: 'passing', onLoop: true },
      effects: [
        { do: 'stop-timer', timer: 'settle' },
        { do: 'stop-timer', timer: 'patience' },
        { do: 'stop-timer', timer: 'recheck' },
      ],
    };
  }
  return state.onLoop ? { state, effects: [{ do: 'start-timer', timer: 'settle' }] } : stay(state);
}

function timer(state: LaneState, event: Extract<LaneEvent, { type: 'timer' }>): LaneStep {
  switch (event.timer) {
    case 'settle':
      if (!isUndecided(state)) return state.onLoop ? passed(state, event.at, false, null) : stay(state);
      return state.intruder ? passedUnasked(state, event.at) : stay(state);
    case 'patience':
      return state.phase === 'passing' && !state.onLoop ? unsure(state, event.at) : stay(state);
    case 'assume':
      return state.phase === 'passing' || state.phase === 'opening' ? passed(state, event.at, true, null) : stay(state);
    case 'recheck':
      // The arm did not move: the opening was lost with the old process. Never send it again by itself.
      if (state.phase !== 'opening' || !event.armDown) return stay(state);
      return state.arrival ? ask(state.arrival, event.at, 'program-restarted') : after(event.at, state.next);
  }
}

/** Tailgating, or an arm pushed up: nobody let this vehicle through. */
function passedUnasked(state: UndecidedState, at: number): LaneStep {
  const arrival = 'arrival' in state ? state.arrival : null;
  return {
    state: idle(at),
    effects: [{ do: 'passage', at, arrival, authorisation: null, assumed: false, by: null }, { do: 'close' }],
  };
}

function resumed(state: LaneState, event: Extract<LaneEvent, { type: 'resumed' }>, senses: LaneSenses): LaneStep {
  const down = event.arm === 'closed';
  if (isUndecided(state)) {
    if (event.passageLoop !== 'occupied') return stay(withIntruder(state, null));
    return stay(withIntruder(state, { since: event.at, armWasDown: down }));
  }
  return resumedGranted({ ...state, resumed: true }, event, senses, down);
}

function resumedGranted(
  state: GrantedState,
  event: Extract<LaneEvent, { type: 'resumed' }>,
  senses: LaneSenses,
  down: boolean,
): LaneStep {
  if (event.passageLoop === 'occupied') return stay({ ...state, phase: 'passing', onLoop: true });
  // It was on the loop and is not any more.
  if (state.onLoop) return passed(state, event.at, false, null);
  if (state.phase === 'opening' && down) return { state, effects: [{ do: 'start-timer', timer: 'recheck' }] };
  if (state.phase === 'unsure') return stay(state);
  if (!down && senses.approach) {
    // Nobody is left in front of a raised arm: it went through while no one was watching.
    return event.approachLoop === 'clear'
      ? passed(state, event.at, true, null)
      : { state: { ...state, phase: 'passing' }, effects: [waitForVehicle(senses)] };
  }
  return senses.passage || senses.closedLimit ? unsure(state, event.at) : passed(state, event.at, true, null);
}
