import { describe, expect, it, vi } from 'vitest';
import { cameraConfig } from '../../../electron/contract/site-cameras.ts';
import type { HikvisionConfig } from '../../../electron/contract/site-cameras.ts';
import { listening, openCameras, whileTimePasses } from '../camera.fixture.ts';
import { AT, eventually, JPEG, shot } from '../door.fixture.ts';
import { createHikvisionCamera } from './driver.ts';
import { startSimulatedHikvision } from './simulator.ts';
import type { SimulatedHikvisionOptions } from './simulator.ts';

const PASSWORD = 'a-password-1';
const LAST = shot({ captureId: 'last', plate: '粤B00001' });

async function open(
  change: Partial<SimulatedHikvisionOptions> = {},
  { password = PASSWORD, ...config }: { password?: string } & Partial<HikvisionConfig> = {},
) {
  const told = listening();
  const simulator = await startSimulatedHikvision({ password: PASSWORD, clock: told.clock, lastShot: LAST, ...change });
  openCameras.push(simulator.device);
  const parsed = cameraConfig.parse({
    id: 'cam-1',
    driver: 'hikvision',
    address: '127.0.0.1',
    port: simulator.device.port,
    ...config,
  }) as HikvisionConfig;
  const camera = createHikvisionCamera({ config: parsed, password, clock: told.clock, handlers: told.handlers });
  openCameras.push(camera);
  return { ...told, simulator, camera };
}

async function following(change: Partial<SimulatedHikvisionOptions> = {}) {
  const opened = await open(change);
  opened.camera.start();
  await eventually(() => expect(opened.simulator.streams()).toBe(1));
  return opened;
}

describe('the stream of alarms', () => {
  it.each([true, false])('brings captures with their whole scene, at once (lengths said: %s)', async (saysLengths) => {
    const { simulator, captures, heard } = await following({ saysLengths });
    simulator.shoot(shot());
    await eventually(() => expect(captures).toHaveLength(1));
    expect(captures[0]).toMatchObject({
      cameraId: 'cam-1',
      captureId: 'c-1',
      plate: '粤B12345',
      plateColour: 'blue',
      confidence: 98,
      charConfidence: [99, 99, 98, 97, 99, 99, 96],
      carColour: 'white',
      carModel: 'small',
      capturedAt: Math.floor(AT / 1000) * 1000,
      offline: false,
    });
    expect(JPEG.equals(captures[0]?.image ?? new Uint8Array())).toBe(true);
    expect(heard).toContain('cam-1');
  });

  it('brings heartbeats, and with them how far the camera’s clock is off', async () => {
    const { simulator, camera, clock, heard } = await following();
    simulator.heartbeat();
    await eventually(() => expect(heard).toEqual(['cam-1']));
    expect(camera.health()).toEqual({ lastHeardAt: clock.now(), trouble: null, clockOffsetMs: -250 });
  });

  it('that ends every forty seconds is opened again, and nothing is said', async () => {
    const { simulator, clock, captures, troubles, rejections } = await following();
    for (const captureId of ['c-1', 'c-2', 'c-3']) {
      simulator.shoot(shot({ captureId }));
      await eventually(() => expect(captures.at(-1)?.captureId).toBe(captureId));
      simulator.endStreams();
      await eventually(() => expect(simulator.streams()).toBe(0));
      await whileTimePasses(clock, () => expect(simulator.streams()).toBe(1));
    }
    expect([troubles, rejections]).toEqual([[], []]);
  });

  it('that fell silent without an end is given up and opened anew', async () => {
    const { simulator, clock } = await following();
    await whileTimePasses(clock, () => expect(simulator.device.asked.length).toBeGreaterThan(1), 500);
    await whileTimePasses(clock, () => expect(simulator.streams()).toBe(1));
  });

  it('with rubbish in it is told of and read on', async () => {
    const { simulator, captures, rejections } = await following();
    simulator.shoot(shot(), 'garbage');
    simulator.shoot(shot());
    await eventually(() => expect(captures).toHaveLength(1));
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', from: '127.0.0.1', status: 400 }]);
  });

  it('cut inside a picture brings the capture with what came: the car is not kept waiting', async () => {
    const { simulator, captures } = await following();
    simulator.shoot(shot(), 'half-picture');
    await eventually(() => expect(captures).toHaveLength(1));
    expect(captures[0]?.image?.length).toBe(200);
  });

  it('without the pictures it spoke of brings the capture after a second', async () => {
    const { simulator, camera, captures, clock } = await following();
    simulator.shoot(shot(), 'no-pictures');
    await eventually(() => expect(camera.receiving).toBe(1));
    expect(captures).toEqual([]);
    clock.advance(1_000);
    expect(captures).toMatchObject([{ captureId: 'c-1', image: null }]);
    expect(camera.receiving).toBe(0);
  });

  it('brings what could not be recorded again, until it can, in order', async () => {
    const { simulator, captures, disk, rejections, clock } = await following();
    disk.full = true;
    simulator.shoot(shot({ captureId: 'a' }));
    simulator.shoot(shot({ captureId: 'b' }));
    await eventually(() => expect(rejections).toMatchObject([{ status: 503 }]));
    await clock.advanceAsync(6_000);
    disk.full = false;
    simulator.shoot(shot({ captureId: 'c' }));
    await whileTimePasses(clock, () => expect(captures.map(({ captureId }) => captureId)).toEqual(['a', 'b', 'c']));
  });
});

describe('a camera that is not as the site file says', () => {
  it('has another password: two tries, then it is left alone', async () => {
    const { simulator, camera, clock, troubles } = await open({}, { password: 'wrong' });
    camera.start();
    await whileTimePasses(clock, () => expect(simulator.device.failures).toBe(2));
    for (let minute = 0; minute < 20; minute++) await clock.advanceAsync(60_000);
    expect(simulator.device.failures).toBe(2);
    expect([troubles, camera.health().trouble]).toEqual([['wrong-password'], 'wrong-password']);
  });

  it('is locked already: it is asked once', async () => {
    const { simulator, camera, clock, troubles } = await open({ locksAfter: 0 });
    camera.start();
    await whileTimePasses(clock, () => expect(troubles).toEqual(['locked-out']));
    for (let minute = 0; minute < 20; minute++) await clock.advanceAsync(60_000);
    expect(simulator.device.failures).toBe(0);
  });

  it('is switched off, and on again after an hour: captures come without a hand', async () => {
    const { simulator, camera, clock, captures, troubles } = await following();
    await simulator.device.stop();
    await whileTimePasses(clock, () => expect(troubles).toEqual(['no-answer']));
    for (let minute = 0; minute < 60; minute++) await clock.advanceAsync(60_000);
    const again = await startSimulatedHikvision({ password: PASSWORD, clock, port: simulator.device.port });
    openCameras.push(again.device);
    await whileTimePasses(clock, () => expect(again.streams()).toBe(1), 500);
    again.shoot(shot());
    await eventually(() => expect(captures).toHaveLength(1));
    expect(camera.health().trouble).toBeNull();
  });
});

describe('what it can be asked for', () => {
  it('a picture of now', async () => {
    const { camera } = await open();
    expect(JPEG.equals((await camera.still?.()) ?? new Uint8Array())).toBe(true);
  });

  it('a look: the capture comes as any other', async () => {
    const { camera, captures } = await open();
    await camera.trigger?.();
    expect(captures).toMatchObject([{ captureId: 'last', plate: '粤B00001', image: anyBytes }]);
  });

  it('a picture that it has not: why is said', async () => {
    const { camera, simulator } = await open({ lastShot: shot({ image: Buffer.from('a page') }) });
    await expect(camera.still?.()).rejects.toMatchObject({ code: 'bad-answer' });
    await simulator.device.stop();
    await expect(camera.still?.()).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('the arm: sent, and where the contacts say it is', async () => {
    const { camera, simulator } = await open();
    expect([await camera.relay?.pulse(), simulator.gate.state, await camera.relay?.state?.()]).toEqual([
      'sent',
      'open',
      'open',
    ]);
    expect([await camera.relay?.close?.(), simulator.gate.state]).toEqual(['sent', 'closed']);
  });

  it('the arm of a locked barrier: it says OK and does not move, so sent is not opened', async () => {
    const { camera, simulator } = await open();
    simulator.gate.locked = true;
    expect([await camera.relay?.pulse(), await camera.relay?.state?.()]).toEqual(['sent', 'closed']);
  });

  it('the arm, and it says no with 200', async () => {
    const { camera, simulator } = await open();
    simulator.gate.refusing = true;
    expect(await camera.relay?.pulse()).toBe('refused');
  });

  it('the arm without an answer: it may have moved; without a camera: it did not', async () => {
    const { camera, simulator, clock } = await open();
    await camera.relay?.state?.();
    simulator.device.silent = true;
    const asked = camera.relay?.pulse();
    const outcome = vi.fn();
    void asked?.then(outcome);
    await whileTimePasses(clock, () => expect(outcome).toHaveBeenCalledWith('unanswered'));
    await simulator.device.stop();
    expect(await camera.relay?.pulse()).toBe('not-sent');
  });

  it('an output of its own: on for half a second, and off when the program ends', async () => {
    const { camera, simulator, clock } = await open({}, { output: 2 });
    expect([await camera.relay?.pulse(), simulator.outputs.get(2)]).toEqual(['sent', true]);
    await whileTimePasses(clock, () => expect(simulator.outputs.get(2)).toBe(false));
    await camera.relay?.pulse();
    await camera.stop();
    expect(simulator.outputs.get(2)).toBe(false);
  });
});

const anyBytes = expect.any(Uint8Array) as Uint8Array;
