import type { Barrier, BarrierEvent, BarrierState } from '../../../native/barrier/contract.ts';

/** An arm played by hand at its contract: it does what it is told when the test says that it did. */
export interface PlayedBarrier extends Barrier {
  /** What it was told to do, in order. */
  readonly told: string[];
  /** Called inside `open`, before it returns: what is on the disk at that instant? */
  atOpen: () => void;
  /** The sensors change: the state is told as the drivers do. */
  senses(change: Partial<BarrierState>): void;
  tells(event: BarrierEvent): void;
  /** The board does not answer. */
  fallsSilent(): void;
  /** It answers again: the first reading is told before the state that it makes, as the drivers do. */
  answersAgain(found: Partial<BarrierState>): void;
}

export interface PlayedSensors {
  sensesPassage: boolean;
  sensesApproach: boolean;
  /** As the arm's controller stands when the program starts. */
  state: BarrierState;
}

export const AT_REST: BarrierState = {
  arm: 'closed',
  passageLoop: 'clear',
  approachLoop: 'clear',
  mode: 'automatic',
  fault: null,
};

export function playBarrier(sensors: PlayedSensors): PlayedBarrier {
  const listeners = new Set<(event: BarrierEvent) => void>();
  const told: string[] = [];
  let state = sensors.state;

  const available = (): boolean => state.mode === 'automatic' || state.mode === 'held-open';
  const tells = (event: BarrierEvent): void => {
    for (const listener of listeners) listener(event);
  };
  function senses(change: Partial<BarrierState>): void {
    state = { ...state, ...change };
    tells({ type: 'state', state });
  }

  const barrier: PlayedBarrier = {
    told,
    atOpen: () => undefined,
    get state() {
      return state;
    },
    sensesPassage: sensors.sensesPassage,
    sensesApproach: sensors.sensesApproach,
    start: () => undefined,
    stop: () => Promise.resolve(),
    open() {
      if (!available()) return false;
      told.push('open');
      barrier.atOpen();
      tells({ type: 'frame', purpose: 'open', attempt: 1, confirmed: false });
      return true;
    },
    close: () => void told.push('close'),
    halt: () => void told.push('halt'),
    holdOpen() {
      if (!available()) return false;
      told.push('hold-open');
      tells({ type: 'frame', purpose: 'open', attempt: 1, confirmed: false });
      senses({ mode: 'held-open' });
      return true;
    },
    endHold() {
      told.push('end-hold');
      if (state.mode === 'held-open') senses({ mode: 'automatic' });
    },
    returnToService() {
      told.push('return-to-service');
      senses({ mode: 'automatic', fault: null });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    senses,
    tells,
    fallsSilent: () => senses({ mode: 'offline', arm: 'unknown', passageLoop: 'unknown', approachLoop: 'unknown' }),
    answersAgain(found) {
      state = { ...AT_REST, ...found };
      tells({ type: 'first-reading', state });
      tells({ type: 'state', state });
    },
  };
  return barrier;
}
