import type { Barrier, BarrierEvent, BarrierState } from '../../../native/barrier/contract.ts';
import { makeBarrier } from '../../../native/barrier/make-barrier.ts';
import type { Camera } from '../../../native/camera/contract.ts';
import type { Clock } from '../../../native/clock/contract.ts';
import { limitsOf } from '../../contract/site-barriers.ts';
import type { BarrierConfig } from '../../contract/site-barriers.ts';
import type { BarrierTrial } from '../../contract/trials.ts';
import type { Actor } from '../access/door.ts';
import type { Lane } from '../lane/lane.ts';
import type { Once } from '../lane/parts.ts';
import type { TrialsParts } from './trials.ts';
import { waitFor } from './wait-for.ts';

export type BarrierAct = 'read' | 'open' | 'close';

/** What the first reading of a board takes at most. */
const READ_WITHIN_MS = 3_000;
/** A command that has not gone by then waits for its loops to be clear. */
const SENT_WITHIN_MS = 2_000;
/** An arm is up or down by then, or something is wrong with it. */
const MOVED_WITHIN_MS = 10_000;
/** Why the installer had an arm rise, as the list of openings has it. */
export const TRIAL_REASON = '调试道闸';

type Reached = Extract<BarrierState['arm'], 'open' | 'closed'>;
const reachedBy = (act: Exclude<BarrierAct, 'read'>): Reached => (act === 'open' ? 'open' : 'closed');

/** A barrier of the draft, by a driver of its own with all of its safety. */
export async function tryBarrier(parts: {
  barrier: Barrier;
  config: BarrierConfig;
  act: BarrierAct;
  clock: Clock;
}): Promise<BarrierTrial> {
  const { barrier, config, act, clock } = parts;
  const seen = { detail: '', sent: false };
  const leave = barrier.on((event) => note(seen, event, act));
  try {
    const isBlind = (): boolean => barrier.state.mode === 'offline';
    await waitFor(clock, READ_WITHIN_MS, () => !isBlind() || barrier.state.fault !== null);
    if (isBlind()) return blind(barrier.state, seen.detail);
    if (act === 'read') return stateOf(barrier.state, null);
    const limits = limitsOf(config);
    if (act === 'open') barrier.open();
    else barrier.close();
    const reached = reachedBy(act);
    const isSeen = act === 'open' ? limits.opened : limits.closed;
    const isSent = await waitFor(clock, SENT_WITHIN_MS, () => seen.sent);
    if (isSent && isSeen) await waitFor(clock, MOVED_WITHIN_MS, () => barrier.state.arm === reached || isBlind());
    return stateOf(barrier.state, seen.sent);
  } finally {
    leave();
  }
}

function note(seen: { detail: string; sent: boolean }, event: BarrierEvent, act: BarrierAct): void {
  if (event.type === 'fault') seen.detail = event.detail;
  if (event.type === 'frame' && event.purpose === act) seen.sent = true;
}

/** The line is open, and nothing sensible comes from the board. */
const blind = ({ fault }: BarrierState, detail: string): BarrierTrial => ({
  type: 'failed',
  trouble: fault === 'bad-answer' ? 'garbage' : 'no-answer',
  detail,
});

const stateOf = (
  { arm, passageLoop, approachLoop, mode, fault }: BarrierState,
  sent: boolean | null,
): BarrierTrial & { type: 'state' } => ({ type: 'state', arm, passageLoop, approachLoop, mode, fault, sent });

/** The barrier of the draft for its driver; a line or a camera is there where it hangs on one. */
export const barrierFrom = (
  config: BarrierConfig,
  line: Parameters<typeof makeBarrier>[0]['line'],
  camera: Camera | null,
  clock: Clock,
): Barrier => makeBarrier({ config, line, camera, clock });

/**
 * The barrier of a lane at work, which is as in the draft: by the lane itself, with its records, as an opening by hand.
 * Throws what the lane refuses with.
 */
export async function tryLane(parts: {
  lane: Lane;
  act: BarrierAct;
  who: Actor;
  once: () => Once;
  lower: TrialsParts['lower'];
  clock: Clock;
}): Promise<BarrierTrial> {
  const { lane, act, who, once, lower, clock } = parts;
  if (act === 'read') {
    const state = lane.barrierState();
    return state.mode === 'offline' ? blind(state, '') : stateOf(state, null);
  }
  const before = lane.barrierState().arm;
  if (act === 'open') lane.openByHand(who, TRIAL_REASON, once());
  else lower(lane, who, once);
  const limits = limitsOf(lane.config.barrier);
  const isSeen = act === 'open' ? limits.opened : limits.closed;
  const reached = reachedBy(act);
  if (isSeen) await waitFor(clock, MOVED_WITHIN_MS, () => lane.barrierState().arm === reached);
  const state = lane.barrierState();
  // A lane does not say when its frame went: that the arm of a close began to move does.
  return stateOf(state, act === 'open' || (before !== 'closed' && state.arm !== before));
}
