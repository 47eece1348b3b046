import { describe, expect, it } from 'vitest';
import { cameraConfig } from '../../../electron/contract/site-cameras.ts';
import type { VzenithConfig } from '../../../electron/contract/site-cameras.ts';
import { doorFor, listening, openCameras, whileTimePasses } from '../camera.fixture.ts';
import { AT, eventually, JPEG, KEY, shot } from '../door.fixture.ts';
import { createVzenithCamera } from './driver.ts';
import { createSimulatedVzenith } from './simulator.ts';

async function open(config: Partial<VzenithConfig> = {}) {
  const told = listening();
  const parsed = cameraConfig.parse({
    id: 'cam-1',
    driver: 'vzenith',
    address: '127.0.0.1',
    ...config,
  }) as VzenithConfig;
  const camera = createVzenithCamera({ config: parsed, key: KEY, clock: told.clock, handlers: told.handlers });
  openCameras.push(camera);
  const { url } = await doorFor(camera, told);
  return { ...told, camera, url, simulator: createSimulatedVzenith({ url, image: JPEG }) };
}

/** What a promise came to while the clock goes on. */
async function outcomeOf<T>({ clock }: Awaited<ReturnType<typeof open>>, promise: Promise<T>): Promise<T> {
  let settled = false;
  const settle = (): void => void (settled = true);
  promise.then(settle, settle);
  await whileTimePasses(clock, () => expect(settled).toBe(true), 100);
  return promise;
}

describe('a capture', () => {
  it('is taken, its sending ended, and the arm left to the station', async () => {
    const lot = await open();
    expect(await outcomeOf(lot, lot.simulator.shoot(shot(), 7))).toMatchObject({
      status: 200,
      opened: false,
      settled: true,
    });
    expect(lot.captures).toMatchObject([
      { cameraId: 'cam-1', captureId: 'a1b2c3d4-e5f60718-7', plate: '粤B12345', capturedAt: AT },
    ]);
    expect(JPEG.equals(lot.captures[0]?.image ?? new Uint8Array())).toBe(true);
    expect(lot.heard).toContain('cam-1');
  });

  it('that was let in while its reply waited opens by that very reply', async () => {
    const lot = await open();
    const acts = lot.simulator.shoot(shot(), 7);
    await eventually(() => expect(lot.captures).toHaveLength(1));
    expect(await lot.camera.relay?.pulse()).toBe('sent');
    expect(await acts).toMatchObject({ opened: true });
    expect(await outcomeOf(lot, lot.simulator.shoot(shot(), 8))).toMatchObject({ opened: false });
  });

  it('of a camera whose output raises the arm pulses that one instead', async () => {
    const lot = await open({ output: 1 });
    const pulsed = lot.camera.relay?.pulse();
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: false, pulsedOutput: 1 });
    expect(await pulsed).toBe('sent');
  });

  it('of a camera that sends again until it is told to stop is sent once', async () => {
    const lot = await open();
    expect(await outcomeOf(lot, lot.simulator.insist(shot(), 7, 5))).toBe(1);
  });

  it('stored while there was no connection never opens, even with a car waiting for the arm', async () => {
    const lot = await open();
    const pulsed = lot.camera.relay?.pulse();
    expect(await lot.simulator.shoot(shot({ offline: true }), 7)).toMatchObject({ opened: false, settled: true });
    expect(await lot.simulator.shoot(shot({ offline: true }), 7)).toMatchObject({ opened: false, settled: true });
    expect(lot.captures.map(({ captureId, offline }) => [captureId, offline])).toEqual([
      ['a1b2c3d4-e5f60718-7', true],
      ['a1b2c3d4-e5f60718-7', true],
    ]);
    expect(lot.camera.health().clockOffsetMs).toBeNull();
    expect(await outcomeOf(lot, pulsed!)).toBe('not-sent');
  });

  it('that could not be recorded is not settled: the camera keeps it and comes again', async () => {
    const lot = await open();
    lot.disk.full = true;
    expect(await lot.simulator.shoot(shot(), 7)).toMatchObject({ status: 503, settled: false, opened: false });
    lot.disk.full = false;
    expect(await outcomeOf(lot, lot.simulator.shoot(shot(), 7))).toMatchObject({ settled: true });
  });

  it.each([
    ['garbage', '{"AlarmInfoPlate":'],
    ['of another maker', '<EventNotificationAlert/>'],
    ['without a plate', '{"AlarmInfoPlate":{"result":{"PlateResult":{}}}}'],
  ])('%s is turned away and told of', async (_what, body) => {
    const lot = await open();
    expect(await lot.simulator.post(body)).toMatchObject({ status: 400, settled: false });
    expect(lot.rejections).toMatchObject([{ cameraId: 'cam-1', status: 400 }]);
    expect(lot.captures).toEqual([]);
  });
});

describe('the arm', () => {
  it('goes up by the reply to a heartbeat as well', async () => {
    const lot = await open();
    const pulsed = lot.camera.relay?.pulse();
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: true });
    expect(await pulsed).toBe('sent');
    expect(await lot.simulator.heartbeat('urlencoded')).toMatchObject({ opened: false });
  });

  it('does not go up by a word that comes too late: nobody knows who stands there then', async () => {
    const lot = await open();
    expect(await outcomeOf(lot, lot.camera.relay!.pulse())).toBe('not-sent');
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: false });
  });

  it('asked for twice at once goes up once', async () => {
    const lot = await open();
    const both = Promise.all([lot.camera.relay?.pulse(), lot.camera.relay?.pulse()]);
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: true });
    expect(await both).toEqual(['sent', 'sent']);
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: false });
  });
});

describe('what it can be asked for', () => {
  it('a picture: the next reply asks, and the camera posts it', async () => {
    const lot = await open();
    const still = lot.camera.still?.();
    expect(await lot.simulator.heartbeat()).toMatchObject({ opened: false });
    expect(JPEG.equals((await still) ?? new Uint8Array())).toBe(true);
    expect(await lot.simulator.heartbeat()).toMatchObject({ stillTo: null });
  });

  it('a look', async () => {
    const lot = await open();
    const asked = lot.camera.trigger?.();
    expect(await lot.simulator.heartbeat()).toMatchObject({ triggered: true });
    await asked;
  });

  it('while it says nothing: nobody waits for ever', async () => {
    const lot = await open();
    await expect(outcomeOf(lot, lot.camera.still!())).rejects.toMatchObject({ code: 'no-answer' });
    await expect(outcomeOf(lot, lot.camera.trigger!())).rejects.toMatchObject({ code: 'no-answer' });
  });
});

it('its contacts are told, counted as on the housing', async () => {
  const lot = await open();
  await lot.simulator.input(0, 1);
  await lot.simulator.input(3, 0);
  expect(lot.inputs).toEqual([
    [1, true],
    [4, false],
  ]);
});

describe('at the door', () => {
  it.each([
    ['without its key', (url: string) => url.replace(/\/[^/]+$/, '/another-key-0123456789'), 401],
    ['under another name', (url: string) => url.replace('cam-1', 'cam-2'), 404],
    ['without any key', (url: string) => url.replace(/\/[^/]+$/, ''), 404],
  ])('%s nobody posts', async (_what, change, status) => {
    const { url, captures, rejections } = await open();
    const stranger = createSimulatedVzenith({ url: change(url), image: JPEG });
    expect(await stranger.shoot(shot(), 1)).toMatchObject({ status, opened: false, settled: false });
    expect([captures, rejections.map((rejection) => rejection.status)]).toEqual([[], [status]]);
  });

  it('from another address nobody posts, even with the key', async () => {
    const { simulator, captures, rejections } = await open({ address: '192.0.2.7' });
    expect(await simulator.shoot(shot(), 1)).toMatchObject({ status: 403 });
    expect([captures, rejections.map(({ why }) => why)]).toEqual([[], ['this camera is at another address']]);
  });

  it.each([
    ['asks instead of posting', { method: 'GET' }, 405],
    ['posts something compressed', { method: 'POST', headers: { 'Content-Encoding': 'gzip' }, body: 'x' }, 415],
  ])('who %s is told what is wrong', async (_what, request, status) => {
    const { url, captures } = await open();
    expect((await fetch(url, request)).status).toBe(status);
    expect(captures).toEqual([]);
  });

  it('who guesses keys is slowed down', async () => {
    const { url } = await open();
    const stranger = createSimulatedVzenith({ url: url.replace(/\/[^/]+$/, '/another-key-0123456789'), image: JPEG });
    for (let i = 0; i < 20; i++) await stranger.heartbeat();
    expect(await stranger.heartbeat()).toMatchObject({ status: 429 });
  });

  it('our own format is not taken from it: its key is for its own words', async () => {
    const { url, captures } = await open();
    const generic = createSimulatedVzenith({ url: url.replace(/\/push\/.*/, '/capture/cam-1'), image: JPEG });
    expect(await generic.shoot(shot(), 1)).toMatchObject({ status: 404 });
    expect(captures).toEqual([]);
  });
});
