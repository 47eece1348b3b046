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
export const LEAD_MS = 10_000;
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

/** What is known of a plate; one that was not read for long is of another visit. */
export const recall = (bystanders: readonly Bystander[], plate: string, at: number): Bystander | null =>
  bystanders.find((each) => each.plate === plate && at - each.lastAt < FORGET_MS) ?? null;

/** Whether it is parked: another car took its place again and again, or its right lapsed. */
export const isParked = (bystander: Bystander): boolean => bystander.times >= TIMES;

/** Whether it came with the loop before the arm, and has not left it. `approachSince`: since when that is occupied. */
export const staysOnLoop = ({ firstAt, passedOverAt }: Bystander, approachSince: number | null): boolean =>
  approachSince !== null && firstAt >= approachSince - LEAD_MS && approachSince <= passedOverAt;

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
export function meaningOf(bystander: Bystander | null, now: LaneNow): 'fresh' | 'back' | 'ask' | 'beside' {
  const { state, approachLoop, approachSince, sameVehicleMs, at } = now;
  if (bystander === null) return 'fresh';
  const here = 'intruder' in state && 'arrival' in state ? state.arrival : null;
  if (here !== null && staysOnLoop(bystander, approachSince) && bystander.firstAt < here.at) return 'back';
  if (!isParked(bystander)) return 'fresh';
  if (state.phase === 'idle') {
    if (approachLoop === 'occupied') return 'ask';
    // Without a loop, one that is still read once the lane has been quiet may want to go.
    return approachLoop !== 'clear' && at - state.since >= sameVehicleMs ? 'ask' : 'beside';
  }
  return 'beside';
}
