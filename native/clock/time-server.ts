import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { Clock } from './contract.ts';
import { question, readAnswer } from './sntp.ts';
import type { Answer } from './sntp.ts';

/** Asks a time server once. Never rejects: who does not answer is `silent`. */
export type AskTime = (server: string) => Promise<Answer | { kind: 'silent'; why: string }>;

const PORT = 123;
const PATIENCE_MS = 3000;

/** `server`: a name or an address, with a port where it is not 123: `ntp.aliyun.com`, `10.0.0.1:1123`, `[::1]:1123`. */
export function createAskTime(clock: Clock, random: () => number): AskTime {
  return async (server) => {
    const { host, port } = placeOf(server);
    try {
      const { address, family } = await lookup(host);
      return await ask(address, family === 6 ? 'udp6' : 'udp4', port, clock, random);
    } catch (error) {
      return { kind: 'silent', why: error instanceof Error ? error.message : String(error) };
    }
  };
}

function ask(
  address: string,
  type: 'udp4' | 'udp6',
  port: number,
  clock: Clock,
  random: () => number,
): Promise<Answer | { kind: 'silent'; why: string }> {
  return new Promise((resolve) => {
    const socket = createSocket(type);
    let isOver = false;
    const end = (answer: Answer | { kind: 'silent'; why: string }): void => {
      if (isOver) return;
      isOver = true;
      callOff();
      socket.close();
      resolve(answer);
    };
    const callOff = clock.after(PATIENCE_MS, () => end({ kind: 'silent', why: 'timed out' }));
    let [t1, sentAt] = [0, 0];
    let asked: Buffer = Buffer.alloc(0);
    socket.on('error', (error) => end({ kind: 'silent', why: error.message }));
    socket.on('message', (bytes) => {
      // By the steady clock, so that whoever sets the other one meanwhile changes nothing.
      const answer = readAnswer(bytes, asked, t1, t1 + clock.monotonic() - sentAt);
      // Somebody else's: ours may still come.
      if (answer.kind === 'refused' && answer.why === 'not-ours') return;
      end(answer);
    });
    // Connected: what comes from any other address is not even seen.
    socket.connect(port, address, () => {
      t1 = clock.now();
      sentAt = clock.monotonic();
      asked = question(t1, random());
      socket.send(asked);
    });
  });
}

function placeOf(server: string): { host: string; port: number } {
  const [, inBrackets, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(server) ?? [];
  // More colons than one and no brackets: an address of IPv6 as it is.
  return { host: inBrackets ?? plain ?? server, port: port === undefined ? PORT : Number(port) };
}
