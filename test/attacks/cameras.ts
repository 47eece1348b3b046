import type { Attack } from './attack.ts';
import { answerOn, open, request, send } from './raw-http.ts';
import type { Door } from './raw-http.ts';
import { newPlate } from './scene.ts';
import type { Scene } from './scene.ts';

/** At the door where cameras post. The controls post as a camera does. */

const CAMERA = 'cam-in-2';
const OTHER = 'cam-in-1';
const MB = 1024 * 1024;
/** Addresses of this machine from which no camera comes. */
const STRANGER = '127.0.0.66';
const GUESSER = '127.0.0.67';
const CROWD = '127.0.0.68';

const keyOf = ({ secrets }: Scene, camera = CAMERA): string => secrets.cameras[camera] ?? '';
const bearer = (key: string): string => `Authorization: Bearer ${key}`;
const JSON_TYPE = 'Content-Type: application/json';

let captures = 0;
/** A capture that would open, but for what is changed of it. */
const capture = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    ...{ captureId: `attack-${(captures += 1)}`, capturedAt: new Date().toISOString(), plate: newPlate() },
    ...{ confidence: 99, image: null },
    ...change,
  });

const post = (
  scene: Scene,
  body: string | Buffer,
  headers: readonly string[] = [JSON_TYPE],
  path = `/capture/${CAMERA}`,
) => request('POST', path, [bearer(keyOf(scene)), ...headers], body);

/** A heartbeat of a camera, with its key: the door is there. */
const heard: Attack<Scene>['control'] = {
  expected: '200 heard',
  run: (scene) => send(scene.cameras, request('POST', `/heartbeat/${CAMERA}`, [bearer(keyOf(scene))])),
};

const from = (scene: Scene, address: string): Door => ({ ...scene.cameras, from: address });

/** Sent from elsewhere than where cameras are: what is counted against it, is counted there. */
const sent = (
  name: string,
  tried: string,
  expected: string,
  bytes: (scene: Scene) => string | Buffer | readonly (string | Buffer)[],
): Attack<Scene> => ({
  name: `camera door: ${name}`,
  tried,
  attack: {
    expected,
    run: (scene) =>
      send(from(scene, STRANGER), ...[bytes(scene)].flat<(string | Buffer | readonly (string | Buffer)[])[]>()),
  },
  control: heard,
});

const head = (scene: Scene, ...headers: string[]): string =>
  ['POST', `/capture/${CAMERA}`, 'HTTP/1.1\r\nHost: x\r\n'].join(' ') +
  [bearer(keyOf(scene)), JSON_TYPE, ...headers, '', ''].join('\r\n');

const multipart = (parts: string): { type: string; body: string } => ({
  type: 'Content-Type: multipart/form-data; boundary=b',
  body: `${parts}--b--\r\n`,
});
const part = (disposition: string, body: string): string =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`;

/** A capture that is taken, and opens nothing: what a lane decides of it stands before the door answers. */
const opensNothing = (name: string, tried: string, change: () => Record<string, unknown>): Attack<Scene> => ({
  name: `capture: ${name}`,
  tried,
  attack: {
    expected: '200 accepted, in-2 does not open',
    async run(scene) {
      const answer = await send(scene.cameras, post(scene, capture(change())));
      await scene.signIn('wang');
      const { lanes } = await scene.board();
      const phase = lanes.find(({ id }) => id === 'in-2')?.phase ?? 'none';
      return `${answer}, in-2 ${phase === 'idle' || phase === 'asking' ? 'does not open' : phase}`;
    },
  },
  control: heard,
});

export const CAMERAS: readonly Attack<Scene>[] = [
  sent('no key', 'a capture without a key', '401 no-key', () =>
    request('POST', `/capture/${CAMERA}`, [JSON_TYPE], capture()),
  ),
  sent('wrong key', 'a capture under a guessed key', '401 wrong-key', () =>
    request('POST', `/capture/${CAMERA}`, [bearer('guess-guess-guess'), JSON_TYPE], capture()),
  ),
  sent('key of another camera', 'a capture of one camera under the key of its neighbour', '401 wrong-key', (scene) =>
    request('POST', `/capture/${CAMERA}`, [bearer(keyOf(scene, OTHER)), JSON_TYPE], capture()),
  ),
  sent('unknown camera', 'a capture of a camera that the site does not have', '404 unknown-camera', (scene) =>
    request('POST', '/capture/cam-x', [bearer(keyOf(scene)), JSON_TYPE], capture()),
  ),
  sent('path traversal', 'POST /capture/../../etc/passwd', '404 not-found', (scene) =>
    request('POST', '/capture/../../etc/passwd', [bearer(keyOf(scene))], '{}'),
  ),
  sent('encoded path traversal', 'POST /capture/%2e%2e%2fsite.json', '404 not-found', (scene) =>
    request('POST', '/capture/%2e%2e%2fsite.json', [bearer(keyOf(scene))], '{}'),
  ),
  sent('reading instead of writing', 'GET /capture/cam-in-2', '405 method-not-allowed', (scene) =>
    request('GET', `/capture/${CAMERA}`, [bearer(keyOf(scene))]),
  ),
  sent('oversized by its length', 'Content-Length of 11 MB', '413 too-large', (scene) =>
    head(scene, `Content-Length: ${11 * MB}`),
  ),
  sent('oversized without a length', '11 MB in chunks', '413 too-large', (scene) => [
    head(scene, 'Transfer-Encoding: chunked'),
    `${(11 * MB).toString(16)}\r\n`,
    Buffer.alloc(11 * MB, 0x61),
  ]),
  sent('header flood', 'a thousand headers', '431 headers-too-large', (scene) =>
    request('POST', `/capture/${CAMERA}`, [
      bearer(keyOf(scene)),
      ...Array.from({ length: 1000 }, (_, n) => `X-${n}: aaaaaaaaaaaaaaaa`),
    ]),
  ),
  sent('one endless header', 'a header of 64 KB', '431 headers-too-large', (scene) =>
    request('POST', `/capture/${CAMERA}`, [bearer(keyOf(scene)), `X-A: ${'a'.repeat(65_536)}`]),
  ),
  sent('two lengths', 'Content-Length and Transfer-Encoding in one request (smuggling)', '400 malformed', (scene) => [
    head(scene, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
    '0\r\n\r\nPOST /capture/cam-in-1 HTTP/1.1\r\n\r\n',
  ]),
  sent('two lengths that differ', 'Content-Length twice', '400 malformed', (scene) =>
    head(scene, 'Content-Length: 4', 'Content-Length: 40'),
  ),
  sent('a line end in a header', 'a bare CR inside a header', '400 malformed', (scene) =>
    head(scene, 'X-A: a\rX-B: b', 'Content-Length: 0'),
  ),
  sent('another protocol', 'a TLS greeting on the plain port', '400 malformed', () =>
    Buffer.from('16030100a1010000', 'hex'),
  ),
  sent('no length at all', 'a POST with a body but no length', '411 length-required', (scene) => head(scene)),
  sent(
    'asking before sending, without a key',
    'Expect: 100-continue under a wrong key',
    '401 wrong-key',
    () =>
      `POST /capture/${CAMERA} HTTP/1.1\r\nHost: x\r\n${bearer('guess-guess-guess')}\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`,
  ),
  sent('a bomb by compression', 'Content-Encoding: gzip', '415 unsupported-type', (scene) =>
    post(scene, Buffer.from('1f8b08', 'hex'), [JSON_TYPE, 'Content-Encoding: gzip']),
  ),
  sent('HTML for JSON', 'a page with a script as text/html', '415 unsupported-type', (scene) =>
    post(scene, '<script>1</script>', ['Content-Type: text/html']),
  ),
  sent('a body nested deep', 'JSON nested a million deep', '400 malformed', (scene) =>
    post(scene, `${'['.repeat(1_000_000)}`),
  ),
  sent('a thousand parts', 'multipart with a thousand parts', '400 malformed', (scene) => {
    const { type, body } = multipart(part('name="x"', '1').repeat(1000));
    return post(scene, body, [type]);
  }),
  sent(
    'a path for a file name',
    'multipart whose image is named ../../../../tmp/owned.jpg, and is none',
    '400 invalid',
    (scene) => {
      const { type, body } = multipart(
        part('name="capture"', capture({ image: undefined })) +
          part('name="image"; filename="../../../../tmp/owned.jpg"', '<script>'),
      );
      return post(scene, body, [type]);
    },
  ),
  sent('multipart without a boundary', 'Content-Type: multipart/form-data alone', '400 malformed', (scene) =>
    post(scene, 'x', ['Content-Type: multipart/form-data']),
  ),
  sent('a picture that is none', 'HTML in base64 as the image', '400 invalid', (scene) =>
    post(scene, capture({ image: Buffer.from('<html><script>').toString('base64') })),
  ),
  sent('pollution', '__proto__ and constructor as fields', '400 invalid', (scene) =>
    post(scene, capture().replace('{', '{"__proto__":{"offline":true},"constructor":{"prototype":{}},')),
  ),
  sent('fields of other kinds', 'plate as an object, confidence as a text', '400 invalid', (scene) =>
    post(scene, capture({ plate: { toString: 'x' }, confidence: '99' })),
  ),
  sent('a huge number', 'confidence of 1e308', '400 invalid', (scene) => post(scene, capture({ confidence: 1e308 }))),
  sent('SQL for an id', "a captureId of x'; DROP TABLE capture; --", '400 invalid', (scene) =>
    post(scene, capture({ captureId: "x'; DROP TABLE capture; --" })),
  ),
  sent('a NUL in an id', 'a captureId with a NUL', '400 invalid', (scene) =>
    post(scene, capture({ captureId: 'a\0b' })),
  ),
  opensNothing('of yesterday', 'a capture stored for a day', () => ({
    capturedAt: new Date(Date.now() - 86_400_000).toISOString(),
  })),
  opensNothing('of tomorrow', 'a capture whose time is to come', () => ({
    capturedAt: new Date(Date.now() + 86_400_000).toISOString(),
  })),
  opensNothing('markup for a plate', '<img src=x onerror=…> as the plate', () => ({
    plate: '<img src=x onerror=alert(1)>',
  })),
  {
    name: 'capture: a plate that reads otherwise',
    tried: 'a plate with a NUL and a mark that turns the direction of writing',
    attack: {
      expected: '200 accepted, and nothing hidden is told to the window',
      async run(scene) {
        const answer = await send(scene.cameras, post(scene, capture({ plate: '粤B\u202E9876\0' + '5' })));
        await scene.signIn('wang');
        const told = JSON.stringify([await scene.board(), await scene.station.call('history.find', { text: '98765' })]);
        return `${answer}, and ${/\\u0000|\u202E/.test(told) ? 'it is told to the window' : 'nothing hidden is told to the window'}`;
      },
    },
    control: heard,
  },
  {
    name: 'capture: the same again',
    tried: 'a recorded request of a camera, sent again',
    attack: {
      expected: '200 accepted, then 200 duplicate',
      async run(scene) {
        const recorded = post(scene, capture({ plate: 'no plate' }));
        const first = await send(scene.cameras, recorded);
        return `${first}, then ${await send(scene.cameras, recorded)}`;
      },
    },
    control: heard,
  },
  {
    name: 'camera door: guessing a key',
    tried: '40 guesses for one camera from one address, then its own key from there',
    attack: {
      expected: '20 × 401, 20 × 429, then 429',
      async run(scene) {
        const door = from(scene, GUESSER);
        const guess = (n: number) => request('POST', `/heartbeat/${CAMERA}`, [bearer(`guess-number-${n}-of-many`)]);
        const got: string[] = [];
        for (let n = 0; n < 40; n += 1) got.push(await send(door, guess(n)));
        const count = (status: string) => got.filter((each) => each.startsWith(status)).length;
        const then = await send(door, request('POST', `/heartbeat/${CAMERA}`, [bearer(keyOf(scene))]));
        return `${count('401')} × 401, ${count('429')} × 429, then ${then.slice(0, 3)}`;
      },
    },
    // The camera itself, from its own address, is not shut out by it.
    control: heard,
  },
  {
    name: 'camera door: a crowd that says nothing',
    tried: '300 connections that are held open, from two addresses',
    attack: {
      expected: 'a camera is heard all the while',
      async run(scene) {
        const held = await Promise.all(
          Array.from({ length: 300 }, (_, n) => open(from(scene, n % 2 === 0 ? CROWD : STRANGER))),
        );
        const answer = await heard.run(scene);
        for (const socket of held) socket.destroy();
        return answer === '200 heard' ? 'a camera is heard all the while' : answer;
      },
    },
    control: heard,
  },
  {
    name: 'camera door: half requests',
    tried: '100 requests that break off in the middle',
    attack: {
      expected: 'a camera is heard all the while',
      async run(scene) {
        for (let n = 0; n < 100; n += 1) {
          const socket = await open(from(scene, CROWD));
          socket.write(head(scene, 'Content-Length: 500') + '{"captureId":"half');
          socket.destroy();
        }
        const answer = await heard.run(scene);
        return answer === '200 heard' ? 'a camera is heard all the while' : answer;
      },
    },
    control: heard,
  },
  {
    name: 'camera door: a hundred requests in one',
    tried: '100 heartbeats under a wrong key, all at once on one connection',
    attack: {
      expected: '401 wrong-key',
      run: (scene) =>
        send(
          from(scene, '127.0.0.69'),
          request('POST', `/heartbeat/${CAMERA}`, [bearer('guess-guess-guess')])
            .toString()
            .repeat(100),
        ),
    },
    control: heard,
  },
  {
    name: 'camera door: slow headers',
    tried: 'a header a second, without an end',
    slow: true,
    attack: {
      expected: '408 timeout, within 8 s',
      run: (scene) => drip(scene, `POST /capture/${CAMERA} HTTP/1.1\r\nHost: x\r\n`, 'X-A: a\r\n', 8),
    },
    control: heard,
  },
  {
    name: 'camera door: slow body',
    tried: 'a byte of the body a second, under the right key',
    slow: true,
    attack: {
      expected: '408 timeout, within 18 s',
      run: (scene) => drip(scene, head(scene, 'Content-Length: 1000'), 'a', 18),
    },
    control: heard,
  },
];

/** Sends a little each second until an answer comes; says whether that was in time. */
async function drip(scene: Scene, beginning: string, drop: string, withinS: number): Promise<string> {
  const since = performance.now();
  const socket = await open(from(scene, STRANGER));
  socket.write(beginning);
  const dripping = setInterval(() => {
    if (socket.writable) socket.write(drop);
  }, 1000);
  const answer = await answerOn(socket);
  clearInterval(dripping);
  const late = performance.now() - since > withinS * 1000;
  return `${answer}, ${late ? `only after ${Math.round((performance.now() - since) / 1000)}` : `within ${withinS}`} s`;
}
