import { changesBetween } from './machine-changes.ts';
import { REST, isComingDown, mayClose, mayOpen, staleAt } from './machine-state.ts';
import type { Command, MachineEvent, MachineSettings, MachineState } from './machine-state.ts';
import { command, deviceFault, lookAgain, lookAway, outOfService, raise } from './machine-turn.ts';
import type { Turn } from './machine-turn.ts';
import { BLIND, armOf, limitsDisagree, miss, perhapsUnderArm, see } from './sensors.ts';

/**
 * The command machine of one arm: (state, event) → (state, what to send, what to tell). It has no clock and no I/O, so
 * every path of time can be read here and run in a test. What it guarantees is written in contract.ts.
 *
 * Without an `opened` input nothing can confirm an opening: one pulse is sent, no `opened` event comes, nothing is
 * retried, and the arm stays `unknown`. Without a `closed` input a close ends in the same way after its time.
 * While the board does not answer, every wish is dropped: what the sensors say afterwards is for the lane to judge.
 */

/** Complete readings with every loop clear, in a row, before a close is sent. */
const CLEAR_READINGS = 2;
/** A loop that flickers must not swing the arm all night: so many reversals for one wish, then a person looks. */
const MAX_REVERSALS = 5;

/** The first pulse and two retries. */
const MAX_ATTEMPTS = 3;

export type Step = Pick<Turn, 'state' | 'send' | 'tell'>;

/** One step. `at`: monotonic ms, never less than at the step before. */
export function step(settings: MachineSettings, before: MachineState, event: MachineEvent, at: number): Step {
  const turn: Turn = {
    settings,
    at,
    state: { ...before, faults: { ...before.faults } },
    send: [],
    tell: [],
    fulfilled: null,
  };
  expire(turn);
  obey(turn, event);
  closeIfSafe(turn);
  const { state, send, tell, fulfilled } = turn;
  return { state, send, tell: [...tell, ...changesBetween(settings, before, state, fulfilled)] };
}

function obey(turn: Turn, event: MachineEvent): void {
  const { state } = turn;
  switch (event.type) {
    case 'open':
      return open(turn);
    case 'hold':
      if (!mayOpen(state)) return;
      state.held = true;
      return open(turn);
    case 'end-hold':
      state.held = false;
      return;
    case 'close':
      return wishClose(turn);
    case 'halt':
      return halt(turn);
    case 'return-to-service':
      state.faults.arm = null;
      return;
    case 'reading':
      return read(turn, event);
    case 'reading-failed':
      return readingFailed(turn, event);
    case 'link-up':
      state.linkUp = true;
      state.sensing = BLIND;
      return;
    case 'link-down':
      return linkDown(turn, event);
    case 'frame-sent':
      return frameSent(turn, event.command);
    case 'frame-confirmed':
      return frameConfirmed(turn, event.command);
    case 'frame-failed':
      return frameFailed(turn, event);
    case 'tick':
      return;
  }
}

function open(turn: Turn): void {
  if (!mayOpen(turn.state)) return;
  // An open beats a pending close, and a hold takes its place.
  turn.state.closeWish = null;
  command(turn, 'open', 1);
}

function wishClose(turn: Turn): void {
  const { state, settings } = turn;
  if (!mayOpen(state) || state.held || !settings.canClose || !settings.senses.passageLoop) return;
  state.closeWish ??= { since: turn.at, clear: 0, reversals: 0 };
}

function halt(turn: Turn): void {
  const { state, settings } = turn;
  state.closeWish = null;
  if (settings.canStop && mayOpen(state)) return command(turn, 'stop', 1);
  // Without a stop the arm goes on by itself: a lowering one stays watched, everything else is forgotten.
  if (!isComingDown(state)) state.motion = REST;
}

function read(turn: Turn, event: MachineEvent & { type: 'reading' }): void {
  const { state, settings } = turn;
  const before = state.sensing;
  state.sensing = see(before, event.reading, event.suspect, turn.at);
  if (state.sensing.type === 'blind') return;
  state.faults.limits = limitsDisagree(state.sensing)
    ? { fault: 'limits-disagree', detail: 'both limit switches say yes at once' }
    : null;
  if (before.type === 'blind') {
    state.faults.link = null;
    lookAgain(turn);
  }
  follow(turn, event.askedAt);
  const wish = state.closeWish;
  if (wish !== null) {
    const counts = event.askedAt >= wish.since && mayClose(settings, state, turn.at);
    state.closeWish = { ...wish, clear: counts ? wish.clear + 1 : 0 };
  }
}

/** What a reading means for the motion under way. */
function follow(turn: Turn, askedAt: number): void {
  const { state, settings } = turn;
  const { motion, sensing } = state;
  if (sensing.type === 'blind') return;
  const arm = armOf(settings.senses, sensing);
  switch (motion.type) {
    case 'opening':
      if (arm !== 'open' || sensing.unsettled || motion.sentAt === null || askedAt < motion.sentAt) return;
      state.motion = REST;
      turn.fulfilled = 'open';
      return;
    case 'closing':
      if (isComingDown(state) && perhapsUnderArm(sensing)) raise(turn);
      else if (arm === 'closed') state.motion = REST;
      return;
    case 'stopping':
      if (isComingDown(state) && perhapsUnderArm(sensing)) raise(turn);
      return;
    case 'unseen':
      if (arm === 'closed' || arm === 'open') state.motion = REST;
      else if (perhapsUnderArm(sensing)) raise(turn);
      return;
    case 'rest':
      return;
  }
}

function readingFailed(turn: Turn, { fault, detail }: { fault: 'no-answer' | 'bad-answer'; detail: string }): void {
  const { state } = turn;
  const before = state.sensing;
  state.sensing = miss(before);
  if (state.sensing.type === 'seeing') return;
  if (before.type === 'seeing') lookAway(turn);
  if (state.sensing.failures > 1) deviceFault(state, fault, detail);
}

function linkDown(turn: Turn, event: MachineEvent & { type: 'link-down' }): void {
  const { state } = turn;
  state.linkUp = false;
  state.sensing = BLIND;
  lookAway(turn);
  if (event.recycled) deviceFault(state, 'no-answer', event.detail);
  else state.faults.link = { fault: 'port-unavailable', detail: event.detail };
}

function frameSent(turn: Turn, sent: Command): void {
  const { state, settings, at } = turn;
  turn.tell.push({ type: 'frame', purpose: sent.purpose, attempt: sent.attempt, confirmed: false });
  const { motion } = state;
  if (motion.type === 'opening' && motion.command.frame === sent.frame) {
    state.motion = { ...motion, sentAt: at, due: at + settings.openTimeoutMs };
  } else if (motion.type === 'closing' && motion.command.frame === sent.frame) {
    state.motion = { ...motion, lowering: true, due: at + settings.closeTimeoutMs };
  }
}

function frameConfirmed(turn: Turn, confirmed: Command): void {
  turn.tell.push({ type: 'frame', purpose: confirmed.purpose, attempt: confirmed.attempt, confirmed: true });
  const { motion } = turn.state;
  if (motion.command?.frame !== confirmed.frame) return;
  if (motion.type === 'stopping') turn.state.motion = REST;
  if (motion.type === 'opening') turn.state.motion = { ...motion, lowering: false };
}

function frameFailed(turn: Turn, { command: failed, outcome }: MachineEvent & { type: 'frame-failed' }): void {
  const { state, settings } = turn;
  const { motion } = state;
  const current = motion.command?.frame === failed.frame;
  if (current && motion.type === 'opening' && motion.lowering && failed.attempt < MAX_ATTEMPTS && state.linkUp) {
    // Not echoed is not "not obeyed": an open waits for its limit as ever, unless the arm may be coming down meanwhile.
    return command(turn, failed.purpose, failed.attempt + 1);
  }
  if (current && motion.type === 'closing' && outcome === 'not-sent') {
    // An earlier close of the same wish may have gone out, and keeps the arm watched.
    state.motion = motion.lowering ? { ...motion, overdue: true, due: Infinity } : REST;
    if (state.closeWish !== null) state.closeWish = { ...state.closeWish, clear: 0 };
  }
  if (current && motion.type === 'opening' && !settings.senses.opened && state.linkUp && outcome !== 'no-echo') {
    // No limit switch will ever tell that it stayed down, so this is told now; the next open may be taken again.
    state.motion = REST;
    const fault = 'arm-did-not-open';
    const detail = outcome === 'refused' ? 'the device refused to open' : 'the device was not reached';
    turn.tell.push({ type: 'fault', fault, detail }, { type: 'fault-cleared', fault });
  }
  // An echo that does not come is a lost answer like any other.
  if (outcome === 'no-echo') readingFailed(turn, { fault: 'no-answer', detail: `${failed.purpose} was not echoed` });
}

/** Time alone: readings grow old, limits do not come. */
function expire(turn: Turn): void {
  const { state, settings, at } = turn;
  if (at >= staleAt(settings, state)) {
    state.sensing = BLIND;
    lookAway(turn);
    deviceFault(state, 'no-answer', 'no whole reading for too long');
  }
  const { motion } = state;
  if (motion.type === 'rest' || at < motion.due) return;
  switch (motion.type) {
    case 'opening':
      if (state.sensing.type === 'blind' || !settings.senses.opened) state.motion = REST;
      else if (motion.command.attempt < MAX_ATTEMPTS) command(turn, motion.command.purpose, motion.command.attempt + 1);
      else outOfService(turn, 'arm-did-not-open', `no open limit after ${MAX_ATTEMPTS} pulses`);
      return;
    case 'closing':
      if (!settings.senses.closed || state.closeWish === null) {
        state.motion = REST;
        state.closeWish = null;
      } else if (motion.command.attempt < MAX_ATTEMPTS) {
        state.motion = { ...motion, overdue: true, due: Infinity };
        state.closeWish = { ...state.closeWish, since: at, clear: 0 };
      } else outOfService(turn, 'arm-did-not-close', `no closed limit after ${MAX_ATTEMPTS} pulses`);
      return;
    case 'stopping':
    case 'unseen':
      state.motion = REST;
      return;
  }
}

/** The only place that sends a close. */
function closeIfSafe(turn: Turn): void {
  const { state, settings } = turn;
  const { motion, closeWish } = state;
  if (closeWish === null) return;
  if (motion.type === 'rest' && armOf(settings.senses, state.sensing) === 'closed') {
    state.closeWish = null;
    turn.fulfilled = 'closed';
    return;
  }
  const again = motion.type === 'closing' && motion.overdue;
  if (motion.type !== 'rest' && !again) return;
  if (closeWish.clear < CLEAR_READINGS || !mayClose(settings, state, turn.at)) return;
  if (closeWish.reversals >= MAX_REVERSALS) {
    return outOfService(
      turn,
      'arm-did-not-close',
      `the passage loop was occupied ${MAX_REVERSALS} times on the way down`,
    );
  }
  state.closeWish = { ...closeWish, clear: 0 };
  command(turn, 'close', again ? motion.command.attempt + 1 : 1);
}
