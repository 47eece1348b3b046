import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { PACKET_BYTES, writeTime } from './sntp.ts';

/** What a simulated server does wrong; each as seen on networks. */
export type TimeFault =
  | 'silent'
  | 'short'
  | 'garbage'
  | 'unsynchronised'
  | 'stratum-16'
  | 'no-time'
  | 'client-mode'
  /** An answer to a question of somebody else, then silence. */
  | 'not-ours'
  /** That, and then the right one. */
  | 'forged-first'
  | 'kiss-rate'
  | 'kiss-deny';

/** A time server on loopback whose time is `offsetMs` from ours. */
export interface SimulatedTimeServer {
  /** `127.0.0.1:port`. */
  readonly place: string;
  readonly asked: number;
  offsetMs: number;
  fault: TimeFault | null;
  stop(): Promise<void>;
}

const KISSES: Partial<Record<TimeFault, string>> = { 'kiss-rate': 'RATE', 'kiss-deny': 'DENY' };

/** `now`: the true time, UTC ms. */
export async function startTimeServer(now: () => number): Promise<SimulatedTimeServer> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  let asked = 0;
  const server: SimulatedTimeServer = {
    place: `127.0.0.1:${socket.address().port}`,
    get asked() {
      return asked;
    },
    offsetMs: 0,
    fault: null,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (question, from) => {
    asked += 1;
    const answer = (bytes: Buffer): void => socket.send(bytes, from.port, from.address);
    for (const bytes of answersOf(server.fault, question, now() + server.offsetMs)) answer(bytes);
  });
  return server;
}

function answersOf(fault: TimeFault | null, question: Buffer, at: number): Buffer[] {
  const right = Buffer.alloc(PACKET_BYTES);
  right[0] = 0x24;
  right[1] = 2;
  question.copy(right, 24, 40, 48);
  writeTime(right, 32, at);
  writeTime(right, 40, at);
  const changed = (change: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(right);
    change(bytes);
    return bytes;
  };
  const forged = changed((bytes) => void (bytes[31] = (bytes[31] ?? 0) ^ 1));
  switch (fault) {
    case null:
      return [right];
    case 'silent':
      return [];
    case 'short':
      return [right.subarray(0, 40)];
    case 'garbage':
      return [Buffer.alloc(PACKET_BYTES, 0xa5)];
    case 'unsynchronised':
      return [changed((bytes) => void (bytes[0] = 0xe4))];
    case 'stratum-16':
      return [changed((bytes) => void (bytes[1] = 16))];
    case 'no-time':
      return [changed((bytes) => void bytes.fill(0, 40))];
    case 'client-mode':
      return [changed((bytes) => void (bytes[0] = 0x23))];
    case 'not-ours':
      return [forged];
    case 'forged-first':
      return [forged, right];
    case 'kiss-rate':
    case 'kiss-deny':
      return [
        changed((bytes) => {
          bytes[1] = 0;
          bytes.write(KISSES[fault] ?? '', 12, 'latin1');
        }),
      ];
  }
}
