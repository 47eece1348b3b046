import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  AT,
  JPEG,
  KEY,
  OTHER_KEY,
  captureHead,
  fields,
  inTime,
  json,
  eventually,
  openDoor,
  openThings,
  refused,
  saying,
  shot,
} from './door.fixture.ts';
import { createCaptureDoor } from './push-door.ts';
import { captureRequest } from './push-message.ts';
import { misbehave } from './push-misbehaviour.ts';
import type { Capture } from './contract.ts';

describe('a capture', () => {
  const expected = {
    captureId: 'c-1',
    cameraId: 'cam-1',
    capturedAt: AT,
    plate: '粤B12345',
    plateColour: 'blue',
    confidence: 98,
    charConfidence: [99, 99, 98, 97, 99, 99, 96],
    carColour: 'white',
    carModel: 'small',
    offline: false,
  };

  it.each(['json', 'multipart'] as const)('pushed as %s arrives whole', async (format) => {
    for (const auth of ['bearer', 'basic'] as const) {
      const { camera, captures, heard, rejections } = await openDoor();
      expect(await camera({ format, auth }).shoot(shot())).toEqual({ state: 'taken', result: 'accepted', attempts: 1 });
      const [{ image, ...capture }] = captures as [Capture];
      expect(capture).toEqual(expected);
      expect(JPEG.equals(image!)).toBe(true);
      expect(heard).toEqual(['cam-1']);
      expect(rejections).toEqual([]);
    }
  });

  it.each(['json', 'multipart'] as const)('without a picture says so, as %s', async (format) => {
    const { camera, captures } = await openDoor();
    expect(await camera({ format }).shoot(shot({ image: null, plate: '', charConfidence: null }))).toMatchObject({
      result: 'accepted',
    });
    expect(captures[0]).toMatchObject({ plate: '', image: null });
  });

  it('needs only its id, time, plate and image; the rest is unknown', async () => {
    const { camera, captures } = await openDoor();
    expect((await camera().post(json(fields))).status).toBe(200);
    expect(captures[0]).toMatchObject({
      plateColour: 'unknown',
      confidence: null,
      charConfidence: null,
      carColour: null,
      carModel: null,
      offline: false,
    });
  });

  it('sent twice is answered as a duplicate', async () => {
    const { camera } = await openDoor();
    const sender = camera();
    expect(await sender.shoot(shot())).toMatchObject({ result: 'accepted' });
    expect(await sender.shoot(shot())).toMatchObject({ result: 'duplicate' });
  });

  it('stored while the camera was offline says so', async () => {
    const { camera, captures } = await openDoor();
    await camera().post(misbehave('cam-1', shot(), 'offline'));
    await camera().post(misbehave('cam-1', shot(), 'stale'));
    expect(captures.map(({ offline, capturedAt }) => [offline, AT - capturedAt])).toEqual([
      [true, 0],
      [false, 3_600_000],
    ]);
  });

  it('of an encoder that writes \\/ for / arrives the same', async () => {
    const { camera, captures } = await openDoor();
    const escaped = JSON.stringify(fields).replaceAll('/', '\\/');
    expect((await camera().post(json(escaped))).status).toBe(200);
    expect(JPEG.equals(captures[0]!.image!)).toBe(true);
  });

  it('whose plate reads "image" is not mistaken for its image', async () => {
    const { camera, captures } = await openDoor();
    expect((await camera().post(json({ ...fields, plate: 'image' }))).status).toBe(200);
    expect((await camera().post(json({ ...fields, plate: '"image":"x"' }))).status).toBe(200);
    expect(captures.map(({ plate }) => plate)).toEqual(['image', '"image":"x"']);
  });

  it('sent in pieces without a length arrives whole', async () => {
    const { camera, captures } = await openDoor();
    const whole = captureRequest('cam-1', shot(), 'json');
    const { 'Content-Length': _, ...headers } = whole.headers;
    const answer = await camera().post({
      ...whole,
      headers: { ...headers, 'Transfer-Encoding': 'chunked' },
      body: (outgoing) => {
        const bytes = Buffer.from(whole.body as Uint8Array);
        for (let at = 0; at < bytes.length; at += 50_000) outgoing.write(bytes.subarray(at, at + 50_000));
        outgoing.end();
      },
    });
    expect(answer.body).toEqual({ result: 'accepted' });
    expect(JPEG.equals(captures[0]!.image!)).toBe(true);
  });

  it('that asks first (Expect: 100-continue) is told to go on only when its camera is known', async () => {
    const { raw, captures } = await openDoor();
    const head = (key: string, length: number) =>
      captureHead(key, length).replace('\r\n', '\r\nExpect: 100-continue\r\nConnection: close\r\n');
    const body = JSON.stringify({ ...fields, image: null });
    expect(await raw(head(KEY, Buffer.byteLength(body)) + body)).toMatch(
      /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /,
    );
    expect(await raw(head('wrong', 9))).toMatch(/^HTTP\/1.1 401 /);
    expect(captures).toHaveLength(1);
  });

  it('counts as being received from its first byte until the station has taken it', async () => {
    const during: number[] = [];
    const { camera, door, port } = await openDoor({
      onCapture: () => {
        during.push(door.receiving);
        return 'accepted';
      },
    });
    expect(door.receiving).toBe(0);
    const body = Buffer.from(JSON.stringify(fields));
    const slow = connect(port, '127.0.0.1');
    openThings.push({ stop: () => slow.destroy() });
    slow.write(captureHead(KEY, body.length));
    slow.write(body.subarray(0, 10));
    await eventually(() => expect(door.receiving).toBe(1));
    expect((await camera().shoot(shot())).state).toBe('taken');
    expect(door.receiving).toBe(1);
    slow.write(body.subarray(10));
    await eventually(() => expect(door.receiving).toBe(0));
    expect(during).toEqual([2, 1]);
  });

  it('that breaks off, is refused or has a wrong key is not received any more', async () => {
    const { camera, door, raw, heard, port } = await openDoor();
    expect(await raw(captureHead('a-wrong-key-of-a-camera', 100))).toMatch(/ 401 /);
    expect((await camera().post(json('no capture'))).status).toBe(400);
    const socket = connect(port, '127.0.0.1');
    socket.write(captureHead(KEY, 100));
    await eventually(() => expect(heard).toHaveLength(2));
    expect(door.receiving).toBe(1);
    socket.destroy();
    await eventually(() => expect(door.receiving).toBe(0));
  });
});

describe('a heartbeat', () => {
  it('is heard, with a body or without', async () => {
    const { camera, heard } = await openDoor();
    expect(await camera().heartbeat()).toMatchObject({ status: 200, body: { result: 'heard' } });
    expect((await camera().post(json({ any: 'thing' }, '/heartbeat/cam-1'))).status).toBe(200);
    expect(heard).toEqual(['cam-1', 'cam-1']);
  });

  it('needs the key and is bounded too', async () => {
    const { camera, heard } = await openDoor();
    expect((await camera({ key: 'wrong' }).heartbeat()).status).toBe(401);
    expect(heard).toEqual([]);
    expect((await camera().post(json('x'.repeat(100_000), '/heartbeat/cam-1'))).status).toBe(413);
  });
});

describe('who is not a camera of this lot', () => {
  it('sends no key: refused, told, not read', async () => {
    const { camera, captures, rejections, heard } = await openDoor();
    const answer = await camera().post(misbehave('cam-1', shot(), 'no-key'));
    expect(answer).toMatchObject({ status: 401, body: refused('no-key') });
    expect(rejections).toEqual([{ cameraId: 'cam-1', from: '127.0.0.1', status: 401, why: 'no key was sent' }]);
    expect([captures, heard]).toEqual([[], []]);
  });

  it('sends a wrong key, or the key of another camera, or another name with it', async () => {
    const { camera, captures } = await openDoor();
    expect((await camera().post(misbehave('cam-1', shot(), 'wrong-key'))).body).toEqual(refused('wrong-key'));
    for (const auth of ['bearer', 'basic'] as const) {
      expect((await camera({ key: OTHER_KEY, auth }).post(captureRequest('cam-1', shot(), 'json'))).status).toBe(401);
    }
    const basic = `Basic ${Buffer.from(`cam-2:${KEY}`).toString('base64')}`;
    const { headers, ...rest } = captureRequest('cam-1', shot(), 'json');
    expect((await camera().post({ ...rest, headers: { ...headers, Authorization: basic } })).status).toBe(401);
    for (const odd of ['Basic', 'Basic ', 'Bearer', `Digest ${KEY}`, `Bearer ${KEY} x`, 'Basic !!!!']) {
      expect((await camera().post({ ...rest, headers: { ...headers, Authorization: odd } })).status).toBe(401);
    }
    expect(captures).toEqual([]);
  });

  it('sends no password for a camera whose key was never set', async () => {
    const { camera } = await openDoor();
    for (const auth of ['bearer', 'basic'] as const) {
      expect((await camera({ cameraId: 'cam-3', key: '', auth }).heartbeat()).status).toBe(401);
    }
  });

  it('never learns a key from an answer or a note', async () => {
    const { camera, rejections } = await openDoor();
    const answers = [
      await camera({ key: 'guess-guess-guess-1' }).heartbeat(),
      await camera().post(json('{')),
      await camera().post(json({ ...fields, plate: 1 })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 400]);
    expect(JSON.stringify([answers, rejections])).not.toMatch(/guess|a-key-of-the-camera/);
  });

  it('names no camera, or climbs out of the path', async () => {
    const { camera, raw, captures } = await openDoor();
    const to = async (path: string) => (await camera().post(json(fields, path))).body;
    expect(await to('/capture/cam-9')).toEqual(refused('unknown-camera'));
    for (const name of ['__proto__', 'constructor', 'toString', '', 'CAM-1', 'cam-1/', 'a'.repeat(40)]) {
      expect(await to(`/capture/${name}`)).toEqual(refused(name === 'constructor' ? 'unknown-camera' : 'not-found'));
    }
    for (const path of [
      '/capture/../cam-1',
      '/capture/%2e%2e%2fcam-1',
      '/capture/..%5ccam-1',
      '/capture/cam-1%00',
      '//capture/cam-1',
    ]) {
      const answer = await raw(`POST ${path} HTTP/1.1\r\nAuthorization: Bearer ${KEY}\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 404 /);
    }
    expect(captures).toEqual([]);
  });

  it('guesses keys: after twenty the address must keep quiet for a minute, its neighbours need not', async () => {
    const { camera, clock, rejections } = await openDoor();
    const guesser = camera({ key: 'guess' });
    for (let i = 0; i < 20; i++) expect((await guesser.heartbeat()).status).toBe(401);
    expect(await guesser.heartbeat()).toMatchObject({
      status: 429,
      body: refused('too-many-failures'),
      retryAfterMs: 60_000,
    });
    expect((await camera().heartbeat()).status).toBe(429);
    expect(rejections).toHaveLength(20);
    expect((await camera({ cameraId: 'cam-2', key: OTHER_KEY }).heartbeat()).status).toBe(200);
    clock.advance(60_000);
    expect((await camera().heartbeat()).status).toBe(200);
  });
});

describe('a store that cannot write', () => {
  it('full disk: the camera is told to come again, a person is told why, and the capture is not lost', async () => {
    let full = true;
    const { camera, clock, rejections } = await openDoor({
      onCapture() {
        if (full) throw new Error('database or disk is full');
        return 'accepted';
      },
    });
    const delivery = camera().shoot(shot());
    await eventually(() => expect(rejections).toHaveLength(1));
    expect(rejections[0]).toMatchObject({
      cameraId: 'cam-1',
      status: 503,
      why: saying('disk is full'),
    });
    full = false;
    expect(await inTime(clock, delivery)).toMatchObject({ state: 'taken', result: 'accepted', attempts: 2 });
  });

  it('a note that cannot be written loses its connection, not the door', async () => {
    const { camera, captures } = await openDoor({
      onRejected() {
        throw new Error('database or disk is full');
      },
    });
    await camera()
      .post(json('{'))
      .catch((error: unknown) => error);
    expect((await camera().shoot(shot())).state).toBe('taken');
    expect(captures).toHaveLength(1);
  });
});

describe('the door itself', () => {
  it('says why it cannot open, and opens later', async () => {
    const first = await openDoor();
    const second = createCaptureDoor({
      listen: { host: '127.0.0.1', port: first.port },
      cameras: [],
      clock: first.clock,
      handlers: { onCapture: () => 'accepted', onHeard: () => undefined, onRejected: () => undefined },
    });
    openThings.push(second);
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.door.stop();
    expect(await second.start()).toEqual({ port: first.port });
  });

  it('stops with a message half received, and tells nobody of it', async () => {
    const { door, camera, heard, rejections } = await openDoor();
    const answer = camera()
      .post(misbehave('cam-1', shot(), 'slow'))
      .catch((error: unknown) => error);
    await eventually(() => expect(heard).toHaveLength(1));
    await door.stop();
    await door.stop();
    expect(await answer).toBeInstanceOf(Error);
    expect(rejections).toEqual([]);
  });
});
