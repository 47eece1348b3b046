import type { ArmPosition, LoopState } from '../../contract/vocabulary.ts';
import type { Alarm } from '../parking/alarms.ts';
import type { Arrival, Authorisation, LaneState } from './state.ts';

/** What the lane's machine is told, and what it makes follow. Instants are UTC ms. */

export type LaneEvent =
  /** A vehicle not seen here before. With an authorisation when the rules open for it. */
  | { type: 'arrived'; at: number; arrival: Arrival; authorisation: Authorisation | null; alarms?: readonly Alarm[] }
  /** The vehicle at the lane, judged again (a better capture, a corrected plate, a changed lot). */
  | { type: 'revised'; at: number; arrival: Arrival; authorisation: Authorisation | null; alarms?: readonly Alarm[] }
  /** A person lets the vehicle at the lane through, or whatever stands there when there is no arrival. */
  | { type: 'authorised'; at: number; arrival: Arrival | null; authorisation: Authorisation }
  | { type: 'refused'; at: number; arrival: Arrival; who: string; because: string | null }
  | { type: 'turned-away'; at: number; who: string | null }
  /** A car that is parked in the camera's view was read once more. */
  | { type: 'passed-over'; at: number; plate: string }
  /** `blind`: the barrier is offline or out of service, so no sensor could tell. */
  | { type: 'passed-by-hand'; at: number; who: string; blind?: boolean }
  | { type: 'arm-opened'; at: number }
  /** The arm is up by no command of ours (a crank, a key fob without a contact). `opening`: the id under which it is kept. */
  | { type: 'found-open'; at: number; opening: string }
  | { type: 'arm-closed'; at: number }
  /** The barrier could not lift: nothing was sent, or the arm did not reach its limit and is out of service. */
  | { type: 'arm-failed'; at: number; because: 'arm-did-not-open' | 'barrier-not-available' }
  | { type: 'passage-loop'; at: number; occupied: boolean; armDown: boolean }
  /** `gone`: the loop in front of the arm says that nobody stands there. */
  | { type: 'timer'; at: number; timer: LaneTimer; armDown: boolean; gone: boolean }
  /**
   * What the sensors say after they could not be read for `awayMs` (Infinity: the program began just now), before
   * anything else is believed. `stoodThere`: something was on the approach loop when they were last read.
   */
  | {
      type: 'resumed';
      at: number;
      awayMs: number;
      stoodThere: boolean;
      arm: ArmPosition;
      passageLoop: LoopState;
      approachLoop: LoopState;
    };

/**
 * settle: the passage loop stayed clear, so the vehicle is through (a trailer's gap is shorter).
 * patience: an open arm and nobody drove. Its right ends.
 * assume: nothing will tell of the vehicle (a lane without sensors, or it left its place while they could not be read);
 * by now it must have gone.
 * recheck: after a restart, whether the arm moves for the opening that may or may not have been sent.
 */
export type LaneTimer = 'settle' | 'patience' | 'assume' | 'recheck';

export type LaneEffect =
  | { do: 'open'; at: number; arrival: Arrival | null; authorisation: Authorisation }
  /** Others raised the arm: it is kept as an opening like our own. */
  | { do: 'found-open'; at: number; arrival: Arrival | null; opening: string }
  | { do: 'close' }
  /** `from`: since when it runs, where that was before the event. */
  | { do: 'start-timer'; timer: LaneTimer; from?: number }
  | { do: 'stop-timer'; timer: LaneTimer }
  /** The vehicle went through. `assumed`: no sensor said so. */
  | {
      do: 'passage';
      at: number;
      arrival: Arrival | null;
      authorisation: Authorisation | null;
      assumed: boolean;
      by: string | null;
    }
  | {
      do: 'note';
      fact: LaneFact;
      at: number;
      arrival: Arrival | null;
      who: string | null;
      because: string | null;
      /** The opening that it tells of. */
      opening: string | null;
    }
  /** The next vehicle is at the gate now: judge it as it stands. */
  | { do: 'judge'; arrival: Arrival };

export type LaneFact =
  'authorised' | 'held' | 'asked' | 'refused' | 'turned-away' | 'opened-by-hand' | 'opened-unknown' | 'grant-expired';

export interface LaneStep {
  state: LaneState;
  effects: LaneEffect[];
}
