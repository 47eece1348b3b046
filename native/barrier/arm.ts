import type { Clock } from '../clock/contract.ts';
import { step } from './command-machine.ts';
import type { Barrier, BarrierEvent } from './contract.ts';
import { INITIAL, mayOpen, nextDeadline, staleAt, stillWanted, viewOf } from './machine-state.ts';
import type { Command, MachineEvent, MachineSettings, MachineState } from './machine-state.ts';

/** What became of a command's bytes. */
export type WriteResult =
  /** `sent`: the device does not answer, so no more is known. `refused`: it understood, and will not. */
  | { type: 'confirmed' | 'sent' | 'refused' }
  /** `sent`: it may have been obeyed all the same. */
  | { type: 'failed'; why: string; sent: boolean };

/** What a driver is given: the command machine of one arm, at work. */
export interface Arm {
  readonly state: MachineState;
  /** Told what the device said. */
  dispatch(event: MachineEvent): void;
  /** Asked right before the bytes of a command go. */
  wants(command: Command): boolean;
  /** The command was written, in this very call. */
  wrote(command: Command): void;
  /** What came of a command, once that is known. */
  answered(command: Command, result: WriteResult): void;
}

/** What differs from device to device: how commands are written, and how its sensors are read. */
export interface ArmDriver {
  start(): void;
  /** Resolves when nothing of it is left on the device: pulses ended, questions over. */
  stop(): Promise<void>;
  perform(command: Command): void;
  /** The device was lost from sight: what was known of it is not. */
  onBlind?(): void;
}

export interface ArmOptions {
  settings: MachineSettings;
  clock: Clock;
  /** The arm was held open by hand when the program last ended: it still is. Nothing is sent for it. */
  heldOpen?: boolean | undefined;
  log?: { warn(data: unknown, message: string): void } | undefined;
}

/** Fractions of a millisecond are beneath any timer. */
const LEAST_TICK_MS = 1;

/** A barrier: the command machine decides, `makeDriver`'s driver writes and reads. */
export function createArm(options: ArmOptions, makeDriver: (arm: Arm) => ArmDriver): Barrier {
  const { settings, clock, heldOpen = false, log } = options;
  const listeners = new Set<(event: BarrierEvent) => void>();
  const events: MachineEvent[] = [];
  let state: MachineState = { ...INITIAL, held: heldOpen };
  let running = false;
  let started = false;
  let cancelTick: (() => void) | null = null;

  /** One event at a time, in order, also when a listener commands while it is told. */
  const dispatch = (event: MachineEvent): void => {
    events.push(event);
    if (running) return;
    running = true;
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const sighted = state.sensing.type === 'seeing';
      const done = step(settings, state, next, clock.monotonic());
      state = done.state;
      if (sighted && state.sensing.type === 'blind') driver.onBlind?.();
      for (const command of done.send) driver.perform(command);
      for (const told of done.tell) tell(told);
    }
    running = false;
    planTick();
  };

  const tell = (event: BarrierEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        // A listener's mistake is loud, but the arm is looked after first.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  const planTick = (): void => {
    cancelTick?.();
    const deadline = started ? nextDeadline(settings, state) : null;
    cancelTick =
      deadline === null
        ? null
        : clock.after(Math.max(LEAST_TICK_MS, deadline - clock.monotonic()), () => {
            cancelTick = null;
            dispatch({ type: 'tick' });
          });
  };

  const driver = makeDriver({
    get state() {
      return state;
    },
    dispatch,
    wants: (command) => started && stillWanted(settings, state, command, clock.monotonic()),
    wrote: (command) => dispatch({ type: 'frame-sent', command }),
    answered(command, result) {
      switch (result.type) {
        case 'confirmed':
          return dispatch({ type: 'frame-confirmed', command });
        case 'sent':
          return;
        case 'refused':
          log?.warn({ command, result }, 'the device refused');
          return dispatch({ type: 'frame-failed', command, outcome: 'refused' });
        case 'failed':
          if (result.sent) log?.warn({ command, result }, 'the device did not confirm');
          return dispatch({ type: 'frame-failed', command, outcome: result.sent ? 'no-echo' : 'not-sent' });
      }
    },
  });

  return {
    get state() {
      return viewOf(settings, state);
    },
    sensesPassage: settings.senses.passageLoop,
    sensesApproach: settings.senses.approachLoop,
    start() {
      if (started) return;
      started = true;
      driver.start();
    },
    async stop() {
      if (!started) return;
      started = false;
      cancelTick?.();
      await driver.stop();
    },
    open() {
      const accepted = mayAct();
      if (accepted) dispatch({ type: 'open' });
      return accepted;
    },
    close: () => started && dispatch({ type: 'close' }),
    halt: () => started && dispatch({ type: 'halt' }),
    holdOpen() {
      const accepted = mayAct();
      if (accepted) dispatch({ type: 'hold' });
      return accepted;
    },
    endHold: () => started && dispatch({ type: 'end-hold' }),
    returnToService: () => started && dispatch({ type: 'return-to-service' }),
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  function mayAct(): boolean {
    return started && mayOpen(state) && clock.monotonic() < staleAt(settings, state);
  }
}
