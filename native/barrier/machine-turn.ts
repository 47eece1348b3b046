import type { BarrierFault } from '../../electron/contract/vocabulary.ts';
import type { BarrierEvent } from './contract.ts';
import { REST, isComingDown } from './machine-state.ts';
import type { Command, MachineSettings, MachineState, Motion, Purpose } from './machine-state.ts';

/** One step of the command machine in progress, and the few things that a step does to the arm. */

/** One event's work in progress: a copy that the functions below change. */
export interface Turn {
  state: MachineState;
  /** Commands to write, before the events are told: the wire comes first. */
  send: Command[];
  tell: BarrierEvent[];
  settings: MachineSettings;
  at: number;
  /** A wish found fulfilled in this step. */
  fulfilled: 'open' | 'closed' | null;
}

/** Sends a command and turns the motion to it; whatever moved before is superseded. */
export function command(turn: Turn, purpose: Purpose, attempt: number): void {
  const { state, settings, at } = turn;
  const lowering = purpose === 'safety-open' || isComingDown(state);
  state.lastFrame += 1;
  const sending: Command = { frame: state.lastFrame, purpose, attempt };
  switch (purpose) {
    case 'open':
    case 'safety-open':
      state.motion = { type: 'opening', command: sending, lowering, sentAt: null, due: at + settings.openTimeoutMs };
      break;
    case 'close': {
      const due = at + settings.closeTimeoutMs;
      state.motion = { type: 'closing', command: sending, lowering, due, overdue: false };
      break;
    }
    case 'stop':
      state.motion = { type: 'stopping', command: sending, lowering, due: at + settings.closeTimeoutMs };
      break;
  }
  turn.send.push(sending);
}

/** The arm comes down over something, or nobody can tell (B4). The wish to close stays and waits for clear loops anew. */
export function raise(turn: Turn): void {
  const wish = turn.state.closeWish;
  if (wish !== null) turn.state.closeWish = { since: turn.at, clear: 0, reversals: wish.reversals + 1 };
  command(turn, 'safety-open', 1);
}

/** The board is lost from sight. An arm on its way down is raised, for as long as there is a line to say it on. */
export function lookAway(turn: Turn): void {
  const { state, settings, at } = turn;
  state.closeWish = null;
  if (!isComingDown(state)) state.motion = REST;
  else if (!state.linkUp) state.motion = unseen(state.motion, at + settings.closeTimeoutMs);
  else if (state.motion.type !== 'opening') raise(turn);
}

/** The board is in sight again. Read, not replayed: what was under way is over, apart from watching an arm come down. */
export function lookAgain({ state, settings, at }: Turn): void {
  state.motion = isComingDown(state) ? unseen(state.motion, at + settings.closeTimeoutMs) : REST;
}

const unseen = (motion: Motion, due: number): Motion =>
  motion.type === 'unseen' ? motion : { type: 'unseen', command: null, lowering: true, due };

/** The first name stays: a board that fails in turns in two ways is one fault, not many. */
export function deviceFault(state: MachineState, fault: 'no-answer' | 'bad-answer', detail: string): void {
  if (state.faults.link === null || (state.faults.link.fault === 'port-unavailable' && state.linkUp)) {
    state.faults.link = { fault, detail };
  }
}

export function outOfService(turn: Turn, fault: BarrierFault, detail: string): void {
  turn.state.faults.arm = { fault, detail };
  turn.state.motion = REST;
  turn.state.closeWish = null;
}
