import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../../../native/clock/contract.ts';
import { networkTrouble, wordsOf } from './network-trouble.ts';
import { down, refused } from './trouble.ts';
import type { Trouble } from './trouble.ts';
import { readTrust } from './trust.ts';
import type { Trust } from './trust.ts';

/** How far one gets towards a far end: not to it, to it but it is not who it should be (or that cannot be told), or all the way. */
export type Reached =
  | { as: 'not-asked'; why: Trouble }
  | { as: 'nowhere'; why: Trouble; ms: number }
  | { as: 'stranger'; why: Trouble; ms: number }
  | { as: 'known'; ms: number };

const CONNECT_WITHIN_MS = 10_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'mqtts:': 8883, 'https:': 443 };

/** Makes a TLS connection and ends it: not a byte of ours is sent over it. Never rejects. */
export async function reachTls(url: string, trust: Trust, clock: Clock): Promise<Reached> {
  const read = await readTrust(trust);
  if (!read.ok) return { as: 'not-asked', why: read.trouble };
  if (!URL.canParse(url)) return { as: 'not-asked', why: refused('bad-address', url) };
  const { terms } = read;
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const began = clock.monotonic();
  return new Promise((resolve) => {
    const settle = (reached: (ms: number) => Reached): void => {
      cancel();
      socket.destroy();
      resolve(reached(clock.monotonic() - began));
    };
    const socket = connect({
      host,
      port: port === '' ? (DEFAULT_PORTS[protocol] ?? 443) : Number(port),
      ...(isIP(host) === 0 && { servername: host }),
      ...terms.options,
      // Whoever it is, the handshake comes to its end, so that it can be told who it is.
      rejectUnauthorized: false,
    });
    const cancel = clock.after(CONNECT_WITHIN_MS, () =>
      settle((ms) => ({ as: 'nowhere', why: down('unreachable', 'no connection in time'), ms })),
    );
    socket.on('error', (error) => settle((ms) => ({ as: 'nowhere', why: networkTrouble(error), ms })));
    socket.once('secureConnect', () => {
      const objection = objectionTo(socket, terms.options.rejectUnauthorized, terms.objectionTo(socket));
      settle((ms) => (objection === null ? { as: 'known', ms } : { as: 'stranger', why: objection, ms }));
    });
  });
}

function objectionTo(socket: TLSSocket, mustBeSigned: boolean, other: Error | null): Trouble | null {
  // Node gives the code of what is wrong, where its types have an error.
  if (mustBeSigned && !socket.authorized) return refused('not-trusted', wordsOf(socket.authorizationError));
  return other && networkTrouble(other);
}
