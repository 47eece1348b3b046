import { connect } from 'node:net';
import { seeded } from '../../demo/random.ts';
import { createCaptureDoor } from '../../native/camera/push-door.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { mutate } from './mutate.ts';
import { readCorpus } from './fuzz.ts';

export interface SocketResult {
  inputs: number;
  answered: number;
  /** What went wrong. */
  findings: string[];
}

const KEY = 'a-key-of-a-camera-that-is-fuzzed';
const ANSWER_MS = 8_000;
const AT_ONCE = 16;

/** A share of the inputs goes through the real door of the cameras: whole requests, and what is none. */
export async function fuzzSockets(count: number, seed: number): Promise<SocketResult> {
  const random = seeded(seed);
  const findings: string[] = [];
  const clock = createSystemClock();
  const door = createCaptureDoor({
    listen: { host: '127.0.0.1', port: 0 },
    cameras: [{ id: 'cam', key: KEY }],
    clock,
    handlers: { onCapture: () => 'accepted', onHeard: () => undefined, onRejected: () => undefined },
  });
  const { port } = await door.start();
  const bodies = [...readCorpus('push-json'), ...readCorpus('push-multipart')];
  const requests = bodies.map((body) => requestOf(body));
  let [done, answered] = [0, 0];

  async function worker(): Promise<void> {
    while (done < count) {
      done += 1;
      const draw = random.next();
      // The body of a whole request is changed mostly, its head too sometimes.
      const input = draw < 0.7 ? requestOf(mutate(random, bodies)) : mutate(random, requests);
      const outcome = await exchange(port, input);
      if (outcome === 'answered') answered += 1;
      if (outcome === 'silent') findings.push(`no answer to ${JSON.stringify(input.toString('latin1').slice(0, 400))}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const [first] = requests;
  if (first === undefined || (await exchange(port, first)) !== 'answered') findings.push('it answers nobody any more');
  await door.stop();
  return { inputs: done, answered, findings };
}

function requestOf(body: Buffer): Buffer {
  const type = body[0] === 0x7b ? 'application/json' : 'multipart/form-data; boundary=b';
  const head = `POST /capture/cam HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** Sends it all and then ends, as a device does that has said what it had to say. */
function exchange(port: number, input: Buffer): Promise<'answered' | 'closed' | 'silent'> {
  return new Promise((resolve) => {
    let heard = 0;
    const socket = connect(port, '127.0.0.1', () => socket.end(input));
    const timer = setTimeout(() => {
      socket.destroy();
      resolve('silent');
    }, ANSWER_MS);
    socket.on('data', (bytes) => (heard += bytes.length));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(heard > 0 ? 'answered' : 'closed');
    });
  });
}
