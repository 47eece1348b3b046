import type { DisplayTexts, DisplayWord } from '../../contract/site-displays.ts';
import type { Direction, Reason } from '../../contract/vocabulary.ts';
import type { Arrival, LaneState } from '../lane/state.ts';

/** What is known when a board's words are chosen. `place`: the car's in its queue, from 1; null: it stands in none. */
export interface Seen {
  direction: Direction;
  closed: boolean;
  state: LaneState;
  free: number;
  place: number | null;
  lot: string;
}

/** What stands for the words in braces; empty where there is nothing to say. */
export type Values = Record<DisplayWord, string>;

export interface Situation {
  message: keyof DisplayTexts;
  values: Values;
  /** Names the vehicle that it is for; null: nobody. */
  arrivalId: string | null;
}

/**
 * What the board of a lane has to say now: from the lane's state alone, and nothing is remembered, so that the sum of one
 * car cannot stand there for the next. Pure.
 */
export function situationOf(seen: Seen): Situation {
  const { state } = seen;
  const arrival = 'arrival' in state ? state.arrival : null;
  const due = arrival?.verdict.reason === 'fee-due' ? arrival.verdict.figures.due : undefined;
  return {
    message: messageOf(seen, arrival),
    values: {
      plate: arrival?.plate ?? '',
      fee: typeof due === 'number' ? yuan(due) : '',
      free: String(seen.free),
      place: seen.place === null ? '' : String(seen.place),
      lot: seen.lot,
    },
    arrivalId: arrival?.id ?? null,
  };
}

function messageOf({ direction, closed, state, free, place }: Seen, arrival: Arrival | null): keyof DisplayTexts {
  switch (state.phase) {
    case 'idle':
      if (closed) return 'closed';
      if (direction === 'exit') return 'idleExit';
      return free > 0 ? 'idleEntrance' : 'idleFull';
    case 'waiting':
      return place === null ? 'ask' : 'wait';
    case 'asking':
      return asks(state.arrival);
    case 'refused':
      return REFUSED[state.arrival.verdict.reason] ?? 'refused';
    case 'opening':
    case 'passing':
      if (direction === 'exit') return 'leave';
      return letsIn(arrival);
    case 'unsure':
      return 'ask';
  }
}

function asks({ plate, verdict }: Arrival): keyof DisplayTexts {
  if (plate === '' || verdict.reason === 'plate-unreadable') return 'unread';
  return verdict.reason === 'fee-due' && typeof verdict.figures.due === 'number' ? 'fee' : 'ask';
}

function letsIn(arrival: Arrival | null): keyof DisplayTexts {
  if (arrival?.class === 'reserved') return 'enterReserved';
  return arrival?.card ? 'enterCard' : 'enter';
}

const REFUSED: Partial<Record<Reason, keyof DisplayTexts>> = {
  'lot-full': 'refusedFull',
  'lane-is-reserved-only': 'refusedReservedOnly',
  'control-no-entry': 'refusedControl',
  'control-no-exit': 'refusedControl',
};

/** Fen as yuan, without what says nothing: 10, 10.5, 10.05. */
const yuan = (fen: number): string => String(fen / 100);
