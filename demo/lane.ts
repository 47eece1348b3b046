import { setTimeout as delay } from 'node:timers/promises';
import type { LaneBoard } from './board.ts';
import type { LaneCamera, Taken } from './camera.ts';
import type { Car } from './cars.ts';
import type { Journal } from './journal.ts';
import type { LanePlan } from './site.ts';

/** How a driver behaves. */
export type Manner =
  | 'normal'
  /** Thinks better of it, whatever the arm does, and backs away. */
  | 'turn-away'
  /** Drives through the closed arm. */
  | 'force';

export interface Ride {
  car: Car;
  manner: Manner;
  /** How long the driver waits before the arm, ms. */
  patienceMs: number;
}

export interface RideOutcome {
  result: 'passed' | 'turned-away';
  captureId: string;
  readAs: string;
  /** From the capture to the arm being up, ms; null when it never was. */
  liftedAfterMs: number | null;
}

export interface DemoLane {
  readonly plan: LanePlan;
  readonly board: LaneBoard;
  readonly camera: LaneCamera;
  /** Cars at the line and behind it. */
  readonly waiting: number;
  /** Sends a car up the lane, behind those already there. Rejects when the lot is stopped meanwhile. */
  ride(ride: Ride): Promise<RideOutcome>;
  /** The next car that passes is followed by this one, close behind and unasked. */
  tailgateNext(car: Car): void;
  /** The next car behaves like this, whoever it is. */
  nextManner(manner: Manner): void;
}

export interface DemoLaneOptions {
  plan: LanePlan;
  board: LaneBoard;
  camera: LaneCamera;
  journal: Journal;
  /** 1 is life; 4 drives four times as fast. */
  pace: number;
  stopping: AbortSignal;
}

/** Milliseconds at pace 1: a car at walking speed over two loops two metres long. */
const DRIVE_UP = 900;
const CAMERA_TRIGGER = 200;
const BACK_AWAY = 800;
const THINK_AGAIN = 2_000;
const REACTION = 500;
const ONTO_PASSAGE = 500;
const OFF_APPROACH = 600;
const OFF_PASSAGE = 700;
const TAILGATER_GAP = 300;
/** A driver behind waits for the arm to come down, but not for one that is kept up. */
const ARM_STAYS_UP = 6_000;
/** A camera whose car still stands there takes it again. */
const LOOK_AGAIN = 12_000;

/** One lane: cars, loops, arm and camera, and the order in which they can be in a place. */
export function openDemoLane(options: DemoLaneOptions): DemoLane {
  const { plan, board, camera, journal, pace, stopping } = options;
  const pause = (ms: number) => delay(ms / pace, undefined, { signal: stopping });
  let line: Promise<void> = Promise.resolve();
  let waiting = 0;
  let tailgater: Car | null = null;
  let manner: Manner | null = null;
  let under: Car | null = null;

  board.onMove((move) => {
    if (under === null || (move !== 'lowering' && move !== 'closed')) return;
    journal.write({ what: 'arm-on-car', lane: plan.id, plate: under.plate.text, move });
  });

  /** True once the arm is there, false when the time is over; rejects when the lot is stopped. */
  const armIs = (wanted: 'up' | 'down', ms: number): Promise<boolean> =>
    new Promise((resolve, reject) => {
      if (board.arm() === wanted) return void resolve(true);
      const leave = () => {
        off();
        clearTimeout(timer);
        stopping.removeEventListener('abort', onStop);
      };
      const settle = (is: boolean) => {
        leave();
        resolve(is);
      };
      const onStop = () => {
        leave();
        reject(stopping.reason as Error);
      };
      const off = board.onMove(() => {
        if (board.arm() === wanted) settle(true);
      });
      const timer = setTimeout(() => settle(false), ms);
      stopping.addEventListener('abort', onStop);
      if (stopping.aborted) onStop();
    });

  /** Waits before the arm, seen again by the camera from time to time. True once it is up. */
  const waitForArm = async (car: Car, patienceMs: number): Promise<boolean> => {
    let left = patienceMs;
    while (left > LOOK_AGAIN) {
      if (await armIs('up', LOOK_AGAIN)) return true;
      left -= LOOK_AGAIN;
      await camera.shoot(car);
    }
    return armIs('up', left);
  };

  /** Over the passage loop and away. The next car is called once the approach loop is clear. */
  const pass = async (car: Car, how: 'let-in' | 'tailgated' | 'forced', callNext: () => void): Promise<void> => {
    const armWasUp = board.arm() === 'up';
    under = car;
    board.setLoop('passage', true);
    await pause(OFF_APPROACH);
    board.setLoop('approach', false);
    const follower = tailgater;
    tailgater = null;
    if (follower === null) {
      callNext();
      await pause(OFF_PASSAGE);
    } else {
      await pause(TAILGATER_GAP);
      board.setLoop('approach', true);
      await pause(OFF_PASSAGE - TAILGATER_GAP);
    }
    board.setLoop('passage', false);
    under = null;
    journal.write({ what: 'passage', lane: plan.id, plate: car.plate.text, how, armUp: armWasUp });
    if (follower !== null) {
      await camera.shoot(follower);
      await pause(TAILGATER_GAP);
      await pass(follower, 'tailgated', callNext);
    }
  };

  const atLine = async (ride: Ride, callNext: () => void): Promise<RideOutcome> => {
    const { car, patienceMs } = ride;
    await armIs('down', ARM_STAYS_UP);
    const how = manner ?? ride.manner;
    manner = null;
    await pause(DRIVE_UP);
    board.setLoop('approach', true);
    await pause(CAMERA_TRIGGER);
    const taken = await camera.shoot(car);
    const shotAt = performance.now();
    switch (how) {
      case 'turn-away':
        await pause(THINK_AGAIN);
        return backAway(car, taken, callNext);
      case 'force':
        await pause(REACTION);
        await pass(car, 'forced', callNext);
        return { result: 'passed', ...namesOf(taken), liftedAfterMs: null };
      case 'normal': {
        if (!(await waitForArm(car, patienceMs))) return backAway(car, taken, callNext);
        const liftedAfterMs = performance.now() - shotAt;
        await pause(REACTION + ONTO_PASSAGE);
        await pass(car, 'let-in', callNext);
        return { result: 'passed', ...namesOf(taken), liftedAfterMs };
      }
    }
  };

  const backAway = async (car: Car, taken: Taken, callNext: () => void): Promise<RideOutcome> => {
    await pause(BACK_AWAY);
    board.setLoop('approach', false);
    journal.write({ what: 'turned-away', lane: plan.id, plate: car.plate.text });
    callNext();
    return { result: 'turned-away', ...namesOf(taken), liftedAfterMs: null };
  };

  return {
    plan,
    board,
    camera,
    get waiting() {
      return waiting;
    },
    async ride(ride) {
      const before = line;
      let callNext: () => void = () => undefined;
      line = new Promise((resolve) => (callNext = resolve));
      waiting += 1;
      try {
        await before;
        return await atLine(ride, callNext);
      } finally {
        waiting -= 1;
        callNext();
      }
    },
    tailgateNext(car) {
      tailgater = car;
    },
    nextManner(next) {
      manner = next;
    },
  };
}

const namesOf = ({ captureId, readAs }: Taken) => ({ captureId, readAs });
