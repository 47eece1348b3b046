import { expect, vi } from 'vitest';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import type { CustomFrameConfig, ModbusRelayConfig } from '../../electron/contract/site-barriers.ts';
import type { Clock } from '../clock/contract.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { startLineServer } from '../links/line-server.ts';
import type { FarEnd } from '../links/line-server.ts';
import { timingOf } from '../links/line-timing.ts';
import { makeLink } from '../links/make-link.ts';
import { createMemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { CONFIG, TIMING } from './barrier.fixture.ts';
import type { Barrier, BarrierEvent } from './contract.ts';
import { makeBarrier } from './make-barrier.ts';
import { createSimulatedController } from './simulated-controller.ts';
import { createSimulatedArm, createSimulatedBoard, serveBoards } from './simulator.ts';
import type { SimulatedArm } from './simulator.ts';

/** A barrier on a simulated device: in memory on a moved clock, or over real TCP in real time. */
export interface World {
  barrier: Barrier;
  arm: SimulatedArm;
  events: BarrierEvent[];
  /** Commands that the device heard. */
  writes(): number;
  relaysOn(): boolean;
  until(condition: () => boolean): Promise<void>;
  /** So many readings go by, whatever they say. */
  readings(count: number): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

/** A device as the worlds need it. */
interface Device {
  serve(line: FarEnd): () => void;
  reads(): number;
  writes(): number;
  relaysOn(): boolean;
}

interface Kind {
  config: ModbusRelayConfig | CustomFrameConfig;
  device(arm: SimulatedArm, clock: Clock): Device;
}

const TRAVEL_MS = 300;
const LIMITS = { pollMs: 20, openTimeoutMs: 500, closeTimeoutMs: 500 };
const pulse = (coil: number) => ({ coil, mode: 'pulse', ms: 100 }) as const;

const BOARD: Kind = {
  config: { ...CONFIG, ...LIMITS, coils: { open: pulse(0), close: pulse(1), stop: pulse(2) } },
  device(arm, clock) {
    const inputs = { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3, button: 4, remote: 5 };
    const wired = { arm, coils: { open: 0, close: 1, stop: 2 }, inputs };
    const board = createSimulatedBoard({ clock, unit: 1, arms: [wired] });
    return {
      serve: (line) => serveBoards(line, [board], clock),
      reads: () => board.reads,
      writes: () => board.writes.length,
      relaysOn: () => board.coils.includes(true),
    };
  },
};

/** A controller whose manual has a status, confirmations and a checksum. */
export const CONTROLLER = barrierConfig.parse({
  driver: 'custom-frame',
  link: 'line-1',
  checksum: { kind: 'xor8', from: 1 },
  commands: {
    open: { send: 'FA 01 10 01 {check}', reply: 'FB 01 10 01 {check}' },
    close: { send: 'FA 01 10 02 {check}', reply: 'FB 01 10 02 {check}' },
    stop: { send: 'FA 01 10 03 {check}', reply: 'FB 01 10 03 {check}' },
  },
  status: {
    send: 'FA 01 20 00 {check}',
    reply: 'FB 01 20 ?? ?? {check}',
    bits: {
      opened: { byte: 3, bit: 0 },
      closed: { byte: 3, bit: 1 },
      passageLoop: { byte: 4, bit: 0 },
      approachLoop: { byte: 4, bit: 1, inverted: true },
      button: { byte: 4, bit: 4 },
      remote: { byte: 4, bit: 5 },
    },
  },
  pollMs: 50,
}) as CustomFrameConfig;

const OWN_FRAMES: Kind = {
  config: { ...CONTROLLER, openTimeoutMs: 500, closeTimeoutMs: 500 },
  device(arm, clock) {
    const controller = createSimulatedController(CONTROLLER, arm, clock);
    return {
      serve: (line) => controller.serve(line),
      reads: () => controller.reads,
      writes: () => controller.obeyed.length,
      relaysOn: () => false,
    };
  },
};

const inMemory = (kind: Kind) => async (): Promise<World> => {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  cable.delayMs = 2;
  const arm = createSimulatedArm({ clock, travelMs: TRAVEL_MS });
  const device = kind.device(arm, clock);
  cable.onConnect((far) => void device.serve(far));
  const line = createSharedLine({ makeLink: () => cable.makeLink(), clock, timing: TIMING });
  const barrier = makeBarrier({ config: kind.config, line, camera: null, clock });
  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; !condition(); waited += 1) {
      if (waited > 20_000) throw new Error('not within 20 s');
      await clock.advanceAsync(1);
    }
  };
  return started(barrier, arm, device, until, {
    async start() {
      line.start();
      await clock.advanceAsync(0);
    },
    unplug: () => Promise.resolve(cable.unplug()),
    plug: () => Promise.resolve(cable.plug()),
    async stop() {
      const stopped = barrier.stop().then(() => line.stop());
      await clock.advanceAsync(5000);
      await stopped;
    },
  });
};

const overTcp = (kind: Kind) => async (): Promise<World> => {
  const clock = createSystemClock();
  const arm = createSimulatedArm({ clock, travelMs: TRAVEL_MS });
  const device = kind.device(arm, clock);
  const server = await startLineServer({ serve: (line) => device.serve(line) });
  const link = { id: 'line-1', kind: 'tcp', host: '127.0.0.1', port: server.port } as const;
  const line = createSharedLine({ makeLink: () => makeLink(link, clock), clock, timing: timingOf(link) });
  const barrier = makeBarrier({ config: kind.config, line, camera: null, clock });
  const until = (condition: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 5 });
  return started(barrier, arm, device, until, {
    start: () => Promise.resolve(line.start()),
    unplug: () => server.unplug(),
    plug: () => server.plug(),
    async stop() {
      await barrier.stop();
      await line.stop();
      await server.close();
    },
  });
};

async function started(
  barrier: Barrier,
  arm: SimulatedArm,
  device: Device,
  until: World['until'],
  { start, ...hands }: Pick<World, 'unplug' | 'plug' | 'stop'> & { start(): Promise<void> },
): Promise<World> {
  const events: BarrierEvent[] = [];
  barrier.on((event) => void events.push(event));
  barrier.start();
  await start();
  await until(() => barrier.state.mode === 'automatic');
  const readings = async (count: number): Promise<void> => {
    const last = device.reads() + count;
    await until(() => device.reads() >= last);
  };
  return { barrier, arm, events, writes: device.writes, relaysOn: device.relaysOn, until, readings, ...hands };
}

export const WORLDS = [
  ['a relay board in memory', inMemory(BOARD)],
  ['a relay board over TCP', overTcp(BOARD)],
  ['a controller of its own frames in memory', inMemory(OWN_FRAMES)],
  ['a controller of its own frames over TCP', overTcp(OWN_FRAMES)],
] as const;
