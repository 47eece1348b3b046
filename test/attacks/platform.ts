import { connect } from 'node:tls';
import { Pool } from 'undici';
import type { Attack } from './attack.ts';
import { answerOn, open, request, send } from './raw-http.ts';
import { newPlate } from './scene.ts';
import type { Scene } from './scene.ts';

/** At our own listener, where the platform asks and drivers come back. The controls ask as the platform does. */

const MB = 1024 * 1024;
const MINUTE = 60_000;
const CROWD = '127.0.0.70';
const FLOODER = '127.0.0.71';
const JSON_TYPE = 'Content-Type: application/json';

const beijing = (ms: number): string => new Date(ms + 8 * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');

let books = 0;
/** A place is booked (table 63), but for what is changed of it. */
const lock = ({ parkCode }: Scene, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ bookCode: `ATTACK-${(books += 1)}`, parkCode, carNo: newPlate() },
  ...{ bookTime: beijing(Date.now()), overTime: beijing(Date.now() + 60 * MINUTE), obligatTime: 15 },
  ...{ operateType: 1, isReservation: 0, reservationFrom: 'attacks' },
  ...change,
});

/** With a member of its own that is named like every object's prototype. */
const polluted = (item: object): object =>
  Object.defineProperty(item, '__proto__', { value: { operateType: 2 }, enumerable: true });

const pathOf = ({ parkCode }: Scene): string => `/sys/v1/${parkCode}/service/requestBookStall/post`;
const bearer = (token: string): string => `Authorization: Bearer ${token}`;
const asked = (scene: Scene, body: string | Buffer, headers: readonly string[] = []): Buffer =>
  request('POST', pathOf(scene), [bearer(scene.token), JSON_TYPE, ...headers], body);

/** A booking as it should be, which is then withdrawn: places are few. */
const booking: NonNullable<Attack<Scene>['control']> = {
  expected: '200 0',
  async run(scene) {
    const item = lock(scene);
    const answer = await send(scene.inbound, asked(scene, scene.signed([item])));
    const confirm = scene.signed([{ bookCode: item['bookCode'], parkCode: scene.parkCode, confirmStatus: 0 }]);
    await send(scene.inbound, request('POST', pathOf(scene).replace('request', 'confirm'), [bearer(scene.token), JSON_TYPE], confirm)); // prettier-ignore
    return answer;
  },
};

const reserved = async (scene: Scene): Promise<number> => {
  await scene.signIn('wang');
  return (await scene.board()).lot.reserved;
};

/** Asked, and no place is taken by it. */
const asks = (
  name: string,
  tried: string,
  expected: string,
  bytes: (scene: Scene) => Buffer | string,
): Attack<Scene> => ({
  name: `platform door: ${name}`,
  tried,
  attack: {
    expected,
    async run(scene) {
      const before = await reserved(scene);
      const answer = await send(scene.inbound, bytes(scene));
      const taken = (await reserved(scene)) - before;
      return taken === 0 ? answer : `${answer}, and ${taken} places were taken`;
    },
  },
  control: booking,
});

/** A page of drivers' (7.4). */
const page = (name: string, tried: string, expected: string, target: string): Attack<Scene> => ({
  name: `driver page: ${name}`,
  tried,
  attack: { expected, run: (scene) => send(scene.inbound, request('GET', target, [])) },
  control: booking,
});

const seconds = (): number => Math.floor(Date.now() / 1000);

export const PLATFORM: readonly Attack<Scene>[] = [
  asks('no token', 'a signed booking without a token', '401 6', (scene) =>
    request('POST', pathOf(scene), [JSON_TYPE], scene.signed([lock(scene)])),
  ),
  asks('wrong token', 'a signed booking under a guessed token', '401 6', (scene) =>
    request('POST', pathOf(scene), [bearer('guess'.repeat(8)), JSON_TYPE], scene.signed([lock(scene)])),
  ),
  asks('token in the address', 'the right token as a parameter', '401 6', (scene) =>
    request('POST', `${pathOf(scene)}?access_token=${scene.token}`, [JSON_TYPE], scene.signed([lock(scene)])),
  ),
  asks('no signature', 'a booking without sign', '200 8', (scene) =>
    asked(scene, JSON.stringify({ timestamp: seconds(), data: [lock(scene)] })),
  ),
  asks('wrong signature', 'a booking under another salt', '200 8', (scene) =>
    asked(scene, JSON.stringify({ timestamp: seconds(), sign: 'a'.repeat(64), data: [lock(scene)] })),
  ),
  asks('changed after it was signed', 'the plate of a signed booking changed', '200 8', (scene) => {
    const item = lock(scene);
    return asked(scene, scene.signed([item]).replace(String(item['carNo']), newPlate()));
  }),
  asks('two data', 'a signed message with a second data beside the first', '200 3', (scene) =>
    asked(scene, scene.signed([]).replace(/}$/, `,"data":${JSON.stringify([lock(scene)])}}`)),
  ),
  asks('old', 'a booking that was signed an hour ago', '200 4', (scene) =>
    asked(scene, scene.signed([lock(scene)], Date.now() - 60 * MINUTE)),
  ),
  asks('of another lot', 'the address of another lot', '404', (scene) =>
    request(
      'POST',
      pathOf(scene).replace(scene.parkCode, '44030500100101000099'),
      [bearer(scene.token)],
      scene.signed([lock(scene)]),
    ),
  ),
  asks('path traversal', '/sys/v1/…/../../../etc/passwd', '404', (scene) =>
    request('POST', `/sys/v1/${scene.parkCode}/service/../../../etc/passwd`, [bearer(scene.token)], '{}'),
  ),
  asks('an interface that is none', 'service/__proto__', '200 3', (scene) =>
    request(
      'POST',
      pathOf(scene).replace('requestBookStall', '__proto__'),
      [bearer(scene.token), JSON_TYPE],
      scene.signed([{}]),
    ),
  ),
  asks('oversized', '11 MB, signed or not', '200 3', (scene) => asked(scene, Buffer.alloc(11 * MB, 0x20))),
  asks('header flood', 'a thousand headers', '431', (scene) =>
    asked(
      scene,
      '{}',
      Array.from({ length: 1000 }, (_, n) => `X-${n}: aaaaaaaaaaaaaaaa`),
    ),
  ),
  asks('two lengths', 'Content-Length and Transfer-Encoding in one request (smuggling)', '400', (scene) =>
    asked(scene, '0\r\n\r\n', ['Content-Length: 5', 'Transfer-Encoding: chunked']),
  ),
  asks('nested', 'data nested a hundred thousand deep', '200 3', (scene) =>
    asked(
      scene,
      `{"timestamp":${seconds()},"sign":"${'a'.repeat(64)}","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ),
  ),
  asks('pollution', 'a signed object with __proto__', '200 3', (scene) =>
    asked(scene, scene.signed([polluted(lock(scene))])),
  ),
  asks('SQL for a plate', "a carNo of 粤B1'; DELETE FROM stay; --", '200 4/1004', (scene) =>
    asked(scene, scene.signed([lock(scene, { carNo: "粤B1'; DELETE FROM stay; --" })])),
  ),
  asks('other kinds', 'a plate that is an object, a number that is a list', '200 4/1005', (scene) =>
    asked(scene, scene.signed([lock(scene, { carNo: { a: 1 }, obligatTime: [15] })])),
  ),
  asks('a huge number', 'places kept for 1e308 minutes', '200 4/1007', (scene) =>
    asked(scene, scene.signed([lock(scene, { obligatTime: 1e308 })])),
  ),
  {
    name: 'platform door: the same again',
    tried: 'a recorded booking, sent ten times at once',
    attack: {
      expected: 'one answer for all, one place taken',
      async run(scene) {
        const before = await reserved(scene);
        const recorded = asked(scene, scene.signed([lock(scene)]));
        const answers = new Set(await Promise.all(Array.from({ length: 10 }, () => send(scene.inbound, recorded))));
        const taken = (await reserved(scene)) - before;
        return `${answers.size === 1 && answers.has('200 0') ? 'one answer for all' : [...answers].join(', ')}, ${taken === 1 ? 'one place' : `${taken} places`} taken`;
      },
    },
    control: booking,
  },
  {
    name: 'platform door: plain HTTP',
    tried: 'a request without TLS',
    attack: {
      expected: 'closed',
      run: (scene) => send({ port: scene.inbound.port }, asked(scene, '{}')),
    },
    control: booking,
  },
  {
    name: 'platform door: old TLS',
    tried: 'TLS 1.1 with every cipher there is',
    attack: {
      expected: 'no handshake',
      run: ({ inbound }) =>
        new Promise((resolve) => {
          const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' } as const;
          const socket = connect({ port: inbound.port, host: '127.0.0.1', rejectUnauthorized: false, ...versions });
          socket.once('secureConnect', () => (socket.destroy(), resolve('spoken')));
          socket.once('error', () => resolve('no handshake'));
        }),
    },
    control: booking,
  },
  {
    name: 'platform door: a flood',
    tried: '600 requests as fast as they go on sixteen connections of one address',
    attack: {
      expected: 'most are answered 429, and the platform is served',
      async run(scene) {
        const from = { connect: { ca: scene.inbound.ca ?? '' }, localAddress: FLOODER };
        const pool = new Pool(`https://127.0.0.1:${scene.inbound.port}`, { ...from, connections: 16 });
        const headers = { authorization: `Bearer ${scene.token}`, 'content-type': 'application/json' };
        const one = async (): Promise<number> => {
          const { statusCode, body } = await pool.request({ method: 'POST', path: pathOf(scene), headers, body: '{}' });
          await body.dump();
          return statusCode;
        };
        const statuses = await Promise.all(Array.from({ length: 600 }, one));
        await pool.destroy();
        const turnedAway = statuses.filter((status) => status === 429).length;
        const served = await booking.run(scene);
        return `${turnedAway > 300 ? 'most' : turnedAway} are answered 429, and the platform is ${served === '200 0' ? 'served' : served}`;
      },
    },
    control: booking,
  },
  {
    name: 'platform door: a crowd that says nothing',
    tried: '200 TLS connections that are held open',
    attack: {
      expected: 'the platform is served all the while',
      async run(scene) {
        const held = await Promise.all(
          Array.from({ length: 200 }, () => open({ port: scene.inbound.port, from: CROWD })),
        );
        const answer = await booking.run(scene);
        for (const socket of held) socket.destroy();
        return answer === '200 0' ? 'the platform is served all the while' : answer;
      },
    },
    control: booking,
  },
  {
    name: 'platform door: slow headers',
    tried: 'half a request line, and then nothing',
    slow: true,
    attack: {
      expected: 'given up within 8 s',
      async run(scene) {
        const since = performance.now();
        const socket = await open(scene.inbound);
        socket.write('POST /sys');
        await answerOn(socket);
        return performance.now() - since < 8000 ? 'given up within 8 s' : 'held for long';
      },
    },
    control: booking,
  },
  page(
    'a payment nobody made',
    'a call-back that says paid, without the pay page’s signature',
    '200',
    `/pay-callback?orderNo=X1&timestamp=${seconds()}&payResult=1`,
  ),
  page(
    'an open door to elsewhere',
    'a call-back with an address of one’s own to go on to',
    '200',
    `/pay-callback?orderNo=X1&timestamp=${seconds()}&payResult=1&callbackUrl=https://evil.example/&redirect=https://evil.example/`,
  ),
  page(
    'an invoice without a signature',
    '/invoice with a made-up sign',
    '403',
    `/invoice?orderNo=X1&timestamp=${seconds()}&sign=${'a'.repeat(64)}`,
  ),
  page(
    'line ends in an address',
    'CR and LF in a parameter, to write headers of one’s own',
    '400',
    `/pay-callback?orderNo=X%0d%0aSet-Cookie:%20a=b&timestamp=${seconds()}&payResult=1`,
  ),
  page(
    'markup in an address',
    'a script as the order’s number',
    '200',
    `/pay-callback?orderNo=%3Cscript%3Ealert(1)%3C/script%3E&timestamp=${seconds()}&payResult=1`,
  ),
];
