import { describe, expect, it } from 'vitest';
import { cameraConfig } from '../../../electron/contract/site-cameras.ts';
import type { DahuaConfig } from '../../../electron/contract/site-cameras.ts';
import { doorFor, listening, openCameras, whileTimePasses } from '../camera.fixture.ts';
import { AT, eventually, JPEG, shot } from '../door.fixture.ts';
import { createDahuaCamera } from './driver.ts';
import { startSimulatedDahua } from './simulator.ts';

const PASSWORD = 'a-password-1';

async function open({ password = PASSWORD, ...config }: { password?: string | null } & Partial<DahuaConfig> = {}) {
  const told = listening();
  const simulator = await startSimulatedDahua({ password: PASSWORD, image: JPEG });
  openCameras.push(simulator.device);
  const { port } = simulator.device;
  const parsed = cameraConfig.parse({
    id: 'cam-1',
    driver: 'dahua',
    address: '127.0.0.1',
    port,
    ...config,
  }) as DahuaConfig;
  const camera = createDahuaCamera({ config: parsed, password, clock: told.clock, handlers: told.handlers });
  openCameras.push(camera);
  return { ...told, simulator, camera };
}

describe('what it posts', () => {
  it('is taken, and answered as it wants it', async () => {
    const lot = await open();
    const { url } = await doorFor(lot.camera, lot);
    expect(await lot.simulator.push(url, shot())).toEqual({ status: 200, body: '{"result":"true"}' });
    expect(await lot.simulator.keepAlive(url)).toMatchObject({ status: 200 });
    expect(lot.captures).toMatchObject([
      { cameraId: 'cam-1', plate: '粤B12345', plateColour: 'blue', confidence: 98, capturedAt: AT },
    ]);
    expect(JPEG.equals(lot.captures[0]?.image ?? new Uint8Array())).toBe(true);
    expect(lot.camera.health()).toMatchObject({ clockOffsetMs: 0, lastHeardAt: AT });
  });

  it('again, because our answer was lost, is the same capture', async () => {
    const lot = await open();
    const { url } = await doorFor(lot.camera, lot);
    await lot.simulator.push(url, shot());
    await lot.simulator.push(url, shot());
    expect(new Set(lot.captures.map(({ captureId }) => captureId)).size).toBe(1);
  });

  it('to the path that its maker fixed is taken where the site file says so, by its address', async () => {
    const lot = await open({ fixedPath: true });
    const { port } = await doorFor(lot.camera, lot);
    expect(await lot.simulator.push(`http://127.0.0.1:${port}`, shot())).toMatchObject({ status: 200 });
    expect(lot.captures).toHaveLength(1);
  });

  it.each<[string, Partial<DahuaConfig>]>([
    ['where the site file does not say so', {}],
    ['from another address', { fixedPath: true, address: '192.0.2.7' }],
  ])('there is turned away %s', async (_what, config) => {
    const lot = await open(config);
    const { port } = await doorFor(lot.camera, lot);
    expect(await lot.simulator.push(`http://127.0.0.1:${port}`, shot())).toMatchObject({ status: 404 });
    expect(lot.captures).toEqual([]);
  });

  it('and cannot be recorded is refused, so that it comes again', async () => {
    const lot = await open();
    const { url } = await doorFor(lot.camera, lot);
    lot.disk.full = true;
    expect(await lot.simulator.push(url, shot())).toMatchObject({ status: 503 });
  });
});

describe('its stream', () => {
  async function following() {
    const lot = await open({ mode: 'pull' });
    lot.camera.start();
    await eventually(() => expect(lot.simulator.streams()).toBe(1));
    return lot;
  }

  it('brings captures with the picture of the whole scene', async () => {
    const lot = await following();
    lot.simulator.heartbeat();
    lot.simulator.shoot(shot());
    await eventually(() => expect(lot.captures).toHaveLength(1));
    expect(lot.captures).toMatchObject([
      { captureId: `c-1 ${AT} 粤B12345`, plate: '粤B12345', confidence: 98, capturedAt: AT },
    ]);
    expect(JPEG.equals(lot.captures[0]?.image ?? new Uint8Array())).toBe(true);
    expect(lot.camera.health().clockOffsetMs).toBe(0);
  });

  it('without a picture brings the capture after a second', async () => {
    const lot = await following();
    lot.simulator.shoot(shot({ image: null }));
    await eventually(() => expect(lot.camera.receiving).toBe(1));
    lot.clock.advance(1_000);
    expect(lot.captures).toMatchObject([{ image: null }]);
  });

  it('that ends or falls silent is opened anew', async () => {
    const lot = await following();
    lot.simulator.endStreams();
    await eventually(() => expect(lot.simulator.streams()).toBe(0));
    await whileTimePasses(lot.clock, () => expect(lot.simulator.streams()).toBe(1));
    await whileTimePasses(lot.clock, () => expect(lot.simulator.device.asked.length).toBeGreaterThan(2), 500);
  });
});

describe('what it can be asked for', () => {
  it('a picture, a look and the arm', async () => {
    const { camera, simulator } = await open();
    expect(JPEG.equals((await camera.still?.()) ?? new Uint8Array())).toBe(true);
    await camera.trigger?.();
    expect([await camera.relay?.pulse(), simulator.gate.state]).toEqual(['sent', 'open']);
    expect([await camera.relay?.close?.(), simulator.gate.state]).toEqual(['sent', 'closed']);
    simulator.gate.refusing = true;
    expect(await camera.relay?.pulse()).toBe('refused');
  });

  it('nothing, without a password: it has no such abilities', async () => {
    const { camera } = await open({ password: null });
    expect([camera.still, camera.trigger, camera.relay]).toEqual([undefined, undefined, undefined]);
  });

  it('under a wrong password: the arm is refused, and the account not locked', async () => {
    const { camera, simulator } = await open({ password: 'wrong' });
    for (let i = 0; i < 10; i++) expect(await camera.relay?.pulse()).toBe('refused');
    expect(simulator.device.failures).toBe(2);
  });
});
