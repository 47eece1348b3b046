import { createSimulatedArm, createSimulatedBoard, serveBoards } from '../../native/barrier/simulator.ts';
import type { SimulatedArm, SimulatedBoard } from '../../native/barrier/simulator.ts';
import { createMemoryLine } from '../../native/links/memory.ts';
import type { MemoryLine } from '../../native/links/memory.ts';
import type { Link } from '../../native/links/contract.ts';
import type { Random } from '../../demo/random.ts';
import type { WorldClock } from './clock.ts';

/** Which contact of a lane's board goes where. */
export const CONTACTS = {
  coils: { open: 0, close: 1 },
  inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3 },
} as const;
const UNIT = 1;

/** How a bad line treats what goes over it: shares of the frames. */
export interface Noise {
  lost: number;
  garbled: number;
  late: number;
  twice: number;
}
export const QUIET: Noise = { lost: 0, garbled: 0, late: 0, twice: 0 };

/** What the station was told of a lane's loops last. */
export interface Reading {
  at: number;
  passage: boolean;
  approach: boolean;
}

/** What lies at one lane outside the station, and what went over its wire as an onlooker reads it. */
export interface LaneSide {
  readonly id: string;
  readonly arm: SimulatedArm;
  readonly board: SimulatedBoard;
  readonly line: MemoryLine;
  noise: Noise;
  /** Since when something stands on the passage loop, ms of the monotonic clock. */
  readonly occupiedSince: number | null;
  /** The last answer of the board that reached the station whole. */
  readonly reading: Reading | null;
  /** Since when all is well between station and board. */
  readonly wellSince: number;
  /** Something was done to the line, the board or the arm, or the station began anew. */
  disturbed(): void;
  /** Forgets every move and frame so far. */
  forget(): void;
  /** A pipe for one run of the station: nothing of it reaches a run that is over. */
  makeLink(isAlive: () => boolean): Link;
}

export interface LaneWatch {
  /** A pulse went out, read off the bytes; called while the station writes it. */
  onPulse(lane: LaneSide, contact: 'open' | 'close'): void;
}

export function createLaneSide(id: string, clock: WorldClock, random: Random, watch: LaneWatch): LaneSide {
  const arm = createSimulatedArm({ clock, travelMs: 800 });
  const board = createSimulatedBoard({ clock, unit: UNIT, arms: [{ arm, ...CONTACTS }] });
  const line = createMemoryLine(clock, id);
  line.onConnect((far) => void serveBoards(far, [board], clock));
  let occupiedSince: number | null = null;
  let reading: Reading | null = null;
  let wellSince = 0;
  arm.onLoop((loop, occupied) => {
    if (loop === 'passage') occupiedSince = occupied ? clock.monotonic() : null;
  });

  const side: LaneSide = {
    id,
    arm,
    board,
    line,
    noise: QUIET,
    get occupiedSince() {
      return occupiedSince;
    },
    get reading() {
      return reading;
    },
    get wellSince() {
      return wellSince;
    },
    disturbed: () => void (wellSince = clock.monotonic()),
    forget() {
      (arm.moves as unknown[]).length = 0;
      (board.writes as unknown[]).length = 0;
    },
    makeLink(isAlive) {
      const link = line.makeLink();
      return {
        name: link.name,
        get isOpen() {
          return link.isOpen;
        },
        open: () => link.open(),
        write: (bytes) => link.write(bytes),
        onData: (listener) => link.onData((bytes) => isAlive() && listener(bytes)),
        onClose: (listener) => link.onClose((why) => isAlive() && listener(why)),
        close: () => link.close(),
      };
    },
  };

  line.tamper = (bytes, way) => {
    if (way === 'out') {
      const contact = pulseIn(bytes);
      if (contact !== null) watch.onPulse(side, contact);
    }
    const { lost, garbled, twice } = side.noise;
    const draw = random.next();
    if (draw < lost) return null;
    if (draw < lost + garbled) {
      bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256);
      return bytes;
    }
    if (draw < lost + garbled + twice) return Uint8Array.from([...bytes, ...bytes]);
    const told = way === 'in' ? inputsIn(bytes) : null;
    if (told !== null) reading = { at: clock.monotonic() + line.delayMs, ...told };
    return bytes;
  };
  return side;
}

/** Modbus RTU, function 5 with the relay on, or the board's own pulse at 0x0200 above it. */
function pulseIn(bytes: Uint8Array): 'open' | 'close' | null {
  const [unit, fn, high = 0, low = 0, value = 0] = bytes;
  if (unit !== UNIT || fn !== 5) return null;
  const address = high * 256 + low;
  if (address < 0x200 && value !== 0xff) return null;
  switch (address % 0x200) {
    case CONTACTS.coils.open:
      return 'open';
    case CONTACTS.coils.close:
      return 'close';
    default:
      return null;
  }
}

/** Modbus RTU, answer to function 2. */
function inputsIn(bytes: Uint8Array): Pick<Reading, 'passage' | 'approach'> | null {
  const [unit, fn, count = 0, bits = 0] = bytes;
  if (unit !== UNIT || fn !== 2 || count < 1) return null;
  const { passageLoop, approachLoop } = CONTACTS.inputs;
  return { passage: ((bits >> passageLoop) & 1) === 1, approach: ((bits >> approachLoop) & 1) === 1 };
}
