import type { SaturationBand, VehicleClass } from '../../contract/vocabulary.ts';
import { bandOf } from './saturation.ts';
import type { SaturationThresholds } from './saturation.ts';

/**
 * Whose turn it is at the entrances of a site (6.3.4, C.2.3.1), as pure functions over what stands at the lines now. Only
 * cars that their own judgement lets in ask; who needs a person's answer keeps nobody waiting.
 */
export interface FlowRules {
  thresholds: SaturationThresholds;
  /** Reserved cars let in for each other one while both wait in a saturated lot (6.3.4 a). */
  reservedPerOther: number;
  /** Cars that must leave a full lot for each other one that comes in: 1, 2 or 3 (6.3.4 b). */
  exitsPerEntry: number;
}

/** A vehicle at the line of an entrance that asks for its turn. */
export interface Asking {
  id: string;
  laneId: string;
  class: VehicleClass;
  /** When it came to the line, UTC ms. */
  since: number;
  /** A place of its own is kept for it. */
  heldPlace: boolean;
}

/** The lot at this moment. */
export interface LotNow {
  inside: number;
  /** Let in, and not through yet. */
  entering: number;
  total: number;
  /** Places that are kept for bookings whose cars have not come. */
  held: number;
  /** Reserved cars go first (6.3.5). Off: first come, first served. */
  priority: boolean;
  /**
   * Lanes where a reserved car is on its way in, or was a moment ago: cameras see only the car at the line, and the next of
   * its queue is not there yet. It keeps its turn for that moment.
   */
  followingAt: readonly string[];
}

/** What the rules remember from one car to the next. */
export interface FlowState {
  /** Reserved cars let in, one after another, while others waited. */
  reservedInRow: number;
  /** Cars that left the full lot since the last credit. */
  exits: number;
  /** Other cars that may come into the full lot. Never negative. */
  credits: number;
}

export const FLOW_AT_REST: FlowState = { reservedInRow: 0, exits: 0, credits: 0 };

/** Why a car does not go now. */
export type HoldReason =
  /** Another car of its own kind came before it. */
  | 'flow-behind'
  /** Reserved cars have the turn: `nth` of `of`. */
  | 'flow-turn-of-reserved'
  /** They had it: one of the others goes now. */
  | 'flow-turn-of-other'
  /** The lot is full, and reserved cars go first. */
  | 'flow-reserved-first'
  /** The lot is full: `exits` more must leave. */
  | 'flow-exits-needed'
  /** No place is free but those that are kept. */
  | 'lot-full';

export interface Hold {
  reason: HoldReason;
  figures: Record<string, number>;
}

export interface Turn {
  band: SaturationBand;
  /** Who may go now; null: nobody that asks. */
  next: Asking | null;
  /** All others that ask, with why they wait. */
  holds: ReadonlyMap<string, Hold>;
}

/** How full the lot is, those on their way in among those inside (6.3.3). */
export const bandNow = (rules: FlowRules, { inside, entering, total }: LotNow): SaturationBand =>
  bandOf(inside + entering, total, rules.thresholds);

/** Whose turn it is. The same question again has the same answer; nothing is changed by asking. */
export function turnOf(rules: FlowRules, state: FlowState, lot: LotNow, asking: readonly Asking[]): Turn {
  const band = bandNow(rules, lot);
  const queue = [...asking].sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
  const fits = fitting(lot);
  const next = nextOf(rules, state, lot, band, queue.filter(fits));
  const holds = queue
    .filter((car) => car !== next)
    .map((car) => [car.id, holdOf(rules, state, lot, band, car, next)] as const);
  return { band, next, holds: new Map(holds) };
}

/** Who finds a place: a kept one is its car's alone, and a full lot has no others. */
function fitting({ inside, entering, total, held }: LotNow): (car: Asking) => boolean {
  const free = total - inside - entering - held;
  return ({ heldPlace }) => heldPlace || free > 0;
}

function nextOf(
  rules: FlowRules,
  state: FlowState,
  lot: LotNow,
  band: SaturationBand,
  queue: readonly Asking[],
): Asking | null {
  const [first = null] = queue;
  if (!lot.priority || band === 'unsaturated') return first;
  const reserved = queue.find((car) => car.class === 'reserved') ?? null;
  const other = queue.find((car) => car.class === 'other') ?? null;
  // Behind a reserved car of its own lane a car waits for nobody: whoever follows there stands behind it.
  const unfollowed =
    queue.find((car) => car.class === 'other' && lot.followingAt.every((laneId) => laneId === car.laneId)) ?? null;
  if (band === 'full') return reserved ?? (state.credits > 0 ? unfollowed : null);
  // 6.3.4 a. A queue that stands alone is not held.
  if (other === null) return reserved;
  if (state.reservedInRow >= rules.reservedPerOther) return other;
  return reserved ?? unfollowed;
}

function holdOf(
  rules: FlowRules,
  state: FlowState,
  lot: LotNow,
  band: SaturationBand,
  car: Asking,
  next: Asking | null,
): Hold {
  if (!fitting(lot)(car)) return { reason: 'lot-full', figures: {} };
  if (next?.class === car.class || !lot.priority || band === 'unsaturated')
    return { reason: 'flow-behind', figures: {} };
  if (car.class === 'reserved') return { reason: 'flow-turn-of-other', figures: {} };
  if (band === 'full') {
    return state.credits === 0
      ? { reason: 'flow-exits-needed', figures: { exits: rules.exitsPerEntry - state.exits } }
      : { reason: 'flow-reserved-first', figures: {} };
  }
  const figures = { nth: Math.min(state.reservedInRow + 1, rules.reservedPerOther), of: rules.reservedPerOther };
  return { reason: 'flow-turn-of-reserved', figures };
}

/** What a grant took from the rules: given back when its car does not go in. */
export interface Taken {
  class: VehicleClass;
  credits: number;
  reservedInRow: number;
}

/**
 * A car was let in, by the rules or by a person, while `asking` stood at the lines, itself among them or not. What a person
 * lets in out of turn counts as well: the next ones make up for it.
 */
export function afterGrant(
  rules: FlowRules,
  state: FlowState,
  lot: LotNow,
  asking: readonly Asking[],
  car: Pick<Asking, 'id' | 'class'>,
): { state: FlowState; taken: Taken } {
  const taking = (credits: number, reservedInRow: number): { state: FlowState; taken: Taken } => ({
    state: { ...state, credits: state.credits - credits, reservedInRow: state.reservedInRow - reservedInRow },
    taken: { class: car.class, credits, reservedInRow },
  });
  const band = bandNow(rules, lot);
  // What was earned or owed before has no meaning in another time.
  if (!lot.priority || band === 'unsaturated') return { ...taking(0, 0), state: FLOW_AT_REST };
  const granted =
    car.class === 'other'
      ? taking(band === 'full' ? Math.min(1, state.credits) : 0, state.reservedInRow)
      : taking(0, inRow());
  return band === 'full' ? granted : { ...granted, state: withoutCredits(granted.state) };

  function inRow(): number {
    return asking.some(({ id, class: kind }) => kind === 'other' && id !== car.id) ? -1 : 0;
  }
}

/** Credits are for the full lot in which they were earned: once it is not full, nobody needs them. */
const withoutCredits = (state: FlowState): FlowState => ({ ...state, exits: 0, credits: 0 });

/** The car that was let in did not go: whoever comes next of its kind has its turn. */
export function afterWithdrawal(rules: FlowRules, state: FlowState, taken: Taken): FlowState {
  const reservedInRow = Math.min(rules.reservedPerOther, Math.max(0, state.reservedInRow + taken.reservedInRow));
  return { ...state, credits: state.credits + taken.credits, reservedInRow };
}

/** A car has left; `lot` as it was before. Exits that leave the lot full let others in (6.3.4 b). */
export function afterExit(rules: FlowRules, state: FlowState, lot: LotNow): FlowState {
  if (!lot.priority) return FLOW_AT_REST;
  if (bandNow(rules, { ...lot, inside: lot.inside - 1 }) !== 'full') return withoutCredits(state);
  const exits = state.exits + 1;
  return exits >= rules.exitsPerEntry
    ? { ...state, exits: exits - rules.exitsPerEntry, credits: state.credits + 1 }
    : { ...state, exits };
}
