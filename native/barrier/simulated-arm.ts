import type { Clock } from '../clock/contract.ts';

export type ArmMove = 'rising' | 'open' | 'lowering' | 'closed' | 'stopped';
export type LoopName = 'passage' | 'approach';
export type Contact = 'open' | 'close' | 'stop';

export interface SimulatedArmOptions {
  clock: Clock;
  /** From down to up, or back. */
  travelMs?: number;
  /**
   * A controller that lowers by itself this long after a vehicle left its loop, and raises over another, as at lanes where
   * the loop is wired to the controller alone. Null: the arm moves by contacts only.
   */
  closesByItselfAfterMs?: number | null;
}

/** An arm, its limit switches and its loops, as physics on the injected clock. */
export interface SimulatedArm {
  /** 0 is down, 1 is up. */
  readonly position: number;
  readonly motion: 'rising' | 'lowering' | 'still';
  /** Every movement since the beginning. */
  readonly moves: readonly { at: number; what: ArmMove }[];
  /**
   * Times at which the arm came down on something on the passage loop, or began to lower though it had stood there for
   * longer than a poll and an exchange take. Must stay empty.
   */
  readonly crushes: readonly { at: number; what: 'began-to-lower' | 'came-down' }[];
  /** What the limit switches say, faults included. */
  readonly limits: { opened: boolean; closed: boolean };
  /** The motor turns, the arm does not. */
  stuck: boolean;
  /** A limit switch that always says the same; null works. */
  stuckLimits: { opened: boolean | null; closed: boolean | null };
  /** The push-button in the booth. */
  button: boolean;
  /** The contact of a key fob's receiver. */
  remote: boolean;
  isOccupied(loop: LoopName): boolean;
  /** Something stands on the loop, or no longer; apart from the vehicles that `arrive`. */
  setLoop(loop: LoopName, occupied: boolean): void;
  /** A relay closed (true) or opened its contact: the arm obeys the edge. Open wins over close (GB/T 24973). */
  setContact(contact: Contact, closed: boolean): void;
  /** Somebody moves the arm by hand, without the relays. */
  byHand(to: 'open' | 'closed'): void;
  onMove(listener: (what: ArmMove) => void): () => void;
  onLoop(listener: (loop: LoopName, occupied: boolean) => void): () => void;
}

const DEFAULT_TRAVEL_MS = 1500;
const KNOWABLE_AFTER_MS = 150;

/** An arm that is down, with nothing on its loops. */
export function createSimulatedArm(options: SimulatedArmOptions): SimulatedArm {
  const { clock, travelMs = DEFAULT_TRAVEL_MS, closesByItselfAfterMs = null } = options;
  const moves: { at: number; what: ArmMove }[] = [];
  const crushes: { at: number; what: 'began-to-lower' | 'came-down' }[] = [];
  const moveListeners = new Set<(what: ArmMove) => void>();
  const loopListeners = new Set<(loop: LoopName, occupied: boolean) => void>();
  const contacts: Record<Contact, boolean> = { open: false, close: false, stop: false };
  const loops: Record<LoopName, boolean> = { passage: false, approach: false };
  let occupiedSince = 0;
  let motion: SimulatedArm['motion'] = 'still';
  let from = { position: 0, at: clock.monotonic() };
  let cancelArrival: (() => void) | null = null;
  let cancelOwnClose: (() => void) | null = null;

  const positionNow = (): number => {
    const travelled = (clock.monotonic() - from.at) / travelMs;
    if (motion === 'still') return from.position;
    return motion === 'rising' ? Math.min(1, from.position + travelled) : Math.max(0, from.position - travelled);
  };

  const note = (what: ArmMove): void => {
    moves.push({ at: clock.monotonic(), what });
    for (const listener of [...moveListeners]) listener(what);
  };

  const halt = (what: 'open' | 'closed' | 'stopped'): void => {
    const position = what === 'open' ? 1 : what === 'closed' ? 0 : positionNow();
    cancelArrival?.();
    cancelArrival = null;
    from = { position, at: clock.monotonic() };
    motion = 'still';
    if (what === 'closed' && loops.passage) crushes.push({ at: clock.monotonic(), what: 'came-down' });
    note(what);
  };

  const move = (towards: 'rising' | 'lowering'): void => {
    const position = positionNow();
    const rest = towards === 'rising' ? 1 - position : position;
    if (arm.stuck || motion === towards || rest === 0) return;
    cancelOwnClose?.();
    cancelOwnClose = null;
    cancelArrival?.();
    from = { position, at: clock.monotonic() };
    motion = towards;
    cancelArrival = clock.after(rest * travelMs, () => halt(towards === 'rising' ? 'open' : 'closed'));
    const knowable = loops.passage && clock.monotonic() - occupiedSince > KNOWABLE_AFTER_MS;
    if (towards === 'lowering' && knowable) crushes.push({ at: clock.monotonic(), what: 'began-to-lower' });
    note(towards);
  };

  /** The controller's own mind, where it has one. */
  const ownLogic = (loop: LoopName, occupied: boolean): void => {
    if (closesByItselfAfterMs === null || loop !== 'passage') return;
    cancelOwnClose?.();
    cancelOwnClose = null;
    if (occupied && motion === 'lowering') move('rising');
    if (occupied || positionNow() === 0) return;
    cancelOwnClose = clock.after(closesByItselfAfterMs, () => {
      if (!contacts.open) move('lowering');
    });
  };

  const arm: SimulatedArm = {
    stuck: false,
    stuckLimits: { opened: null, closed: null },
    button: false,
    remote: false,
    moves,
    crushes,
    get position() {
      return positionNow();
    },
    get motion() {
      return motion;
    },
    get limits() {
      const { opened, closed } = arm.stuckLimits;
      return { opened: opened ?? positionNow() === 1, closed: closed ?? positionNow() === 0 };
    },
    isOccupied: (loop) => loops[loop],
    setLoop(loop, occupied) {
      if (loops[loop] === occupied) return;
      loops[loop] = occupied;
      if (loop === 'passage' && occupied) occupiedSince = clock.monotonic();
      ownLogic(loop, occupied);
      for (const listener of [...loopListeners]) listener(loop, occupied);
    },
    setContact(contact, closed) {
      const edge = closed && !contacts[contact];
      contacts[contact] = closed;
      if (!edge) return;
      switch (contact) {
        case 'open':
          return move('rising');
        case 'close':
          return contacts.open ? undefined : move('lowering');
        case 'stop':
          return motion === 'still' ? undefined : halt('stopped');
      }
    },
    byHand: (to) => move(to === 'open' ? 'rising' : 'lowering'),
    onMove(listener) {
      moveListeners.add(listener);
      return () => void moveListeners.delete(listener);
    },
    onLoop(listener) {
      loopListeners.add(listener);
      return () => void loopListeners.delete(listener);
    },
  };
  return arm;
}
