import type { Clock } from '../clock/contract.ts';
import type { SimulatedArm } from './simulated-arm.ts';

/** One vehicle in a simulated lane, from the approach loop over the passage loop and away. */
export interface SimulatedVehicle {
  /** Onto the approach loop. */
  approach(): void;
  /** Onto the passage loop. False: the arm is in the way and the driver waits. A short vehicle leaves the approach loop. */
  enter(): boolean;
  /** Through a closed arm. */
  force(): void;
  /** The rear of a long vehicle leaves the approach loop. */
  clearApproach(): void;
  /** Off both loops, forwards or backwards. */
  leave(): void;
  /** Approaches, waits until the arm is up, passes and is gone: then it resolves. */
  drive(pace?: { reactionMs?: number; onLoopMs?: number }): Promise<void>;
}

/** A driver does not go under an arm that is lower than this. */
const HIGH_ENOUGH = 0.5;

/** `long`: stays on the approach loop while it is on the passage loop. One vehicle is in the lane's loops at a time. */
export function createSimulatedVehicle(arm: SimulatedArm, clock: Clock, { long = false } = {}): SimulatedVehicle {
  const vehicle: SimulatedVehicle = {
    approach: () => arm.setLoop('approach', true),
    enter() {
      if (arm.position < HIGH_ENOUGH) return false;
      vehicle.force();
      return true;
    },
    force() {
      arm.setLoop('passage', true);
      if (!long) arm.setLoop('approach', false);
    },
    clearApproach: () => arm.setLoop('approach', false),
    leave() {
      arm.setLoop('approach', false);
      arm.setLoop('passage', false);
    },
    async drive({ reactionMs = 300, onLoopMs = 1200 } = {}) {
      vehicle.approach();
      await armUp(arm);
      await pause(clock, reactionMs);
      while (!vehicle.enter()) await armUp(arm);
      await pause(clock, onLoopMs);
      vehicle.leave();
    },
  };
  return vehicle;
}

function armUp(arm: SimulatedArm): Promise<void> {
  if (arm.position === 1) return Promise.resolve();
  return new Promise((resolve) => {
    const off = arm.onMove((what) => {
      if (what !== 'open') return;
      off();
      resolve();
    });
  });
}

const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));
