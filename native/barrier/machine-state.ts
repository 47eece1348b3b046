import type { BarrierFault } from '../../electron/contract/vocabulary.ts';
import type { BarrierEvent, BarrierState } from './contract.ts';
import { BLIND, allClear, armOf, limitsDisagree, loopOf } from './sensors.ts';
import type { Reading, Senses, Sensing } from './sensors.ts';

/** The words of the command machine: what it is told, what it knows, what it wants done. Spans and instants in ms. */

export interface MachineSettings {
  senses: Senses;
  canClose: boolean;
  canStop: boolean;
  openTimeoutMs: number;
  closeTimeoutMs: number;
  /** A reading older than this says nothing any more; the second while the arm comes down, or is about to. */
  staleMs: number;
  staleLoweringMs: number;
}

export type Purpose = (BarrierEvent & { type: 'frame' })['purpose'];

/** One command to the arm. `frame` is its number: an answer counts only for the command it belongs to. */
export interface Command {
  frame: number;
  purpose: Purpose;
  attempt: number;
}

export type MachineEvent =
  | { type: 'open' | 'close' | 'halt' | 'hold' | 'end-hold' | 'return-to-service' }
  /** `askedAt`: when the question went out; the inputs were sampled after that. */
  | { type: 'reading'; reading: Reading; askedAt: number; suspect: boolean }
  | { type: 'reading-failed'; fault: 'no-answer' | 'bad-answer'; detail: string }
  | { type: 'link-up' }
  /** `recycled`: closed by us because the board does not answer; the port itself is there. */
  | { type: 'link-down'; recycled: boolean; detail: string }
  | { type: 'frame-sent'; command: Command }
  | { type: 'frame-confirmed'; command: Command }
  | { type: 'frame-failed'; command: Command; outcome: 'not-sent' | 'no-echo' | 'refused' }
  | { type: 'tick' };

export type Motion =
  | { type: 'rest'; command: null; lowering: false }
  /**
   * Waits for the open limit until `due`. `sentAt` is null while the frame is queued. `lowering`: the arm was coming down
   * and the board has not yet confirmed this command.
   */
  | { type: 'opening'; command: Command; lowering: boolean; sentAt: number | null; due: number }
  /**
   * Waits for the closed limit. `lowering`: a close went out, so the arm may be coming down. `overdue`: the limit did not
   * come; the next close goes once the loops were read clear again.
   */
  | { type: 'closing'; command: Command; lowering: boolean; due: number; overdue: boolean }
  /** A stop was sent; `lowering`: until it is confirmed the arm may still come down. */
  | { type: 'stopping'; command: Command; lowering: boolean; due: number }
  /** Sight was lost while the arm came down. Nothing is sent for it, unless it is then seen over a vehicle. */
  | { type: 'unseen'; command: null; lowering: true; due: number };

export const REST: Motion = { type: 'rest', command: null, lowering: false };

/** A close that waits for its moment. `clear`: complete readings in a row since `since` with every loop clear. */
export interface CloseWish {
  since: number;
  clear: number;
  /** How often the arm had to rise again over a vehicle. */
  reversals: number;
}

export interface NamedFault {
  fault: BarrierFault;
  detail: string;
}

export interface MachineState {
  linkUp: boolean;
  sensing: Sensing;
  motion: Motion;
  closeWish: CloseWish | null;
  held: boolean;
  /** `arm` puts the barrier out of service until a person returns it; the others end with their cause. */
  faults: { link: NamedFault | null; arm: NamedFault | null; limits: NamedFault | null };
  lastFrame: number;
}

export const INITIAL: MachineState = {
  linkUp: false,
  sensing: BLIND,
  motion: REST,
  closeWish: null,
  held: false,
  faults: { link: null, arm: null, limits: null },
  lastFrame: 0,
};

/** The state as the lane sees it. */
export function viewOf(settings: MachineSettings, state: MachineState): BarrierState {
  const { link, arm, limits } = state.faults;
  return {
    arm: armOf(settings.senses, state.sensing),
    passageLoop: loopOf('passageLoop', settings.senses, state.sensing),
    approachLoop: loopOf('approachLoop', settings.senses, state.sensing),
    mode: modeOf(state),
    fault: (link ?? arm ?? limits)?.fault ?? null,
  };
}

function modeOf(state: MachineState): BarrierState['mode'] {
  if (state.sensing.type === 'blind') return 'offline';
  if (state.faults.arm !== null) return 'out-of-service';
  return state.held ? 'held-open' : 'automatic';
}

/** An open would be sent: the board answers and the arm is in service. */
export function mayOpen(state: MachineState): boolean {
  return state.linkUp && state.sensing.type === 'seeing' && state.faults.arm === null;
}

/**
 * The rule of the lowering arm, whole (B4): nobody holds it open, it is in service, and a fresh, settled reading shows
 * every wired loop clear, the passage loop among them, and the limit switches in agreement.
 */
export function mayClose(settings: MachineSettings, state: MachineState, at: number): boolean {
  const { sensing } = state;
  return (
    settings.canClose &&
    mayOpen(state) &&
    !state.held &&
    allClear(settings.senses, sensing) &&
    !limitsDisagree(sensing) &&
    sensing.type === 'seeing' &&
    at < sensing.at + settings.staleLoweringMs
  );
}

/** Asked right before the bytes of a queued command go: it was not superseded, and a close is still safe. */
export function stillWanted(settings: MachineSettings, state: MachineState, command: Command, at: number): boolean {
  if (state.motion.command?.frame !== command.frame) return false;
  return command.purpose !== 'close' || mayClose(settings, state, at);
}

/** A close of ours went out, and nothing has yet confirmed that it was undone: the arm may be on its way down. */
export function isComingDown({ motion }: MachineState): boolean {
  return motion.lowering;
}

/** When the last reading grows too old to be believed; never while there is none. */
export function staleAt(settings: MachineSettings, state: MachineState): number {
  if (state.sensing.type === 'blind') return Infinity;
  return state.sensing.at + (isComingDown(state) ? settings.staleLoweringMs : settings.staleMs);
}

/** When the machine wants its next `tick`, or null: only events can change anything. */
export function nextDeadline(settings: MachineSettings, state: MachineState): number | null {
  const due = state.motion.type === 'rest' ? Infinity : state.motion.due;
  const next = Math.min(due, staleAt(settings, state));
  return next === Infinity ? null : next;
}
