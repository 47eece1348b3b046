import { connect } from 'node:net';
import { seeded } from '../../demo/random.ts';
import { createCaptureDoor } from '../../native/camera/push-door.ts';
import { createManualClock } from '../../native/clock/manual-clock.ts';
import { createSystemClock } from '../../native/clock/system-clock.ts';
import { createHealthDoor } from '../../electron/station/health/door.ts';
import { healthOf } from '../../electron/station/health/health.ts';
import { readSeeds } from './corpus.ts';
import { mutate } from './mutate.ts';

export interface SocketResult {
  inputs: number;
  doors: Record<string, { inputs: number; answered: number }>;
  /** What went wrong. */
  findings: string[];
}

/** A listener of ours, and what is sent to it. */
interface SocketDoor {
  port: number;
  /** Whole requests. */
  requests: Buffer[];
  /** One of them with another body; absent: there are no bodies. */
  withBody?: (body: Buffer) => Buffer;
  bodies: Buffer[];
  stop(): Promise<void>;
}

const KEY = 'a-key-of-a-camera-that-is-fuzzed';
const ANSWER_MS = 8_000;
const AT_ONCE = 16;

const SOCKET_DOORS: Readonly<Record<string, () => Promise<SocketDoor>>> = {
  "the cameras' door": openCameras,
  "the monitor's door": openHealth,
};

/** A share of the inputs goes through real listeners: whole requests, and what is none. */
export async function fuzzSockets(count: number, seed: number): Promise<SocketResult> {
  const result: SocketResult = { inputs: 0, doors: {}, findings: [] };
  for (const [name, open] of Object.entries(SOCKET_DOORS)) {
    const each = await fuzzListener(await open(), Math.ceil(count / Object.keys(SOCKET_DOORS).length), seed);
    result.inputs += each.inputs;
    result.doors[name] = { inputs: each.inputs, answered: each.answered };
    result.findings.push(...each.findings.map((finding) => `${name}: ${finding}`));
  }
  return result;
}

async function fuzzListener(door: SocketDoor, count: number, seed: number) {
  const { port, requests, bodies, withBody } = door;
  const random = seeded(seed);
  const findings: string[] = [];
  let [done, answered] = [0, 0];

  /** The body of a whole request is changed mostly, its head too sometimes. */
  function input(): Buffer {
    if (withBody !== undefined && random.next() < 0.7) return withBody(mutate(random, any(bodies), bodies));
    return mutate(random, any(requests), requests);
  }
  const any = (of: readonly Buffer[]): Buffer => of[Math.floor(random.next() * of.length)] ?? Buffer.alloc(0);

  async function worker(): Promise<void> {
    while (done < count) {
      done += 1;
      const sent = input();
      const outcome = await exchange(port, sent);
      if (outcome === 'answered') answered += 1;
      if (outcome === 'silent') findings.push(`no answer to ${JSON.stringify(sent.toString('latin1').slice(0, 400))}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const [first] = requests;
  if (first === undefined || (await exchange(port, first)) !== 'answered') findings.push('it answers nobody any more');
  await door.stop();
  return { inputs: done, answered, findings };
}

async function openCameras(): Promise<SocketDoor> {
  const door = createCaptureDoor({
    listen: { host: '127.0.0.1', port: 0 },
    cameras: [{ id: 'cam', key: KEY }],
    clock: createSystemClock(),
    handlers: { onCapture: () => 'accepted', onHeard: () => undefined, onRejected: () => undefined },
  });
  const { port } = await door.start();
  const bodies = [...readSeeds('push-json'), ...readSeeds('push-multipart')];
  return { port, bodies, requests: bodies.map(posted), withBody: posted, stop: () => door.stop() };
}

function posted(body: Buffer): Buffer {
  const type = body[0] === 0x7b ? 'application/json' : 'multipart/form-data; boundary=b';
  const head = `POST /capture/cam HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** It answers ten a second: its clock is one that runs as fast as it is asked. */
async function openHealth(): Promise<SocketDoor> {
  const clock = createManualClock();
  const failed: unknown[] = [];
  const probed = {
    store: { writable: true, bytes: 1 },
    captureDoor: true,
    ...{ lanes: [], platforms: [], clockOffsetMs: null, diskFree: null },
    backup: { lastAt: null, failure: null, overdue: false },
  };
  const door = createHealthDoor({
    port: 0,
    clock,
    health() {
      clock.advance(1000);
      return healthOf(probed, { version: '1.2.3', upSince: 0 }, clock.now());
    },
    metrics: () => [],
    onFailed: (error) => void failed.push(error),
  });
  const { port } = await door.start();
  const asked = (path: string): Buffer => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  return { port, bodies: [], requests: ['/healthz', '/metrics', '/'].map(asked), stop: () => door.stop() };
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
