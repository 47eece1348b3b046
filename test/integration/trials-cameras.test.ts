import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulatedHikvision } from '../../native/camera/hikvision/simulator.ts';
import type { SimulatedHikvision } from '../../native/camera/hikvision/simulator.ts';
import { createPushCamera } from '../../native/camera/push-camera.ts';
import type { Shot } from '../../native/camera/push-message.ts';
import { startResponder } from '../../native/discovery/simulated-responder.ts';
import { clock, laneOf, openTrialBench } from '../support/trial-bench.ts';
import type { TrialBench } from '../support/trial-bench.ts';

const PASSWORD = 'a-password-1';
let image: Uint8Array;
let simulator: SimulatedHikvision;
let bench: TrialBench;

const shot = (change: Partial<Shot> = {}): Shot => ({
  captureId: crypto.randomUUID(),
  capturedAt: Date.now() - 2000,
  plate: '粤B12345',
  plateColour: 'blue',
  confidence: 98,
  charConfidence: null,
  carColour: null,
  carModel: null,
  offline: false,
  image,
  ...change,
});

beforeAll(async () => {
  image = await sharp({ create: { width: 1920, height: 1080, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
});
beforeEach(async () => {
  simulator = await startSimulatedHikvision({ password: PASSWORD, clock, lastShot: shot(), locksAfter: 5 });
  bench = openTrialBench({
    capture: { listen: { host: '127.0.0.1', port: await freePort() } },
    lanes: [
      laneOf('in-1', {
        camera: { id: 'cam-1', driver: 'hikvision', address: '127.0.0.1', port: simulator.device.port },
      }),
      laneOf('in-2', { camera: { id: 'cam-2', driver: 'push' } }),
      laneOf('in-3', { camera: { id: 'cam-3', driver: 'hikvision', address: 'nowhere' } }),
      laneOf('in-4', {
        camera: { id: 'cam-4', driver: 'hikvision', mode: 'push', address: '127.0.0.1', port: simulator.device.port },
      }),
    ],
  });
  bench.secrets['cameraPasswords'] = { 'cam-1': PASSWORD, 'cam-4': PASSWORD };
});
afterEach(async () => {
  await bench.stand.stop();
  await simulator.device.stop();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const look = (laneId: string, what: 'look' | 'trigger' = 'look') => bench.try('setup.try-camera', { laneId, what });
const listens = (): number => (bench.site['capture'] as { listen: { port: number } }).listen.port;

/** A camera that posts in our own format. */
async function post(key: string, change: Partial<Shot> = {}): Promise<void> {
  const camera = createPushCamera({ url: `http://127.0.0.1:${listens()}`, cameraId: 'cam-2', key, clock });
  await camera.shoot(shot(change)).catch(() => undefined);
  camera.stop();
}

describe('a camera that is asked', () => {
  it('shows what it sees, small, with the size of its own', async () => {
    const trial = await look('in-1');
    if (trial.type !== 'picture') throw new Error(trial.type);
    expect(trial.picture).toMatchObject({ width: 1920, height: 1080, bytes: image.byteLength });
    const small = await sharp(Buffer.from(trial.picture.image, 'base64')).metadata();
    expect(small).toMatchObject({ format: 'jpeg', width: 480 });
    expect(bench.stand.trials()).toMatchObject([{ kind: 'camera', of: 'in-1', passed: true }]);
  });

  it('captures when it is triggered', async () => {
    expect(await look('in-1', 'trigger')).toMatchObject({ type: 'capture', plate: '粤B12345' });
  });

  it('and refuses the password is asked once, not until its account is locked', async () => {
    bench.secrets['cameraPasswords'] = { 'cam-1': 'another-1' };
    for (let press = 0; press < 4; press += 1)
      expect(await look('in-1')).toMatchObject({ type: 'failed', trouble: 'wrong-password' });
    expect(simulator.device.failures).toBe(1);
    bench.secrets['cameraPasswords'] = { 'cam-1': PASSWORD };
    expect(await look('in-1')).toMatchObject({ type: 'picture' });
  });

  it('that is not there says so, and what is wrong in its settings is named', { timeout: 20_000 }, async () => {
    simulator.device.silent = true;
    expect(await look('in-1')).toMatchObject({ type: 'failed', trouble: 'no-answer' });
    await expect(look('in-3')).rejects.toMatchObject({
      code: 'bad-site',
      fields: { 'lanes[2].camera.address': expect.any(String) as string },
    });
  });
});

describe('a barrier on the relay of its camera', () => {
  const barrier = (act: 'read' | 'open') => bench.try('setup.try-barrier', { laneId: 'in-1', act });
  beforeEach(() => {
    const camera = { id: 'cam-1', driver: 'hikvision', address: '127.0.0.1', port: simulator.device.port };
    bench.site['lanes'] = [laneOf('in-1', { camera, barrier: { driver: 'camera-relay', limits: true } })];
  });

  it('is lifted, and its switches are read', async () => {
    expect(await barrier('read')).toMatchObject({ type: 'state', arm: 'closed', passageLoop: 'none' });
    expect(await barrier('open')).toMatchObject({ type: 'state', arm: 'open', sent: true });
    expect(simulator.gate.state).toBe('open');
  });

  it('is not lifted under a wrong password, which is not tried until the account is locked', async () => {
    bench.secrets['cameraPasswords'] = { 'cam-1': 'another-1' };
    for (let press = 0; press < 4; press += 1)
      expect(await barrier('open')).toMatchObject({ type: 'failed', trouble: 'refused', detail: 'wrong-password' });
    expect(simulator.device.failures).toBeLessThanOrEqual(2);
    expect(simulator.gate.state).toBe('closed');
  });
});

describe('a camera that posts', () => {
  it('is waited for, and its capture shown with how far its clock is off', async () => {
    const address = await bench.try('setup.posting-address', { laneId: 'in-2' });
    const { 'cam-2': key = '' } = bench.secrets['cameras'] ?? {};
    expect(key.length).toBeGreaterThanOrEqual(16);
    expect(address.urls).toEqual([`http://127.0.0.1:${listens()}/capture/cam-2`]);
    expect(address.curl).toContain(key);
    expect(await look('in-2')).toMatchObject({ type: 'waiting' });
    expect(bench.stand.trials()).toEqual([]);
    await post(key);
    const trial = await look('in-2');
    expect(trial).toMatchObject({ type: 'capture', plate: '粤B12345', picture: { width: 1920 } });
    expect(trial.type === 'capture' && Math.abs((trial.clockOffsetMs ?? 0) + 2000)).toBeLessThan(1000);
  });

  it('with another key is told to be turned away', async () => {
    await bench.try('setup.posting-address', { laneId: 'in-2' });
    await look('in-2');
    await post('another-key-than-its-own');
    expect(await look('in-2')).toMatchObject({ type: 'failed', trouble: 'turned-away', detail: 'wrong key' });
  });

  it('finds the door shut where something else is at its port', async () => {
    const other = createServer().listen(listens(), '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await bench.try('setup.posting-address', { laneId: 'in-2' });
    expect(await look('in-2')).toMatchObject({ type: 'failed', trouble: 'door-busy' });
    await new Promise((resolve) => other.close(resolve));
    expect(await look('in-2')).toMatchObject({ type: 'waiting' });
  });

  it('is told by us where to post, and then does', async () => {
    expect(await bench.try('setup.tell-camera', { laneId: 'in-4' })).toMatchObject({ type: 'waiting' });
    const { 'cam-4': key = '' } = bench.secrets['cameras'] ?? {};
    expect(simulator.host).toBe(`http://127.0.0.1:${listens()}/push/cam-4/${key}`);
    expect(await simulator.push(simulator.host ?? '', shot({ plate: '粤B88888' }))).toBe(200);
    expect(await look('in-4')).toMatchObject({ type: 'capture', plate: '粤B88888' });
    simulator.gate.refusing = true;
    expect(await bench.try('setup.tell-camera', { laneId: 'in-4' })).toMatchObject({ trouble: 'not-allowed' });
    await expect(bench.try('setup.tell-camera', { laneId: 'in-1' })).rejects.toMatchObject({ code: 'not-now' });
  });
});

it('cameras in the network are found, those of the draft with their lanes', async () => {
  const responder = await startResponder('sadp', [
    { address: '127.0.0.1', model: 'iDS-TCM203-A', serial: 'D1', activated: true },
  ]);
  const silent = await startResponder('ws-discovery', []);
  const searching = openTrialBench(bench.site, {
    cameraSearch: {
      forMs: 200,
      from: ['127.0.0.1'],
      to: {
        sadp: { group: '127.0.0.1', port: responder.port },
        'ws-discovery': { group: '127.0.0.1', port: silent.port },
      },
    },
  });
  const { cameras } = await searching.try('setup.find-cameras', {});
  expect(cameras).toMatchObject([{ address: '127.0.0.1', maker: 'hikvision', lane: 'in-1' }]);
  await Promise.all([responder.close(), silent.close(), searching.stand.stop()]);
});
