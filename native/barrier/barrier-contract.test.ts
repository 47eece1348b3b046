import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BarrierConfig } from '../../electron/contract/site.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { makeLink } from '../links/make-link.ts';
import { CONFIG, startBarrier } from './barrier.fixture.ts';
import type { Barrier, BarrierEvent } from './contract.ts';
import { createModbusBus, timingOf } from './modbus-bus.ts';
import { createModbusRelay } from './modbus-relay.ts';
import { createSimulatedArm, createSimulatedBoard, startBoardServer } from './simulator.ts';
import type { SimulatedArm, SimulatedBoard } from './simulator.ts';

/** What every barrier driver must do, on whatever line. Here: in memory on a moved clock, and over real TCP in real time. */
interface World {
  barrier: Barrier;
  board: SimulatedBoard;
  arm: SimulatedArm;
  events: BarrierEvent[];
  until(condition: () => boolean): Promise<void>;
  /** So many readings go by, whatever they say. */
  readings(count: number): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

const FAST: Partial<BarrierConfig> = {
  coils: {
    open: { coil: 0, mode: 'pulse', ms: 100 },
    close: { coil: 1, mode: 'pulse', ms: 100 },
    stop: { coil: 2, mode: 'pulse', ms: 100 },
  },
  pollMs: 20,
  openTimeoutMs: 900,
  closeTimeoutMs: 900,
};

const TRAVEL_MS = 600;

async function inMemory(): Promise<World> {
  const { arm, barrier, board, events, line, run, stop } = await startBarrier({ config: FAST, travelMs: TRAVEL_MS });
  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; !condition(); waited += 1) {
      if (waited > 20_000) throw new Error('not within 20 s');
      await run(1);
    }
  };
  return {
    arm,
    barrier,
    board,
    events,
    until,
    readings: (count) => readingsOf(board, until, count),
    unplug: () => Promise.resolve(line.unplug()),
    plug: () => Promise.resolve(line.plug()),
    stop,
  };
}

async function overTcp(): Promise<World> {
  const clock = createSystemClock();
  const arm = createSimulatedArm({ clock, travelMs: TRAVEL_MS });
  const board = createSimulatedBoard({
    clock,
    unit: 1,
    arms: [
      {
        arm,
        coils: { open: 0, close: 1, stop: 2 },
        inputs: { opened: 0, closed: 1, passageLoop: 2, approachLoop: 3, button: 4 },
      },
    ],
  });
  const server = await startBoardServer({ boards: [board], clock });
  const link = { id: 'line-1', kind: 'tcp', host: '127.0.0.1', port: server.port } as const;
  const bus = createModbusBus({ makeLink: () => makeLink(link, clock), clock, timing: timingOf(link) });
  const barrier = createModbusRelay({ config: { ...CONFIG, ...FAST }, bus, clock });
  const events: BarrierEvent[] = [];
  barrier.on((event) => void events.push(event));
  barrier.start();
  bus.start();
  const until = (condition: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 5 });
  await until(() => barrier.state.mode === 'automatic');
  return {
    arm,
    barrier,
    board,
    events,
    until,
    readings: (count) => readingsOf(board, until, count),
    unplug: () => server.unplug(),
    plug: () => server.plug(),
    async stop() {
      await barrier.stop();
      await bus.stop();
      await server.close();
    },
  };
}

async function readingsOf(board: SimulatedBoard, until: World['until'], count: number): Promise<void> {
  const last = board.reads + count;
  await until(() => board.reads >= last);
}

const frames = (world: World): string[] =>
  world.events.flatMap((event) => (event.type === 'frame' && !event.confirmed ? [event.purpose] : []));

describe.each([
  ['in memory', inMemory],
  ['over TCP', overTcp],
])('a barrier %s', (_, start) => {
  let world: World;

  afterEach(() => world.stop());

  it('reads at start and sends nothing', async () => {
    world = await start();
    await world.readings(10);
    expect(world.events[0]).toMatchObject({ type: 'first-reading', state: { arm: 'closed', mode: 'automatic' } });
    expect(world.board.writes).toEqual([]);
  });

  it('opens once, confirmed by the echo and then by the limit switch', async () => {
    world = await start();
    expect(world.barrier.open()).toBe(true);
    await world.until(() => world.barrier.state.arm === 'open');
    await world.readings(20);
    expect(world.events.filter(({ type }) => type !== 'state' && type !== 'first-reading')).toEqual([
      { type: 'frame', purpose: 'open', attempt: 1, confirmed: false },
      { type: 'frame', purpose: 'open', attempt: 1, confirmed: true },
      { type: 'opened' },
    ]);
    expect(world.board.coils).not.toContain(true);
  });

  it('lets a vehicle through and closes after it, not on it', async () => {
    world = await start();
    world.barrier.open();
    await world.until(() => world.barrier.state.arm === 'open');
    world.arm.setLoop('passage', true);
    await world.until(() => world.barrier.state.passageLoop === 'occupied');
    world.barrier.close();
    await world.readings(20);
    expect(frames(world)).toEqual(['open']);
    world.arm.setLoop('passage', false);
    await world.until(() => world.barrier.state.arm === 'closed');
    expect(frames(world)).toEqual(['open', 'close']);
    expect(world.events.filter(({ type }) => type === 'loop')).toEqual([
      { type: 'loop', loop: 'passage', occupied: true },
      { type: 'loop', loop: 'passage', occupied: false },
    ]);
    expect(world.arm.crushes).toEqual([]);
  });

  it('raises an arm that comes down over a vehicle', async () => {
    world = await start();
    world.barrier.open();
    await world.until(() => world.barrier.state.arm === 'open');
    world.barrier.close();
    await world.until(() => world.arm.motion === 'lowering');
    world.arm.setLoop('passage', true);
    await world.until(() => world.arm.motion === 'rising');
    await world.until(() => world.barrier.state.arm === 'open');
    expect(frames(world)).toEqual(['open', 'close', 'safety-open']);
    expect(world.arm.crushes).toEqual([]);
  });

  it('keeps an arm up that a hand holds open', async () => {
    world = await start();
    expect(world.barrier.holdOpen()).toBe(true);
    await world.until(() => world.barrier.state.arm === 'open');
    world.barrier.close();
    await world.readings(20);
    expect(world.barrier.state.mode).toBe('held-open');
    expect(frames(world)).toEqual(['open']);
    world.barrier.endHold();
    world.barrier.close();
    await world.until(() => world.barrier.state.arm === 'closed');
  });

  it('tries a stuck arm three times, then waits for a person', async () => {
    world = await start();
    world.arm.stuck = true;
    world.barrier.open();
    await world.until(() => world.barrier.state.mode === 'out-of-service');
    expect(world.barrier.open()).toBe(false);
    expect(frames(world)).toEqual(['open', 'open', 'open']);
    world.barrier.returnToService();
    expect(world.barrier.state).toMatchObject({ mode: 'automatic', fault: null });
    await world.readings(10);
    expect(frames(world)).toHaveLength(3);
  });

  it('comes back after a lost line, and sends nothing for it', async () => {
    world = await start();
    await world.unplug();
    await world.until(() => world.barrier.state.mode === 'offline');
    expect(world.barrier.open()).toBe(false);
    await world.until(() => world.barrier.state.fault === 'port-unavailable');
    await world.plug();
    await world.until(() => world.barrier.state.mode === 'automatic');
    await world.readings(10);
    expect(world.board.writes).toEqual([]);
    expect(world.barrier.state).toMatchObject({ arm: 'closed', fault: null });
  });
});
