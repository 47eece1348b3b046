import { createSimulatedArm, createSimulatedBoard, startBoardServer } from '../native/barrier/simulator.ts';
import type { ArmMove, FrameRecord } from '../native/barrier/simulator.ts';
import type { Clock } from '../native/clock/contract.ts';
import type { Journal } from './journal.ts';
import { WIRING } from './site.ts';
import type { LanePlan } from './site.ts';

export type ArmStands = 'up' | 'down' | 'moving';
export type BoardFault = 'none' | 'silent' | 'bad-crc' | 'unplugged';

/** A lane's barrier: arm, limit switches, loops, push-button and a fob's receiver on a relay board, behind a serial device server. */
export interface LaneBoard {
  /** Where it speaks Modbus RTU over TCP. */
  readonly port: number;
  arm(): ArmStands;
  setLoop(loop: 'approach' | 'passage', occupied: boolean): void;
  /** The booth's push-button, for as long as a finger stays on it. */
  press(): void;
  /** A key fob's receiver closes its contact, for as long as a finger stays on the fob. */
  pressFob(): void;
  /** Somebody raises or lowers the arm with the crank: no contact tells of it. */
  crank(to: 'open' | 'closed'): void;
  /** The motor turns and the arm does not move, or does again. */
  stick(stuck: boolean): void;
  misbehave(fault: BoardFault): Promise<void>;
  onMove(listener: (move: ArmMove) => void): () => void;
  /** Whether somebody is connected and has asked for its inputs. */
  isPolled(): boolean;
  stop(): Promise<void>;
}

export interface LaneBoardOptions {
  plan: LanePlan;
  journal: Journal;
  clock: Clock;
  /** From down to up, ms. */
  travelMs: number;
}

const FINGER_MS = 300;

/** Starts the board of one lane on a free port. */
export async function openLaneBoard({ plan, journal, clock, travelMs }: LaneBoardOptions): Promise<LaneBoard> {
  const arm = createSimulatedArm({ clock, travelMs });
  const board = createSimulatedBoard({
    clock,
    unit: WIRING.unit,
    arms: [{ arm, coils: WIRING.coils, inputs: WIRING.inputs }],
  });
  board.onFrame((frame) => {
    const meaning = meaningOf(frame);
    if (meaning !== null) journal.write({ what: 'frame', lane: plan.id, hex: frame.hex, meaning });
  });
  arm.onMove((move) => journal.write({ what: 'arm', lane: plan.id, move }));
  const server = await startBoardServer({ boards: [board], clock });

  return {
    get port() {
      return server.port;
    },
    arm: () => (arm.position === 1 ? 'up' : arm.position === 0 ? 'down' : 'moving'),
    setLoop(loop, occupied) {
      arm.setLoop(loop, occupied);
      journal.write({ what: 'loop', lane: plan.id, loop, occupied });
    },
    press() {
      arm.button = true;
      journal.write({ what: 'button', lane: plan.id });
      clock.after(FINGER_MS, () => (arm.button = false));
    },
    pressFob() {
      arm.remote = true;
      journal.write({ what: 'fob', lane: plan.id });
      clock.after(FINGER_MS, () => (arm.remote = false));
    },
    crank: (to) => arm.byHand(to),
    stick(stuck) {
      arm.stuck = stuck;
    },
    async misbehave(fault) {
      board.answering = { type: fault === 'silent' || fault === 'bad-crc' ? fault : 'normal' };
      await (fault === 'unplugged' ? server.unplug() : server.plug());
    },
    onMove: (listener) => arm.onMove(listener),
    isPolled: () => server.connections > 0 && board.reads > 0,
    stop: () => server.close(),
  };
}

/** Which relay a write switches; null for reads, of which there are twenty a second. */
function meaningOf({ request }: FrameRecord): string | null {
  if (request.fn === 'read-coils' || request.fn === 'read-inputs') return null;
  const relay = Object.entries(WIRING.coils).find(([, coil]) => coil === request.address)?.[0];
  if (request.fn !== 'write-coil' || relay === undefined) return `${request.fn} at ${request.address}`;
  return `${relay} ${request.value === 0 ? 'off' : 'on'}`;
}
