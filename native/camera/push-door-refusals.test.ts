import { describe, expect, it } from 'vitest';
import { JPEG, KEY, anyFields, anyText, fields, json, openDoor, refused, saying, shot } from './door.fixture.ts';
import { captureRequest } from './push-message.ts';
import type { PushRequest } from './push-message.ts';

describe('a message that is no capture', () => {
  it.each<[string, unknown, string, object]>([
    ['malformed JSON', '{"captureId":', 'malformed', {}],
    ['nothing at all', '', 'malformed', {}],
    ['a list', [fields], 'malformed', {}],
    ['null', 'null', 'malformed', {}],
    ['a missing plate', { ...fields, plate: undefined }, 'invalid', { plate: anyText }],
    ['a missing image', { ...fields, image: undefined }, 'invalid', { image: saying('missing') }],
    ['a number for a plate', { ...fields, plate: 12345 }, 'invalid', { plate: anyText }],
    ['a very long plate', { ...fields, plate: '粤'.repeat(65) }, 'invalid', { plate: 'at most 64 characters' }],
    ['a time without offset', { ...fields, capturedAt: '2026-05-01T09:30:00' }, 'invalid', { capturedAt: anyText }],
    ['a day that is none', { ...fields, capturedAt: '2026-02-30T09:30:00+08:00' }, 'invalid', { capturedAt: anyText }],
    ['a confidence over 100', { ...fields, confidence: 101 }, 'invalid', { confidence: anyText }],
    ['a confidence too few', { ...fields, charConfidence: [99] }, 'invalid', { charConfidence: anyText }],
    ['an unknown colour', { ...fields, plateColour: 'pink' }, 'invalid', { plateColour: anyText }],
    ['an id with a line break', { ...fields, captureId: 'a\nb' }, 'invalid', { captureId: anyText }],
    ['an empty id', { ...fields, captureId: '' }, 'invalid', { captureId: anyText }],
    ['a field of another make', { ...fields, license: 'x' }, 'invalid', { license: 'not a field of a capture' }],
    ['an image that is no JPEG', { ...fields, image: 'YWJj' }, 'invalid', { image: saying('JPEG') }],
    ['an empty image', { ...fields, image: '' }, 'invalid', { image: saying('JPEG') }],
    ['an image that is no base64', { ...fields, image: '/9j/*!4AAQ' }, 'invalid', { image: saying('base64') }],
    [
      'an image with data: before it',
      { ...fields, image: 'data:image/jpeg;base64,/9j/4AAQ' },
      'invalid',
      { image: anyText },
    ],
    ['a number for an image', { ...fields, image: 7 }, 'invalid', { image: 'not a string' }],
    ['an image deeper inside', { ...fields, image: undefined, more: { image: '/9j/' } }, 'invalid', { image: anyText }],
    ['an image twice', '{"image":"/9j/","image":"/9j/"}', 'invalid', { image: saying('once') }],
    ['bytes that are no UTF-8', Buffer.from('{"plate":"\xd4\xc1"}', 'latin1').toString('latin1'), 'invalid', anyFields],
  ])('%s is refused, told, and changes nothing', async (_, message, code, wrong) => {
    const { camera, captures, rejections } = await openDoor();
    const answer = await camera().post(json(message));
    expect(answer).toMatchObject({ status: 400, body: refused(code, wrong) });
    expect(captures).toEqual([]);
    expect(rejections).toMatchObject([{ cameraId: 'cam-1', from: '127.0.0.1', status: 400 }]);
  });

  it('in GBK is refused, not stored as rubbish', async () => {
    const { camera, captures } = await openDoor();
    const text = Buffer.from(JSON.stringify({ ...fields, plate: '??B12345' }).replace('??', '\xd4\xc1'), 'latin1');
    const answer = await camera().post({
      ...json(''),
      headers: { 'Content-Type': 'application/json', 'Content-Length': String(text.length) },
      body: text,
    });
    expect(answer).toMatchObject({ status: 400, body: refused('malformed') });
    expect(captures).toEqual([]);
  });

  it('with keys of every object is named by them and pollutes nothing', async () => {
    const { camera, captures } = await openDoor();
    const body = JSON.stringify(fields).replace(
      '{',
      '{"__proto__":{"offline":true},"constructor":{"prototype":{"polluted":1}},',
    );
    const answer = await camera().post(json(body));
    expect(answer.status).toBe(400);
    const { error } = answer.body as { error: { fields: object } };
    expect(Object.keys(error.fields).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(captures).toEqual([]);
  });

  it.each([
    ['in itself', (deep: string) => deep],
    ['in a field', (deep: string) => `{"plate":${deep}}`],
    ['in a field of its own', (deep: string) => `{"deep":${deep}}`],
  ])('nested a million deep %s is refused, and the door stands', async (_, wrap) => {
    const { camera } = await openDoor();
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect((await camera().post(json(wrap(deep)))).status).toBe(400);
    expect((await camera().heartbeat()).status).toBe(200);
  });

  it('of another type, or compressed, is refused before it is read', async () => {
    const { camera } = await openDoor();
    const { headers, ...rest } = json(fields);
    const changes: Record<string, string>[] = [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': '' },
      { 'Content-Encoding': 'gzip' },
    ];
    for (const change of changes) {
      expect(await camera().post({ ...rest, headers: { ...headers, ...change } })).toMatchObject({
        status: 415,
        body: refused('unsupported-type'),
      });
    }
  });

  it('by another method is refused', async () => {
    const { raw } = await openDoor();
    expect(await raw('GET /capture/cam-1 HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 405 [^]*Allow: POST/,
    );
  });

  it('without a length is refused', async () => {
    const { raw } = await openDoor();
    const head = `POST /capture/cam-1 HTTP/1.1\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n`;
    expect(await raw(head)).toMatch(/^HTTP\/1.1 411 /);
  });

  it('that is no HTTP is refused and told', async () => {
    const { raw, rejections, camera } = await openDoor();
    expect(await raw('\x16\x03\x01\x02garbage\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(await raw(`POST /capture/cam-1 HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
    expect(rejections.map(({ cameraId, status }) => [cameraId, status])).toEqual([
      [null, 400],
      [null, 431],
    ]);
    expect((await camera().heartbeat()).status).toBe(200);
  });

  it('over and over from a stranger is told twenty times and no more', async () => {
    const { raw, rejections } = await openDoor();
    for (let i = 0; i < 25; i++) await raw('rubbish\r\n\r\n');
    expect(rejections).toHaveLength(20);
  });
});

describe('a multipart message', () => {
  const multipart = (text: string, boundary = 'edge'): PushRequest => ({
    path: '/capture/cam-1',
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(Buffer.byteLength(text)),
    },
    body: Buffer.from(text),
  });
  const { image: _, ...message } = fields;
  const capturePart = (value: unknown = message) =>
    `--edge\r\nContent-Disposition: form-data; name="capture"\r\n\r\n${JSON.stringify(value)}\r\n`;
  const namedPart = (name: string, content: string) =>
    `--edge\r\nContent-Disposition: form-data; name="${name}"; filename="x.jpg"\r\n\r\n${content}\r\n`;

  it.each<[string, string, string, object]>([
    ['without its image', `${capturePart()}--edge--\r\n`, 'invalid', { image: 'this part is missing' }],
    ['without its capture', `${namedPart('image', 'x')}--edge--\r\n`, 'invalid', { capture: 'this part is missing' }],
    [
      'with an image that is no JPEG',
      `${capturePart()}${namedPart('image', 'a text')}--edge--\r\n`,
      'invalid',
      { image: saying('JPEG') },
    ],
    [
      'with a part of another name',
      `${capturePart()}${namedPart('photo', 'x')}--edge--\r\n`,
      'invalid',
      { photo: 'not a part of a capture' },
    ],
    ['with a part twice', `${capturePart()}${capturePart()}--edge--\r\n`, 'invalid', { capture: saying('once') }],
    ['with the image in the JSON too', `${capturePart(fields)}--edge--\r\n`, 'invalid', { image: anyText }],
    [
      'with a wrong field',
      `${capturePart({ ...message, plate: 1 })}${namedPart('image', 'x')}--edge--\r\n`,
      'invalid',
      { plate: anyText },
    ],
    ['with too many parts', `${namedPart('image', 'x').repeat(50)}--edge--\r\n`, 'malformed', {}],
    ['cut in the middle', capturePart().slice(0, -30), 'malformed', {}],
    ['without an end', `${capturePart()}`, 'malformed', {}],
    ['empty', '', 'malformed', {}],
    ['of one end', '--edge--\r\n', 'invalid', { capture: 'this part is missing' }],
    ['of rubbish', 'rubbish', 'malformed', {}],
  ])('%s is refused', async (_, text, code, wrong) => {
    const { camera, captures } = await openDoor();
    expect(await camera().post(multipart(text))).toMatchObject({ status: 400, body: refused(code, wrong) });
    expect(captures).toEqual([]);
  });

  it('without a boundary is refused', async () => {
    const { camera } = await openDoor();
    const { headers, ...rest } = multipart(capturePart());
    const answer = await camera().post({ ...rest, headers: { ...headers, 'Content-Type': 'multipart/form-data' } });
    expect(answer).toMatchObject({ status: 400, body: refused('malformed') });
  });

  it('spoilt anywhere is answered, never left hanging', async () => {
    const { camera, captures } = await openDoor();
    const whole = Buffer.from(
      captureRequest('cam-1', shot({ image: JPEG.subarray(0, 64) }), 'multipart').body as Uint8Array,
    );
    const boundary = whole.subarray(2, whole.indexOf('\r')).toString();
    const sender = camera();
    const statuses = new Set<number>();
    for (let at = 0; at < whole.length; at += 3) {
      for (const spoilt of [whole.subarray(0, at), Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)])]) {
        const request = multipart('', boundary);
        const headers = { ...request.headers, 'Content-Length': String(spoilt.length) };
        statuses.add((await sender.post({ ...request, headers, body: spoilt })).status);
      }
    }
    // Losing a byte of the picture, or of the plate, spoils nothing that a door can see.
    expect([...statuses].sort()).toEqual([200, 400]);
    expect(captures.length).toBeGreaterThan(0);
  });
});
