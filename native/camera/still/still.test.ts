import { describe, expect, it } from 'vitest';
import { cameraConfig } from '../../../electron/contract/site-cameras.ts';
import type { StillConfig } from '../../../electron/contract/site-cameras.ts';
import { createManualClock } from '../../clock/manual-clock.ts';
import { listening, openCameras, whileTimePasses } from '../camera.fixture.ts';
import { AT, eventually, JPEG } from '../door.fixture.ts';
import { createStillCamera } from './driver.ts';
import { envelope, OnvifError, passwordDigest, QUESTIONS, readProfile, readSnapshotPath, readTime } from './onvif.ts';
import { startSimulatedOnvif } from './simulator.ts';

const PASSWORD = 'a-password-1';
const HOUR = 3_600_000;

async function open({ password = PASSWORD, ...config }: { password?: string } & Partial<StillConfig> = {}) {
  const told = listening();
  // Its clock is an hour behind, as after a summer time that nobody wanted.
  const itsClock = createManualClock(AT - HOUR);
  const simulator = await startSimulatedOnvif({ password: PASSWORD, clock: itsClock, image: JPEG });
  openCameras.push(simulator.device);
  const { port } = simulator.device;
  const parsed = cameraConfig.parse({
    id: 'cam-1',
    driver: 'still',
    address: '127.0.0.1',
    port,
    ...config,
  }) as StillConfig;
  const { clock, handlers } = told;
  const camera = createStillCamera({ config: parsed, password, clock, handlers, newId: () => 'new-id' });
  openCameras.push(camera);
  return { ...told, simulator, camera };
}
const isPicture = (image: Uint8Array | null | undefined): boolean => JPEG.equals(image ?? new Uint8Array());

describe('ONVIF', () => {
  it('digests a password as its Application Programmer’s Guide does', () => {
    const nonce = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');
    expect(passwordDigest(nonce, '2010-09-16T07:50:45Z', 'userpassword')).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
  });

  it('asks in the name of its user, and leaves no room for other XML', () => {
    const token = { user: 'a<b', password: 'p', nonce: Buffer.alloc(16), at: AT };
    expect(envelope(QUESTIONS.profiles, token)).toContain('<Username>a&lt;b</Username>');
    expect(envelope(QUESTIONS.profiles, token)).toContain('>2026-05-01T01:30:00Z</Created>');
    expect(QUESTIONS.snapshot('"a&b"')).toContain('<ProfileToken>&quot;a&amp;b&quot;</ProfileToken>');
  });

  it.each([
    ['no XML', readTime, 'hello', 'bad-answer'],
    ['no SOAP', readTime, '<html/>', 'bad-answer'],
    ['no time', readTime, '<E><Body/></E>', 'bad-answer'],
    ['no profile', readProfile, '<E><Body/></E>', 'unsupported'],
    ['an address that is none', readSnapshotPath, '<E><Body><Uri>file:///etc/passwd</Uri></Body></E>', 'unsupported'],
    [
      'a refusal',
      readProfile,
      '<E><Body><Fault><Subcode><Value>ter:NotAuthorized</Value></Subcode></Fault></Body></E>',
      'refused',
    ],
  ])('an answer with %s is told for what it is', (_what, read, text, code) => {
    let thrown: unknown;
    try {
      read(Buffer.from(text));
    } catch (error) {
      thrown = error;
    }
    expect([thrown instanceof OnvifError, (thrown as OnvifError).code]).toEqual([true, code]);
  });
});

describe('a camera that reads no plates', () => {
  it('is asked where its picture is, by its own clock and at its own address, and then for that', async () => {
    const { camera, simulator } = await open();
    expect(isPicture(await camera.still?.())).toBe(true);
    const { asked } = simulator.device;
    const before = asked.length;
    expect(isPicture(await camera.still?.())).toBe(true);
    expect(asked.slice(before)).toEqual(['GET /snap.jpg?channel=1']);
  });

  it('whose picture moved is asked where it went', async () => {
    const { camera, simulator } = await open();
    await camera.still?.();
    simulator.moveTo('/other.jpg');
    await expect(camera.still?.()).rejects.toMatchObject({ code: 'not-allowed' });
    expect(isPicture(await camera.still?.())).toBe(true);
  });

  it('with a plain address is asked for that alone', async () => {
    const { camera, simulator } = await open({ picture: '/snap.jpg?channel=1' });
    expect(isPicture(await camera.still?.())).toBe(true);
    expect(simulator.device.asked).toEqual(['GET /snap.jpg?channel=1']);
  });

  it('has its word of life and its clock looked at while nobody wants a picture', async () => {
    const { camera, clock, heard } = await open();
    camera.start();
    await eventually(() => expect(heard).toHaveLength(1));
    expect(camera.health().clockOffsetMs).toBe(-HOUR - 250);
    await whileTimePasses(clock, () => expect(heard.length).toBeGreaterThan(2), 500);
  });

  it('under a wrong password is left alone: its account is not locked', async () => {
    const { camera, simulator, troubles } = await open({ password: 'wrong' });
    for (let i = 0; i < 10; i++) await expect(camera.still?.()).rejects.toMatchObject({ code: 'wrong-password' });
    expect([simulator.refusals(), camera.health().trouble, troubles.at(-1)]).toEqual([
      1,
      'wrong-password',
      'wrong-password',
    ]);
  });

  it('gives a capture with the plate that a person read, and its picture', async () => {
    const { camera, captures } = await open();
    await camera.typed?.('粤B12345');
    expect(captures).toMatchObject([
      { captureId: 'new-id', cameraId: 'cam-1', capturedAt: AT, plate: '粤B12345', confidence: null },
    ]);
    expect(isPicture(captures[0]?.image)).toBe(true);
  });

  it('that is gone: the plate that a person read counts all the same', async () => {
    const { camera, simulator, captures } = await open();
    await simulator.device.stop();
    await camera.typed?.('粤B12345');
    expect(captures).toMatchObject([{ plate: '粤B12345', image: null }]);
  });
});
