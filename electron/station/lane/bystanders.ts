import type { LoopState } from '../../contract/vocabulary.ts';
import type { LaneEvent, LaneStep } from './events.ts';
import type { LaneState } from './state.ts';

/**
 * A car that the camera reads and that does not go through: parked in its view, it is read again and again between the
 * cars that do. Instants are UTC ms.
 */
export interface Bystander {
  plate: string;
  /** When it was first read. */
  firstAt: number;
  /** When another car last took its place, or its right lapsed. */
  passedOverAt: number;
  lastAt: number;
  /** How often another car took its place. */
  times: number;
}

/** One reading between two others may be a mistake; twice is a car that does not move. */
const TIMES = 2;
/** A car that was not read for so long is another visit. */
const FORGET_MS = 10 * 60_000;
/** A camera reads a car up to this long before it stands on the loop. */
const LEAD_MS = 10_000;
const MOST = 16;

/** The bystanders of a lane after a step: cars displaced or let through in vain come, cars that pass go. */
export function bystandersAfter(
  bystanders: readonly Bystander[],
  before: LaneState,
  event: LaneEvent,
  effects: LaneStep['effects'],
): Bystander[] {
  const { at } = event;
  const here = 'arrival' in before ? before.arrival : null;
  let known = bystanders.filter(({ lastAt }) => at - lastAt < FORGET_MS);
  if (event.type === 'passed-over') {
    known = known.map((each) => (each.plate === event.plate ? { ...each, lastAt: at } : each));
  }
  for (const effect of effects) {
    if (effect.do !== 'passage' && effect.do !== 'note') continue;
    const { arrival } = effect;
    if (!arrival || arrival.plate === '') continue;
    const others = known.filter(({ plate }) => plate !== arrival.plate);
    const lapsed = effect.do === 'note' && effect.fact === 'grant-expired';
    // One that a person sends away, or that stood behind the one in front, was not passed over.
    const displaced =
      effect.do === 'note' && effect.fact === 'turned-away' && effect.who === null && arrival.id === here?.id;
    if (effect.do === 'passage') known = others;
    else if (lapsed || displaced) {
      const old = known.find(({ plate }) => plate === arrival.plate);
      known = [
        ...others,
        {
          plate: arrival.plate,
          firstAt: old?.firstAt ?? arrival.at,
          passedOverAt: at,
          lastAt: at,
          times: lapsed ? TIMES : (old?.times ?? 0) + 1,
        },
      ];
    }
  }
  return known.slice(-MOST);
}

/** What the lane knows when a plate is read. */
export interface LaneNow {
  state: LaneState;
  approachLoop: LoopState;
  /** Since when the approach loop is occupied; null: it is not. */
  approachSince: number | null;
  /** Captures inside this are of one vehicle. */
  sameVehicleMs: number;
  at: number;
}

/**
 * What a reading of this plate means: `fresh`: deal with it as with any car; `back`: it never left, and the car that took
 * its place stands behind it; `ask`: it may be in front now, a person says; `beside`: it is parked, whoever else is there.
 */
export function meaningOf(bystander: Bystander | undefined, now: LaneNow): 'fresh' | 'back' | 'ask' | 'beside' {
  const { state, approachLoop, approachSince, sameVehicleMs, at } = now;
  if (!bystander || bystander.times < TIMES || at - bystander.lastAt >= FORGET_MS) return 'fresh';
  if (state.phase === 'idle') {
    if (approachLoop === 'occupied') return 'ask';
    // Without a loop, one that is still read once the lane has been quiet may want to go.
    return approachLoop !== 'clear' && at - state.since >= sameVehicleMs ? 'ask' : 'beside';
  }
  const here = 'intruder' in state ? state.arrival : null;
  const cameOntoLoop = approachSince !== null && bystander.firstAt >= approachSince - LEAD_MS;
  const stayedThere = cameOntoLoop && approachSince <= bystander.passedOverAt;
  return here !== null && stayedThere && bystander.firstAt < here.at ? 'back' : 'beside';
}
