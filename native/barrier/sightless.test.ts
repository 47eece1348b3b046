import { describe, expect, it, vi } from 'vitest';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import type { BarrierConfig, CustomFrameConfig } from '../../electron/contract/site-barriers.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { createSystemClock } from '../clock/system-clock.ts';
import { startLineServer } from '../links/line-server.ts';
import { timingOf } from '../links/line-timing.ts';
import { makeLink } from '../links/make-link.ts';
import { createMemoryLine } from '../links/memory.ts';
import { createSharedLine } from '../links/shared-line.ts';
import { CONTROLLER } from './barrier-worlds.fixture.ts';
import { TIMING } from './barrier.fixture.ts';
import type { BarrierEvent } from './contract.ts';
import { makeBarrier } from './make-barrier.ts';
import { createSimulatedController } from './simulated-controller.ts';
import { createSimulatedLcus } from './simulated-lcus.ts';
import { createSimulatedArm } from './simulator.ts';

const LCUS = barrierConfig.parse({ driver: 'lcus', link: 'line-1', channels: { open: 1, stop: 2 } });
const { status: _, ...withoutStatus } = CONTROLLER;
const MUTE: CustomFrameConfig = {
  ...withoutStatus,
  commands: { open: { send: 'FA 01 {check}' }, close: { send: 'FA 02 {check}' }, stop: { send: 'FA 03 {check}' } },
};
const ANSWERING: CustomFrameConfig = withoutStatus;
const UNKNOWN = { arm: 'unknown', passageLoop: 'none', approachLoop: 'none', mode: 'automatic', fault: null };

/** A barrier that sees nothing, on a cable in memory. */
async function onLine(config: BarrierConfig) {
  const clock = createManualClock();
  const cable = createMemoryLine(clock);
  cable.delayMs = 2;
  const arm = createSimulatedArm({ clock, travelMs: 1000 });
  const relay = createSimulatedLcus(arm, { open: 1, stop: 2 });
  const controller = config.driver === 'custom-frame' ? createSimulatedController(config, arm, clock) : null;
  cable.onConnect((far) => void (controller ?? relay).serve(far));
  const wire: string[] = [];
  cable.tamper = (bytes, way) => {
    if (way === 'out') wire.push(Buffer.from(bytes).toString('hex'));
    return bytes;
  };
  const connect = () => {
    const line = createSharedLine({ makeLink: () => cable.makeLink(), clock, timing: TIMING });
    const barrier = makeBarrier({ config, line, camera: null, clock });
    barrier.on((event) => void events.push(event));
    barrier.start();
    line.start();
    return { line, barrier };
  };
  const events: BarrierEvent[] = [];
  const test = { clock, cable, arm, relay, controller, wire, events, ...connect(), connect };
  await clock.advanceAsync(1000);
  return test;
}

const frames = (events: BarrierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'frame' ? [`${event.purpose}${event.confirmed ? ' confirmed' : ''}`] : []));

describe.each([
  ['a USB relay', LCUS],
  ['a controller that answers nothing', MUTE],
  ['a controller that confirms, without a status', ANSWERING],
])('%s', (_name, config) => {
  it('nothing is sent at start, and the arm is unknown', async () => {
    const { barrier, wire, clock } = await onLine(config);
    await clock.advanceAsync(60_000);
    expect(wire).toEqual([]);
    expect(barrier.state).toEqual(UNKNOWN);
    expect([barrier.sensesPassage, barrier.sensesApproach]).toEqual([false, false]);
  });

  it('opens once, and never says that it is open', async () => {
    const { barrier, arm, clock, events } = await onLine(config);
    expect(barrier.open()).toBe(true);
    await clock.advanceAsync(30_000);
    expect(arm.moves.map(({ what }) => what)).toEqual(['rising', 'open']);
    expect(frames(events).filter((frame) => frame === 'open')).toEqual(['open']);
    expect(events.map(({ type }) => type)).not.toContain('opened');
    expect(barrier.state).toEqual(UNKNOWN);
  });

  it('is never lowered by us, whatever is asked: it has no loops', async () => {
    const { barrier, arm, clock } = await onLine(config);
    barrier.holdOpen();
    await clock.advanceAsync(5000);
    barrier.endHold();
    barrier.close();
    await clock.advanceAsync(60_000);
    expect(arm.moves.map(({ what }) => what)).toEqual(['rising', 'open']);
  });

  it('stops where it is', async () => {
    const { barrier, arm, clock } = await onLine(config);
    barrier.open();
    await clock.advanceAsync(600);
    barrier.halt();
    await clock.advanceAsync(5000);
    expect(arm.moves.map(({ what }) => what)).toEqual(['rising', 'stopped']);
  });

  it('an unplugged port is known, and a wish does not outlive it', async () => {
    const { barrier, arm, cable, clock, wire } = await onLine(config);
    cable.unplug();
    await clock.advanceAsync(1000);
    expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'port-unavailable' });
    expect(barrier.open()).toBe(false);
    cable.plug();
    await clock.advanceAsync(10_000);
    expect(barrier.state).toEqual(UNKNOWN);
    expect(wire).toEqual([]);
    expect(arm.moves).toEqual([]);
  });

  it('garbage on the line changes nothing', async () => {
    const { barrier, cable, clock } = await onLine(config);
    cable.onConnect((far) => void far.write(Uint8Array.of(0xff, 0, 0xfb, 1, 2)));
    cable.unplug();
    cable.plug();
    await clock.advanceAsync(10_000);
    expect(barrier.state).toEqual(UNKNOWN);
  });
});

describe('a USB relay', () => {
  it('is pulsed with the frames of its manual; what nobody knows of it is opened before it acts', async () => {
    const { barrier, relay, wire, clock } = await onLine(LCUS);
    barrier.open();
    await clock.advanceAsync(2000);
    barrier.open();
    await clock.advanceAsync(2000);
    expect(wire).toEqual(['a00100a1', 'a00101a2', 'a00200a2', 'a00100a1', 'a00101a2', 'a00100a1']);
    expect(relay.on.size).toBe(0);
  });

  it('a pulse that the cable cut short is ended when it is back, and no other begins', async () => {
    const { barrier, cable, relay, clock } = await onLine(LCUS);
    barrier.open();
    await clock.advanceAsync(200);
    cable.unplug();
    await clock.advanceAsync(2000);
    expect(relay.on.has(1)).toBe(true);
    cable.plug();
    await clock.advanceAsync(5000);
    expect(relay.switched).toEqual(['open off', 'open on', 'stop off', 'open off']);
  });

  it('a program that ends waits for the end of its pulse', async () => {
    const { barrier, line, relay, clock } = await onLine(LCUS);
    barrier.open();
    await clock.advanceAsync(100);
    const stopped = barrier.stop().then(() => line.stop());
    await clock.advanceAsync(2000);
    await stopped;
    expect(relay.on.size).toBe(0);
  });

  it('one that babbles is obeyed by nobody and commanded all the same', async () => {
    const { barrier, arm, relay, clock } = await onLine(LCUS);
    relay.babbles = Uint8Array.of(0xa0, 0x01, 0x01);
    barrier.open();
    await clock.advanceAsync(5000);
    expect(arm.moves.map(({ what }) => what)).toEqual(['rising', 'open']);
    expect(barrier.state).toEqual(UNKNOWN);
  });
});

describe('a USB relay over TCP', () => {
  it('opens, loses its line, and comes back without a pulse', async () => {
    const clock = createSystemClock();
    const arm = createSimulatedArm({ clock, travelMs: 200 });
    const relay = createSimulatedLcus(arm, { open: 1, stop: 2 });
    const server = await startLineServer({ serve: (line) => relay.serve(line) });
    const link = { id: 'line-1', kind: 'tcp', host: '127.0.0.1', port: server.port } as const;
    const line = createSharedLine({ makeLink: () => makeLink(link, clock), clock, timing: timingOf(link) });
    const barrier = makeBarrier({ config: LCUS, line, camera: null, clock });
    const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });
    barrier.start();
    line.start();
    await until(() => expect(barrier.state).toEqual(UNKNOWN));
    expect(barrier.open()).toBe(true);
    await until(() => expect(relay.switched.slice(0, 2)).toEqual(['open off', 'open on']));
    await until(() => expect(relay.on.size).toBe(0));
    await server.unplug();
    await until(() => expect(barrier.state).toMatchObject({ mode: 'offline', fault: 'port-unavailable' }));
    await server.plug();
    await until(() => expect(barrier.state).toEqual(UNKNOWN));
    await barrier.stop();
    await line.stop();
    await server.close();
    expect(relay.switched.filter((each) => each.endsWith(' on'))).toEqual(['open on']);
  });
});

describe('a controller that confirms, without a status', () => {
  it('says what it confirmed, and that is not "opened"', async () => {
    const { barrier, clock, events } = await onLine(ANSWERING);
    barrier.open();
    await clock.advanceAsync(1000);
    expect(frames(events)).toEqual(['open', 'open confirmed']);
  });

  it.each([
    ['silence', { type: 'silent' }],
    ['half a frame', { type: 'truncated' }],
    ['a wrong checksum', { type: 'bad-crc' }],
    ['garbage', { type: 'garbage', bytes: Uint8Array.of(1, 2, 3) }],
    ["another device's answer", { type: 'garbage', bytes: Uint8Array.of(0xfb, 0x02, 0x10, 0x01, 0x13) }],
  ] as const)('%s confirms nothing, and the next open goes out all the same', async (_name, answering) => {
    const { barrier, clock, controller, events } = await onLine(ANSWERING);
    controller?.answerNext(answering);
    barrier.open();
    await clock.advanceAsync(10_000);
    expect(frames(events)).toEqual(['open']);
    expect(barrier.state).toEqual(UNKNOWN);
    expect(barrier.open()).toBe(true);
    await clock.advanceAsync(10_000);
    expect(frames(events)).toEqual(['open', 'open', 'open confirmed']);
  });

  it('two commands into silence: the port is opened anew, and it says so', async () => {
    const { barrier, clock, controller, events } = await onLine(ANSWERING);
    controller?.losePower();
    for (const _ of [1, 2]) {
      barrier.open();
      await clock.advanceAsync(10_000);
    }
    expect(events).toContainEqual(expect.objectContaining({ type: 'fault', fault: 'no-answer' }));
    expect(barrier.state).toEqual(UNKNOWN);
  });
});
