import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { KEY, captureHead, eventually, openDoor, refused, shot } from './door.fixture.ts';
import { captureRequest } from './push-message.ts';
import { misbehave } from './push-misbehaviour.ts';

describe('a message too large', () => {
  it('by its length is refused at once, without reading on', async () => {
    const { camera, rejections } = await openDoor();
    expect(await camera().post(misbehave('cam-1', shot(), 'oversize'))).toMatchObject({
      status: 413,
      body: refused('too-large'),
    });
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', status: 413 }]);
  });

  it('without a length is cut at the limit', async () => {
    const { camera, captures, rejections } = await openDoor();
    expect((await camera().post(misbehave('cam-1', shot(), 'endless'))).status).toBe(413);
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', status: 413 }]);
    expect(captures).toEqual([]);
    expect((await camera().shoot(shot())).state).toBe('taken');
  });

  it('by one byte is refused, and of just the limit is not', async () => {
    const request = captureRequest('cam-1', shot(), 'json');
    const length = (request.body as Uint8Array).length;
    const just = await openDoor({ limits: { bodyBytes: length } });
    expect((await just.camera().post(request)).status).toBe(200);
    const over = await openDoor({ limits: { bodyBytes: length - 1 } });
    expect((await over.camera().post(request)).status).toBe(413);
  });

  it('still being sent is hung up on after a while', async () => {
    const { raw, clock, rejections } = await openDoor();
    expect(await raw(captureHead(KEY, 99_999_999))).toMatch(/^HTTP\/1.1 413 [^]*Connection: close/);
    expect(rejections).toHaveLength(1);
    expect(clock.pending).toBeLessThanOrEqual(1);
    clock.advance(500);
    expect(clock.pending).toBe(0);
  });
});

describe('a slow camera', () => {
  it('that stops in the middle of a message is answered 408 after 15 s', async () => {
    const { raw, clock, heard, rejections } = await openDoor();
    const answer = raw(captureHead(KEY, 100) + '{"captureId":"half of');
    await eventually(() => expect(heard).toEqual(['cam-1']));
    clock.advance(14_999);
    expect(rejections).toEqual([]);
    clock.advance(1);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', status: 408 }]);
  });

  it('that stops in the middle of its headers is cut off', async () => {
    const { raw, rejections } = await openDoor({ limits: { headersMs: 50 } });
    expect(await raw('POST /capture/cam-1 HTTP/1.1\r\nAuthor')).toMatch(/^HTTP\/1.1 408 /);
    expect(rejections).toMatchObject([{ cameraId: null, status: 408 }]);
  });

  it('that hangs up in the middle of a message is told of', async () => {
    const { port, rejections, heard } = await openDoor();
    const socket = connect(port, '127.0.0.1');
    socket.write(`${captureHead(KEY, 100)}{`);
    await eventually(() => expect(heard).toEqual(['cam-1']));
    socket.destroy();
    await eventually(() => expect(rejections).toMatchObject([{ cameraId: 'cam-1', status: 400 }]));
  });

  it('that breaks its own framing in the middle of a message is told of once', async () => {
    const { raw, rejections } = await openDoor();
    const head = captureHead(KEY, 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    await raw(`${head}5\r\n{"cap\r\nnot a length\r\n`);
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', status: 400 }]);
  });
});
