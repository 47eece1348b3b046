import type { LaneEffect, LaneFact, LaneStep } from './events.ts';
import type { Arrival, Authorisation, GrantedState, Intruder, LaneSenses, LaneState, UndecidedState } from './state.ts';
import { idle } from './state.ts';

/** The steps that a lane's machine is made of. Pure. */

export const stay = (state: LaneState): LaneStep => ({ state, effects: [] });

export const note = (
  fact: LaneFact,
  at: number,
  arrival: Arrival | null,
  who: string | null = null,
  because: string | null = null,
  opening: string | null = null,
): LaneEffect => ({ do: 'note', fact, at, arrival, who, because, opening });

export const isUndecided = (state: LaneState): state is UndecidedState => 'intruder' in state;

export const withIntruder = (state: UndecidedState, intruder: Intruder | null): UndecidedState => ({
  ...state,
  intruder,
});

/** What else is at the lane beside the vehicle that is dealt with. */
export interface Around {
  intruder: Intruder | null;
  next: Arrival | null;
}

export const NOBODY: Around = { intruder: null, next: null };

export const around = (state: UndecidedState): Around => ({
  intruder: state.intruder,
  next: 'next' in state ? state.next : null,
});

/** Another vehicle stands where this one stood. */
export const leaves = (at: number, arrival: Arrival | null): LaneEffect[] =>
  arrival ? [note('turned-away', at, arrival)] : [];

/** The lane after the vehicle it dealt with is gone: the next one, if it was seen, is judged. */
export function after(at: number, { intruder, next }: Around): LaneStep {
  return { state: idle(at, intruder), effects: next ? [{ do: 'judge', arrival: next }] : [] };
}

export const stopTimers: LaneEffect[] = (['settle', 'patience', 'assume', 'recheck'] as const).map((timer) => ({
  do: 'stop-timer',
  timer,
}));

export function passed(state: GrantedState, at: number, assumed: boolean, by: string | null): LaneStep {
  const then = after(at, { intruder: null, next: state.next });
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

/** A hand lifted the arm, for a purpose that the machine does not know. */
export const isByHand = ({ cause }: Authorisation): boolean =>
  cause === 'by-hand' || cause === 'push-button' || cause === 'remote';

/** `from`: since when it is waited for, where that was before the event. */
export const waitForVehicle = (senses: LaneSenses, from?: number): LaneEffect => ({
  do: 'start-timer',
  timer: senses.passage || senses.closedLimit ? 'patience' : 'assume',
  ...(from !== undefined && { from }),
});

/** Through, once the loop stays clear behind it. */
export const leavesLoop = (state: GrantedState, at: number): LaneStep => ({
  state: { ...state, clearSince: at },
  effects: [{ do: 'start-timer', timer: 'settle' }],
});

export const unsure = (state: GrantedState, at: number): LaneStep => ({
  state: { ...state, phase: 'unsure', since: at },
  effects: stopTimers,
});

/** Tailgating, or an arm pushed up: nobody let this vehicle through. */
export function passedUnasked(state: UndecidedState, at: number): LaneStep {
  const arrival = 'arrival' in state ? state.arrival : null;
  const then = after(at, { intruder: null, next: around(state).next });
  return { state: then.state, effects: [unasked(at, arrival), { do: 'close' }, ...then.effects] };
}

export const unasked = (at: number, arrival: Arrival | null): Extract<LaneEffect, { do: 'passage' }> => ({
  do: 'passage',
  at,
  arrival,
  authorisation: null,
  assumed: false,
  by: null,
});

/** The arm is up for a vehicle, as far as anybody can tell: without a switch for it, from the moment it was told to rise. */
export const isUp = (state: LaneState, senses: LaneSenses): state is GrantedState =>
  state.phase === 'passing' || (state.phase === 'opening' && !senses.openedLimit);

export type FailedOpening = 'arm-did-not-open' | 'barrier-not-available' | 'program-restarted';

/** The opening did not come about. A vehicle on the loop is under an arm that never left its rest. */
export function askAgain(state: GrantedState, at: number, reason: FailedOpening): LaneStep {
  const others = { intruder: state.onLoop ? { since: at, armWasDown: true } : null, next: state.next };
  if (state.arrival === null) {
    const then = after(at, others);
    return { state: then.state, effects: [...stopTimers, ...then.effects] };
  }
  const arrival: Arrival = { ...state.arrival, verdict: { action: 'ask', reason, figures: {} } };
  return {
    state: { phase: 'asking', since: at, arrival, ...others },
    effects: [...stopTimers, note('asked', at, arrival)],
  };
}
