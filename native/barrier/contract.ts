import type { ArmPosition, BarrierFault, BarrierMode, LoopState } from '../../electron/contract/vocabulary.ts';

/** What the sensors last said. Never what we asked for: accepted is not opened. */
export interface BarrierState {
  arm: ArmPosition;
  passageLoop: LoopState;
  approachLoop: LoopState;
  mode: BarrierMode;
  fault: BarrierFault | null;
}

export type BarrierEvent =
  /** Anything in the state changed. Sent after the specific event below that goes with it. */
  | { type: 'state'; state: BarrierState }
  /** The first complete reading after the link came up: what the sensors really say now. */
  | { type: 'first-reading'; state: BarrierState }
  /** A command frame went out on the wire (and was echoed by the board when `confirmed`). */
  | { type: 'frame'; purpose: 'open' | 'close' | 'stop' | 'safety-open'; attempt: number; confirmed: boolean }
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'loop'; loop: 'passage' | 'approach'; occupied: boolean }
  /** The booth's push-button was pressed. Nothing has been opened by us yet. */
  | { type: 'button' }
  /** The same by a key fob's receiver, or the platform's contact. */
  | { type: 'remote' }
  /** `out-of-service` faults also set the mode; the others clear by themselves. */
  | { type: 'fault'; fault: BarrierFault; detail: string }
  | { type: 'fault-cleared'; fault: BarrierFault };

/**
 * One arm. Commands are wishes: each returns at once, and what came of it arrives as events.
 * Guarantees of every driver, whatever it is asked:
 * - nothing is sent at start, at reconnection or after a restart: the state is read, not replayed;
 * - close is sent only on loops freshly read clear since it was asked, never when one is occupied or unknown, never
 *   without loops (such a lane's controller closes by itself), never while held open;
 * - a vehicle on the passage loop while the arm comes down makes it rise at once (B4);
 * - an arm that does not reach its limit is tried twice more, then out of service: no more pulses until a person says so.
 */
export interface Barrier {
  readonly state: BarrierState;
  /** Whether the lane has a passage loop: without one, passages are assumed. */
  readonly sensesPassage: boolean;
  readonly sensesApproach: boolean;
  start(): void;
  stop(): Promise<void>;
  /** Lift for one vehicle. False: nothing was sent and nothing will be (offline, out of service). */
  open(): boolean;
  /** Lower once it is safe; stays wished until done, or until open or hold takes its place. */
  close(): void;
  /** Stop the arm where it is, where the board has a coil for it. */
  halt(): void;
  holdOpen(): boolean;
  endHold(): void;
  returnToService(): void;
  on(listener: (event: BarrierEvent) => void): () => void;
}
