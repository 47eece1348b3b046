import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { openCameras, whileTimePasses } from '../camera.fixture.ts';
import { eventually } from '../door.fixture.ts';
import { createManualClock } from '../../clock/manual-clock.ts';
import { createCameraHttp } from './camera-http.ts';
import { startSimulatedDevice } from './simulated-device.ts';
import { createStreamKeeper } from './stream-keeper.ts';

async function follow(answer: (response: ServerResponse) => void, onPart?: () => void) {
  const clock = createManualClock();
  const device = await startSimulatedDevice({
    account: { user: 'admin', password: 'p' },
    asks: 'nothing',
    answer: (_request, response) => answer(response),
  });
  openCameras.push(device);
  const http = createCameraHttp({
    host: '127.0.0.1',
    port: device.port,
    account: null,
    clock,
    onTrouble: () => undefined,
  });
  const parts: string[] = [];
  const garbage: string[] = [];
  let [opens, cuts] = [0, 0];
  const stream = createStreamKeeper({
    http: {
      ...http,
      open(request) {
        opens += 1;
        return http.open(request);
      },
    },
    clock,
    request: { method: 'GET', path: '/stream' },
    quietMs: 10_000,
    mostBodyBytes: 1000,
    onPart(part) {
      onPart?.();
      parts.push(part.body.toString());
    },
    onGarbage: (why) => garbage.push(why),
    onCut: () => (cuts += 1),
  });
  openCameras.push({ stop: () => (http.close(), stream.stop()) });
  stream.start();
  /** What was asked is answered, and the answer over. */
  const settled = () => eventually(() => expect(cuts).toBe(opens));
  return { clock, device, parts, garbage, settled };
}

const multipart = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'Content-Type': 'multipart/mixed; boundary=b' });
const part = (body: string): string => `--b\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n`;

it('a camera that ends each stream at once is asked at growing pauses, half a minute at the most', async () => {
  const { clock, device, settled } = await follow((response) => void multipart(response).end());
  for (let second = 0; second < 300; second++) {
    await settled();
    await clock.advanceAsync(1_000);
  }
  expect(device.asked.length).toBeGreaterThan(8);
  expect(device.asked.length).toBeLessThan(22);
});

it('one that brought something is asked again soon', async () => {
  const { clock, parts, device } = await follow((response) => void multipart(response).end(part('x')));
  for (let times = 1; times < 6; times++) {
    await eventually(() => expect(parts).toHaveLength(times));
    await whileTimePasses(clock, () => expect(device.asked.length).toBeGreaterThan(times));
  }
});

it.each<[string, (response: ServerResponse) => void]>([
  ['no stream', (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>')],
  ['a part without end', (response) => void multipart(response).write(`--b\r\n\r\n${'x'.repeat(2000)}`)],
])('%s is told of, and asked for anew', async (_what, answer) => {
  const { clock, garbage, device } = await follow(answer);
  await eventually(() => expect(garbage).toHaveLength(1));
  await whileTimePasses(clock, () => expect(device.asked.length).toBeGreaterThan(1));
});

it('a part that nobody can read costs its stream, and not the ones after it', async () => {
  const { clock, garbage, device } = await follow(
    (response) => void multipart(response).write(part('x')),
    () => {
      throw new TypeError('a mistake of ours');
    },
  );
  await eventually(() => expect(garbage).toEqual(['it could not be read: TypeError: a mistake of ours']));
  await whileTimePasses(clock, () => expect(device.asked.length).toBeGreaterThan(1));
});
