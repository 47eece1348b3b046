import type { ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import type { ManualClock } from '../clock/manual-clock.ts';
import { timingOf } from '../links/line-timing.ts';
import type { LineTiming } from '../links/line-timing.ts';
import { createMemoryLine } from '../links/memory.ts';
import type { MemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import type { SharedLine } from '../links/shared-line.ts';
import type { Barrier, BarrierEvent } from './contract.ts';
import { createModbusRelay } from './modbus-relay.ts';
import { createSimulatedArm, createSimulatedBoard, createSimulatedVehicle, serveBoards } from './simulator.ts';
import type { SimulatedArm, SimulatedBoard, SimulatedVehicle } from './simulator.ts';

/** A barrier at work on a simulated board, over a cable in memory, on a clock that the test moves. */
export interface BarrierUnderTest {
  clock: ManualClock;
  line: MemoryLine;
  board: SimulatedBoard;
  arm: SimulatedArm;
  shared: SharedLine;
  barrier: Barrier;
  /** Everything the barrier told, oldest first. */
  events: BarrierEvent[];
  run(ms: number): Promise<void>;
  /** Types of the events since the last call, `state` left out. */
  told(): string[];
  /** Coils that were switched on since the beginning, by name, in order. */
  pulses(): string[];
  car(options?: { long?: boolean }): SimulatedVehicle;
  /** The program dies: from one instant to the next nothing is sent any more, not even the end of a pulse. */
  kill(): Promise<void>;
  /** Another program on the same board and line; the first must be stopped or killed. */
  restart(heldOpen?: boolean): Promise<void>;
  stop(): Promise<void>;
}

export const CONFIG: ModbusRelayConfig = {
  driver: 'modbus-relay',
  link: 'line-1',
  unit: 1,
  coils: {
    open: { coil: 0, mode: 'pulse', ms: 500 },
    close: { coil: 1, mode: 'pulse', ms: 500 },
    stop: { coil: 2, mode: 'pulse', ms: 500 },
  },
  inputs: {
    opened: { input: 0, inverted: false },
    closed: { input: 1, inverted: false },
    passageLoop: { input: 2, inverted: false },
    approachLoop: { input: 3, inverted: false },
    button: { input: 4, inverted: false },
    remote: { input: 5, inverted: false },
  },
  pollMs: 50,
  openTimeoutMs: 6000,
  closeTimeoutMs: 8000,
};

export const TIMING: LineTiming = timingOf({
  id: 'line-1',
  kind: 'serial',
  path: 'memory',
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
});

const COIL_NAMES = ['open', 'close', 'stop'];

export interface UnderTestOptions {
  config?: Partial<ModbusRelayConfig>;
  /** Where the arm is before the program starts. */
  armIs?: 'open' | 'closed';
  heldOpen?: boolean;
  /** How long the arm takes from down to up. */
  travelMs?: number;
  /** False: the cable is not plugged in yet. */
  plugged?: boolean;
}

/** Started, and read for the first time unless the cable is out. */
export async function startBarrier(options: UnderTestOptions = {}): Promise<BarrierUnderTest> {
  const config = { ...CONFIG, ...options.config };
  const clock = createManualClock();
  const line = createMemoryLine(clock);
  line.delayMs = 2;
  const arm = createSimulatedArm({ clock, travelMs: options.travelMs });
  if (options.armIs === 'open') {
    arm.byHand('open');
    clock.advance(5000);
  }
  const board = createSimulatedBoard({
    clock,
    unit: config.unit,
    arms: [
      {
        arm,
        coils: { open: 0, close: 1, stop: 2 },
        inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3, button: 4, remote: 5 },
      },
    ],
  });
  line.onConnect((far) => void serveBoards(far, [board], clock));
  if (options.plugged === false) line.unplug();

  const connect = (heldOpen: boolean) => {
    const shared = createSharedLine({ makeLink: () => line.makeLink(), clock, timing: TIMING });
    const barrier = createModbusRelay({ config, line: shared, clock, heldOpen });
    barrier.on((event) => void events.push(event));
    barrier.start();
    shared.start();
    return { shared, barrier };
  };
  const events: BarrierEvent[] = [];
  let toldUntil = 0;

  const test: BarrierUnderTest = {
    clock,
    line,
    board,
    arm,
    events,
    ...connect(options.heldOpen ?? false),
    run: (ms) => clock.advanceAsync(ms),
    told() {
      const types = events.slice(toldUntil).flatMap((event) => (event.type === 'state' ? [] : [event.type]));
      toldUntil = events.length;
      return types;
    },
    pulses: () =>
      board.writes.flatMap(({ request }) =>
        request.fn === 'write-coil' && request.value !== 0 ? [COIL_NAMES[request.address & 0xff] ?? '?'] : [],
      ),
    car: (vehicle) => createSimulatedVehicle(arm, clock, vehicle),
    kill: () => test.shared.stop(),
    async restart(heldOpen = false) {
      Object.assign(test, connect(heldOpen));
      await clock.advanceAsync(1000);
    },
    async stop() {
      const stopped = test.barrier.stop().then(() => test.shared.stop());
      await clock.advanceAsync(5000);
      await stopped;
    },
  };
  await clock.advanceAsync(1000);
  return test;
}
