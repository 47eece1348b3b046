import type { AcceptanceAsk, AcceptanceKind } from '../../contract/acceptance.ts';
import type { ArmPosition, BarrierMode, LoopState } from '../../contract/vocabulary.ts';

/** One check of an acceptance run as a machine: pure, told what happens, asked what a person is to do. Instants are UTC ms. */

export type Facts = Record<string, string | number | boolean>;
export type LoopName = 'passage' | 'approach';

/** What a running check waits for. */
export type Waiting =
  | { for: 'car' }
  | { for: 'camera-time'; mostMs: number }
  | { for: 'picture' }
  /** `eyes`: no switch tells, a person does. `since`: when the command went. */
  | { for: 'arm-up'; eyes: boolean; eyesAfter: boolean; since: number }
  | { for: 'arm-down'; eyes: boolean; since: number }
  | { for: 'loop'; loop: LoopName; to: 'occupied' | 'clear'; then: LoopName[] }
  | { for: 'line-gone' }
  | { for: 'line-back'; goneAt: number }
  | { for: 'platform' }
  | { for: 'booking-made'; code: string | null }
  | { for: 'booking-cancelled'; code: string; confirmedAt: number }
  /** Something that needs nobody: its result comes as `measured`. */
  | { for: 'measurement' };

/** Whoever began it. */
export interface By {
  id: string;
  name: string;
}

export type CheckState =
  | { state: 'open' }
  | { state: 'running'; waits: Waiting; until: number; facts: Facts; who: By }
  | { state: 'passed' | 'failed'; at: number; facts: Facts; who: By }
  | { state: 'skipped'; at: number; because: string; who: By };

export interface BarrierSeen {
  arm: ArmPosition;
  passageLoop: LoopState;
  approachLoop: LoopState;
  mode: BarrierMode;
}

export type CheckEvent =
  /** `offsetMs`: the camera's clock less ours; null: a stored record, which says nothing of it. */
  | { what: 'capture'; plate: string; offsetMs: number | null }
  | { what: 'barrier'; barrier: BarrierSeen }
  | { what: 'platform'; up: boolean }
  | { what: 'booking'; step: 'locked' | 'confirmed' | 'cancelled'; code: string }
  | { what: 'measured'; passed: boolean; facts: Facts }
  | { what: 'answered'; yes: boolean }
  /** Time went by. */
  | { what: 'tick' };

/** What the check wants done, at once. */
export type CheckEffect = 'lower-arm';

export interface CheckStep {
  check: CheckState;
  effect: CheckEffect | null;
}

type Running = Extract<CheckState, { state: 'running' }>;

const MINUTE_MS = 60_000;
/** How long each thing is waited for. */
const WITHIN_MS: Record<Waiting['for'], number> = {
  car: 3 * MINUTE_MS,
  'camera-time': 3 * MINUTE_MS,
  picture: 3 * MINUTE_MS,
  'arm-up': 30_000,
  'arm-down': 30_000,
  loop: 2 * MINUTE_MS,
  'line-gone': 2 * MINUTE_MS,
  'line-back': 2 * MINUTE_MS,
  platform: 30_000,
  'booking-made': 10 * MINUTE_MS,
  'booking-cancelled': 10 * MINUTE_MS,
  measurement: 2 * MINUTE_MS,
};

export const running = (waits: Waiting, at: number, who: By, facts: Facts = {}): Running => ({
  state: 'running',
  waits,
  until: at + WITHIN_MS[waits.for],
  facts,
  who,
});

/** The ask of a check for whoever stands there; null: nobody is needed just now. */
export function askOf(check: CheckState): AcceptanceAsk | null {
  if (check.state !== 'running') return null;
  const { waits } = check;
  switch (waits.for) {
    case 'car':
    case 'camera-time':
    case 'picture':
      return 'bring-car';
    case 'arm-up':
      return waits.eyes ? 'watch-arm-rise' : null;
    case 'arm-down':
      return waits.eyes ? 'watch-arm-fall' : null;
    case 'loop':
      return `${waits.to === 'occupied' ? 'occupy' : 'clear'}-${waits.loop}-loop`;
    case 'line-gone':
      return 'pull-line';
    case 'line-back':
      return 'plug-line';
    case 'booking-made':
      return 'have-booking-made';
    case 'booking-cancelled':
      return 'have-booking-cancelled';
    case 'platform':
    case 'measurement':
      return null;
  }
}

/** What a check becomes by what happened; what is nothing to it changes nothing. */
export function step(check: CheckState, event: CheckEvent, at: number): CheckStep {
  if (check.state !== 'running') return { check, effect: null };
  if (event.what === 'tick') return at < check.until ? stay(check) : late(check, at);
  if (event.what === 'measured') return ended(check, event.passed, at, event.facts);
  if (event.what === 'answered' && !event.yes) return given(check, at);
  const { waits } = check;
  switch (waits.for) {
    case 'car':
      return event.what === 'capture' ? seen(check, event, at) : stay(check);
    case 'camera-time':
      if (event.what !== 'capture' || event.offsetMs === null) return stay(check);
      return ended(check, Math.abs(event.offsetMs) <= waits.mostMs, at, { offsetMs: event.offsetMs });
    case 'arm-up': {
      const isUp = waits.eyes ? event.what === 'answered' : event.what === 'barrier' && event.barrier.arm === 'open';
      if (!isUp) return stay(check);
      const facts = { ...check.facts, ...(!waits.eyes && { riseMs: at - waits.since }) };
      const next = running({ for: 'arm-down', eyes: waits.eyesAfter, since: at }, at, check.who, facts);
      return { check: next, effect: 'lower-arm' };
    }
    case 'arm-down': {
      const isDown = waits.eyes
        ? event.what === 'answered'
        : event.what === 'barrier' && event.barrier.arm === 'closed';
      if (!isDown) return stay(check);
      return ended(check, true, at, waits.eyes ? {} : { fallMs: at - waits.since });
    }
    case 'loop':
      return event.what === 'barrier' ? loopSeen(check, waits, event.barrier, at) : stay(check);
    case 'line-gone':
      if (event.what !== 'barrier' || event.barrier.mode !== 'offline') return stay(check);
      return stay(running({ for: 'line-back', goneAt: at }, at, check.who, check.facts));
    case 'line-back':
      if (event.what !== 'barrier' || event.barrier.mode === 'offline') return stay(check);
      return ended(check, true, at, { backMs: at - waits.goneAt });
    case 'platform':
      return event.what === 'platform' && event.up ? ended(check, true, at, {}) : stay(check);
    case 'booking-made':
    case 'booking-cancelled':
      return event.what === 'booking' ? booked(check, waits, event, at) : stay(check);
    case 'picture':
    case 'measurement':
      return stay(check);
  }
}

const stay = (check: CheckState): CheckStep => ({ check, effect: null });

const ended = ({ facts, who }: Running, passed: boolean, at: number, more: Facts): CheckStep =>
  stay({ state: passed ? 'passed' : 'failed', at, facts: { ...facts, ...more }, who });

/** An arm that was raised for the check does not stay up because nobody saw it rise. */
const failed = (check: Running, why: string, at: number): CheckStep => ({
  check: ended(check, false, at, { why }).check,
  effect: check.waits.for === 'arm-up' ? 'lower-arm' : null,
});

const late = (check: Running, at: number): CheckStep => failed(check, 'timeout', at);
const given = (check: Running, at: number): CheckStep =>
  failed(check, askOf(check)?.startsWith('watch-') ? 'answer' : 'given-up', at);

/** A camera that takes a picture and reads nothing has not shown what it is for; the car may stand better. */
function seen(check: Running, { plate, offsetMs }: CheckEvent & { what: 'capture' }, at: number): CheckStep {
  if (plate === '') return stay({ ...check, facts: { ...check.facts, unread: true } });
  const facts = { plate, ...(offsetMs !== null && { offsetMs }) };
  return stay({ state: 'passed', at, facts, who: check.who });
}

function loopSeen(
  check: Running,
  { loop, to, then }: Extract<Waiting, { for: 'loop' }>,
  barrier: BarrierSeen,
  at: number,
): CheckStep {
  if ((loop === 'passage' ? barrier.passageLoop : barrier.approachLoop) !== to) return stay(check);
  if (to === 'occupied') return stay(running({ for: 'loop', loop, to: 'clear', then }, at, check.who, check.facts));
  const facts = { ...check.facts, [`${loop}Loop`]: true };
  const [next, ...rest] = then;
  if (next === undefined) return stay({ state: 'passed', at, facts, who: check.who });
  return stay(running({ for: 'loop', loop: next, to: 'occupied', then: rest }, at, check.who, facts));
}

/** It is locked, confirmed, and cancelled: all of it the platform's doing, in this order, under one number. */
function booked(
  check: Running,
  waits: Extract<Waiting, { for: 'booking-made' | 'booking-cancelled' }>,
  { step: what, code }: CheckEvent & { what: 'booking' },
  at: number,
): CheckStep {
  if (waits.for === 'booking-cancelled') {
    const isIt = what === 'cancelled' && code === waits.code;
    return isIt ? ended(check, true, at, { cancelledMs: at - waits.confirmedAt }) : stay(check);
  }
  if (what === 'locked') return stay({ ...check, waits: { ...waits, code } });
  if (what === 'confirmed' && code === waits.code)
    return stay(running({ for: 'booking-cancelled', code, confirmedAt: at }, at, check.who, { bookCode: code }));
  return stay(check);
}

/** How the checks of a run come out together. */
export function verdictOf(states: readonly CheckState['state'][]): 'passed' | 'passed-with-skips' | 'failed' {
  if (states.some((state) => state !== 'passed' && state !== 'skipped')) return 'failed';
  return states.includes('skipped') ? 'passed-with-skips' : 'passed';
}

/** Which check it is. */
export interface CheckPlace {
  id: string;
  kind: AcceptanceKind;
  laneId: string | null;
  platform: string | null;
}
