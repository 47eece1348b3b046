import { afterEach, describe, expect, it } from 'vitest';
import { barrierConfig } from '../../electron/contract/site-barriers.ts';
import { cameraConfig } from '../../electron/contract/site-cameras.ts';
import type { HikvisionConfig } from '../../electron/contract/site-cameras.ts';
import { listening, whileTimePasses } from '../camera/camera.fixture.ts';
import { createHikvisionCamera } from '../camera/hikvision/driver.ts';
import { startSimulatedHikvision } from '../camera/hikvision/simulator.ts';
import type { BarrierEvent } from './contract.ts';
import { makeBarrier } from './make-barrier.ts';

const PASSWORD = 'a-password-1';
const UNKNOWN = { arm: 'unknown', passageLoop: 'none', approachLoop: 'none', mode: 'automatic', fault: null };

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const device of open.splice(0).reverse()) await device.stop();
});

/** A barrier on the relay of a camera that answers over real HTTP. */
async function onCamera(options: { limits: boolean }) {
  const { clock, handlers } = listening();
  const { device, gate } = await startSimulatedHikvision({ password: PASSWORD, clock });
  const config = cameraConfig.parse({ id: 'cam', driver: 'hikvision', address: '127.0.0.1', port: device.port });
  const camera = createHikvisionCamera({ config: config as HikvisionConfig, password: PASSWORD, clock, handlers });
  const barrier = makeBarrier({
    config: barrierConfig.parse({ driver: 'camera-relay', limits: options.limits, openTimeoutMs: 2000 }),
    line: null,
    camera,
    clock,
  });
  open.push(device, camera, barrier);
  const events: BarrierEvent[] = [];
  barrier.on((event) => void events.push(event));
  barrier.start();
  const until = (check: () => unknown) => whileTimePasses(clock, check);
  await until(() => expect(barrier.state.mode).toBe('automatic'));
  return { device, gate, barrier, events, until };
}

const frames = (events: BarrierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'frame' ? [`${event.purpose}${event.confirmed ? ' confirmed' : ''}`] : []));
const faults = (events: BarrierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'fault' ? [event.fault] : []));

describe("the relay inside a lane's camera", () => {
  it('nothing is sent at start; accepted is not opened; nothing lowers the arm', async () => {
    const { barrier, gate, events, until } = await onCamera({ limits: false });
    expect([gate.state, barrier.state]).toEqual(['closed', UNKNOWN]);
    expect([barrier.sensesPassage, barrier.sensesApproach]).toEqual([false, false]);
    expect(barrier.open()).toBe(true);
    await until(() => expect(frames(events)).toEqual(['open']));
    expect(gate.state).toBe('open');
    barrier.close();
    barrier.halt();
    let passed = 0;
    await until(() => expect((passed += 1)).toBeGreaterThan(100));
    expect([gate.state, barrier.state]).toEqual(['open', UNKNOWN]);
    expect(events.map(({ type }) => type)).not.toContain('opened');
  });

  it('a camera that refuses: a person is told at once, and may try again', async () => {
    const { barrier, gate, events, until } = await onCamera({ limits: false });
    gate.refusing = true;
    barrier.open();
    await until(() => expect(faults(events)).toEqual(['arm-did-not-open']));
    expect(frames(events)).toEqual([]);
    gate.refusing = false;
    expect(barrier.open()).toBe(true);
    await until(() => expect(gate.state).toBe('open'));
  });

  it('a camera that is gone: certainly nothing was opened, and a person is told', async () => {
    const { barrier, device, events, until } = await onCamera({ limits: false });
    await device.stop();
    barrier.open();
    await until(() => expect(faults(events)).toEqual(['arm-did-not-open']));
    expect(frames(events)).toEqual([]);
  });

  it('an answer that never came may have been an opening: it counts as sent, and is not sent again', async () => {
    const { barrier, device, events, until } = await onCamera({ limits: false });
    device.silent = true;
    barrier.open();
    await until(() => expect(frames(events)).toEqual(['open']));
    device.silent = false;
    let passed = 0;
    await until(() => expect((passed += 1)).toBeGreaterThan(100));
    expect([frames(events), barrier.state]).toEqual([['open'], UNKNOWN]);
  });

  it('a locked barrier answers OK and does not move: three tries, then a person', async () => {
    const { barrier, gate, events, until } = await onCamera({ limits: true });
    expect(barrier.state.arm).toBe('closed');
    gate.locked = true;
    barrier.open();
    await until(() => expect(barrier.state.mode).toBe('out-of-service'));
    expect(frames(events)).toEqual(['open', 'open', 'open']);
    expect(faults(events)).toEqual(['arm-did-not-open']);
  });

  it('with its limit switches on the camera it is opened when they say so', async () => {
    const { barrier, events, until } = await onCamera({ limits: true });
    barrier.open();
    await until(() => expect(barrier.state.arm).toBe('open'));
    expect(events.map(({ type }) => type)).toContain('opened');
  });

  it('a camera that does not answer is out of reach, not an arm on its way', async () => {
    const { barrier, device, until } = await onCamera({ limits: true });
    device.silent = true;
    await until(() => expect(barrier.state).toMatchObject({ mode: 'offline', arm: 'unknown', fault: 'no-answer' }));
    expect(barrier.open()).toBe(false);
    device.silent = false;
    await until(() => expect(barrier.state).toMatchObject({ mode: 'automatic', arm: 'closed', fault: null }));
  });
});
