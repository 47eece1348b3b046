import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteConfig, siteSecrets } from '../../electron/contract/site.ts';
import { startSimulatedHikvision } from '../../native/camera/hikvision/simulator.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { CAMERA_KEY, devicesOf, lineOf, openClockedStation } from '../support/clocked-station.ts';
import type { ClockedStation } from '../support/clocked-station.ts';

const PASSWORD = 'a-password-1';
const STILL = '/ISAPI/Streaming/channels/101/picture';
let directory: string;
let station: ClockedStation;
let camera: Awaited<ReturnType<typeof startSimulatedHikvision>>;

/** Three lanes: a camera that reads plates and gives pictures, one that only gives pictures, one that only posts. */
beforeEach(async () => {
  const clock = createManualClock(Date.UTC(2026, 4, 6, 2, 0, 0));
  directory = mkdtempSync(join(tmpdir(), 'camera-acts-'));
  const image = await sharp({ create: { width: 1920, height: 1080, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  const shot = { captureId: 'c', capturedAt: clock.now(), plate: '粤B00001', image };
  camera = await startSimulatedHikvision({ password: PASSWORD, clock, lastShot: shot });
  const at = { address: '127.0.0.1', port: camera.device.port };
  const cameras = {
    hik: { id: 'camera-hik', driver: 'hikvision', ...at },
    still: { id: 'camera-still', driver: 'still', ...at, picture: STILL },
    post: { id: 'camera-post', driver: 'push' },
  };
  const lanes = Object.entries(cameras).map(([id, lane]) => ({
    ...{ id, name: id, direction: 'entrance', kind: 'general' },
    ...devicesOf(id),
    camera: lane,
  }));
  const site = siteConfig.parse({
    lot: { parkCode: '4403000001', name: '车场', desk: '东门岗', totalStalls: 100 },
    capture: { listen: { host: '127.0.0.1', port: 0 } },
    links: lanes.map(({ id }) => lineOf(id)),
    lanes,
    people: [{ id: 'li', name: '李', role: 'attendant' }],
  });
  const secrets = siteSecrets.parse({
    cameras: { 'camera-post': CAMERA_KEY },
    cameraPasswords: { 'camera-hik': PASSWORD, 'camera-still': PASSWORD },
  });
  station = await openClockedStation({ site, secrets, directory, clock });
  await station.ready();
});
afterEach(async () => {
  await station.end();
  await camera.device.stop();
  rmSync(directory, { recursive: true });
});

const stills = (): number => camera.device.asked.filter((line) => line.includes(STILL)).length;
const look = (laneId: string) => station.ask('cameras.look', { laneId });

describe('looking at a lane', () => {
  it('shows what its camera sees, small, for as long as somebody asks', async () => {
    let seen = await look('hik');
    for (let tries = 0; seen.image === null && tries < 100; tries += 1) seen = await look('hik');
    const { width = 0, format } = await sharp(Buffer.from(seen.image ?? '', 'base64')).metadata();
    expect({ width, format, trouble: seen.trouble }).toEqual({ width: 480, format: 'jpeg', trouble: null });
    await station.pass(7_000);
    const asked = stills();
    await station.pass(10_000);
    expect(stills()).toBe(asked);
  });

  it('says why there is nothing to be seen', async () => {
    expect(await look('post')).toEqual({ image: null, at: null, trouble: 'no-pictures' });
    await expect(look('nowhere')).rejects.toMatchObject({ code: 'bad-input' });
    camera.device.setPassword('another-1');
    camera.device.renewNonce();
    let seen = await look('hik');
    for (let tries = 0; seen.trouble === null && tries < 100; tries += 1) seen = await look('hik');
    expect(seen).toMatchObject({ image: null, trouble: 'wrong-password' });
  });
});

describe('a plate that a person types', () => {
  const type = (laneId: string, plate: string, key = crypto.randomUUID()) =>
    station.ask('lane.type-plate', { key, laneId, plate });

  it.each(['still', 'hik', 'post'])('is a car before the camera of lane %s, judged as any other', async (laneId) => {
    station.gate(laneId).arm.setLoop('approach', true);
    await station.until('the loop', () => station.lane(laneId).barrier.approachLoop === 'occupied');
    await type(laneId, '粤b12345');
    await station.brought('the car', () => station.lane(laneId).arrival !== null);
    expect(station.lane(laneId).arrival?.plate.text).toBe('粤B12345');
    await station.driveThrough(laneId);
    expect(station.board().lot.inside).toBe(1);
  });

  it('is one car however often the press is sent, and none while a car is dealt with', async () => {
    const key = crypto.randomUUID();
    await type('post', '粤B12345', key);
    await type('post', '粤B12345', key);
    await expect(type('post', '粤B54321')).rejects.toMatchObject({ code: 'not-now' });
    expect(station.lane('post').arrival?.plate.text).toBe('粤B12345');
    await expect(type('hik', ' - ')).rejects.toMatchObject({ code: 'bad-input' });
    await station.until('the arm up', () => station.gate('post').arm.position === 1);
    await station.driveThrough('post');
  });
});
