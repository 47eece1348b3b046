import { afterEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../clock/manual-clock.ts';
import type { CameraTrouble } from '../contract.ts';
import { createCameraHttp } from './camera-http.ts';
import type { CameraHttp } from './camera-http.ts';
import { startSimulatedDevice } from './simulated-device.ts';
import type { DeviceOptions } from './simulated-device.ts';

const ACCOUNT = { user: 'admin', password: 'Circle Of Life' };
const GET = { method: 'GET', path: '/ISAPI/System/time?a=1' } as const;
const MINUTE = 60_000;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openCamera(options: Partial<DeviceOptions> = {}, password = ACCOUNT.password) {
  const clock = createManualClock();
  const device = await startSimulatedDevice({
    account: ACCOUNT,
    answer: ({ body }, response) => void response.end(`fine ${body.toString()}`),
    ...options,
  });
  ends.push(() => device.stop());
  const troubles: (CameraTrouble | null)[] = [];
  const http: CameraHttp = createCameraHttp({
    host: '127.0.0.1',
    port: device.port,
    account: { user: 'admin', password },
    clock,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  ends.push(() => http.close());
  const codeOf = async (request: CameraHttp = http): Promise<unknown> => {
    try {
      return (await request.ask(GET)).status;
    } catch (error) {
      return (error as { code: CameraTrouble }).code;
    }
  };
  return { clock, device, troubles, http, codeOf };
}

describe('a camera that asks for a password', () => {
  it('is answered, and its nonce used again with a growing count', async () => {
    const { device, http, codeOf } = await openCamera();
    expect(
      (await http.ask({ method: 'PUT', path: '/x', body: { type: 'text/xml', text: '<a/>' } })).body.toString(),
    ).toBe('fine <a/>');
    for (let i = 0; i < 3; i++) expect(await codeOf()).toBe(200);
    expect([device.asked.length, device.failures]).toEqual([4, 0]);
  });

  it('that restarted has a new nonce: the count begins anew, and no failure is counted', async () => {
    const { device, codeOf } = await openCamera();
    await codeOf();
    device.renewNonce();
    expect(await codeOf()).toBe(200);
    expect(await codeOf()).toBe(200);
    expect(device.failures).toBe(0);
  });

  it('with another password gets two tries and is left alone for half an hour: its account is not locked', async () => {
    const { clock, device, troubles, codeOf } = await openCamera({}, 'wrong');
    for (let i = 0; i < 10; i++) expect(await codeOf()).toBe('wrong-password');
    expect(device.failures).toBe(2);
    clock.advance(29 * MINUTE);
    await codeOf();
    expect(device.failures).toBe(2);
    device.setPassword('wrong');
    clock.advance(MINUTE);
    expect(await codeOf()).toBe(200);
    expect(troubles).toEqual(['wrong-password', null]);
  });

  it('and many questions at once do not try a wrong password more often', async () => {
    const { device, codeOf } = await openCamera({}, 'wrong');
    expect(await Promise.all(Array.from({ length: 8 }, () => codeOf()))).toEqual(Array(8).fill('wrong-password'));
    expect(device.failures).toBe(2);
  });

  it('that says its account is locked is left alone for as long as it says', async () => {
    const { clock, device, troubles, codeOf } = await openCamera({ locksAfter: 1 }, 'wrong');
    expect([await codeOf(), await codeOf()]).toEqual(['locked-out', 'locked-out']);
    expect([device.failures, troubles]).toEqual([1, ['locked-out']]);
    clock.advance(29 * MINUTE);
    expect(await codeOf()).toBe('locked-out');
  });

  it('in the plain form gets the plain answer', async () => {
    const { codeOf } = await openCamera({ asks: 'basic' });
    expect(await codeOf()).toBe(200);
  });
});

describe('a camera that does not answer', () => {
  it('is given its time, and the next question a connection of its own', async () => {
    const { clock, device, troubles, codeOf } = await openCamera();
    await codeOf();
    device.silent = true;
    const asked = codeOf();
    await vi.waitFor(async () => {
      await clock.advanceAsync(1000);
      expect(troubles).toEqual(['no-answer']);
    });
    expect(await asked).toBe('no-answer');
    device.silent = false;
    expect(await codeOf()).toBe(200);
    expect(troubles).toEqual(['no-answer', null]);
  });

  it('because it is not there says so', async () => {
    const { device, codeOf } = await openCamera();
    await device.stop();
    expect(await codeOf()).toBe('no-answer');
  });

  it('to the end breaks off: half a picture is none', async () => {
    const { codeOf } = await openCamera({
      answer: (_request, response) => {
        response.writeHead(200, { 'Content-Length': '1000' }).write('half', () => response.destroy());
      },
    });
    expect(await codeOf()).toBe('no-answer');
  });

  it('with an end is cut at ten megabytes', async () => {
    const { codeOf } = await openCamera({
      answer: (_request, response) => {
        const chunk = Buffer.alloc(1024 * 1024);
        for (let i = 0; i < 12; i++) response.write(chunk);
        response.end();
      },
    });
    expect(await codeOf()).toBe('bad-answer');
  });

  it('because nobody wants to know any more ends at once', async () => {
    const { device, http, codeOf } = await openCamera();
    await codeOf();
    device.silent = true;
    const asked = codeOf();
    http.close();
    expect([await asked, await codeOf()]).toEqual(['no-answer', 'no-answer']);
  });
});

describe('an answer that does not end', () => {
  it('is handed over after its headers, whatever time passes then', async () => {
    const { clock, http } = await openCamera({
      answer: (_request, response) => void response.writeHead(200, { 'Content-Type': 'text/plain' }).write('a'),
    });
    const stream = await http.open(GET);
    clock.advance(MINUTE);
    const chunks: unknown[] = await stream.take(1).toArray();
    expect(chunks.map(String)).toEqual(['a']);
  });

  it('is refused where the camera has none', async () => {
    const { http } = await openCamera({ answer: (_request, response) => void response.writeHead(404).end() });
    await expect(http.open(GET)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
