import { Socket } from 'node:net';
import type { Clock } from '../clock/contract.ts';
import { LinkError } from './contract.ts';
import type { Link, LinkErrorCode } from './contract.ts';

const CONNECT_TIMEOUT_MS = 3000;
const KEEPALIVE_MS = 10_000;

const CODE_OF: Record<string, LinkErrorCode> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EHOSTUNREACH: 'not-found',
  ENETUNREACH: 'not-found',
  EHOSTDOWN: 'not-found',
  ETIMEDOUT: 'not-found',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ECONNRESET: 'disconnected',
  EPIPE: 'disconnected',
};

/**
 * A TCP connection to a serial device server. Closing resets it: bytes still waiting in the system's buffer for a lost
 * network must not reach the device, and move an arm, when the network comes back.
 */
export function createTcpLink(target: { host: string; port: number }, clock: Clock): Link {
  const name = `${target.host}:${target.port}`;
  const socket = new Socket();
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<(why: LinkError | null) => void>();
  let connected = false;
  let lastError: LinkError | null = null;

  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEPALIVE_MS);
  socket.on('data', (bytes) => {
    for (const listener of [...dataListeners]) listener(bytes);
  });
  socket.on('error', (error) => {
    lastError = linkErrorOf(error, name);
  });
  socket.on('close', () => {
    if (!connected) return;
    connected = false;
    for (const listener of [...closeListeners]) listener(lastError ?? new LinkError('disconnected', `${name} hung up`));
  });

  return {
    name,
    open: () =>
      new Promise((resolve, reject) => {
        const cancelTimeout = clock.after(CONNECT_TIMEOUT_MS, () => {
          lastError = new LinkError('not-found', `${name} did not answer within ${CONNECT_TIMEOUT_MS} ms`);
          socket.destroy();
        });
        socket.once('connect', () => {
          cancelTimeout();
          connected = true;
          resolve();
        });
        socket.once('close', () => {
          cancelTimeout();
          reject(lastError ?? new LinkError('failed', `${name} was closed while connecting`));
        });
        socket.connect(target.port, target.host);
      }),
    get isOpen() {
      return connected && socket.writable;
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!connected || !socket.writable) return reject(new LinkError('disconnected', `${name} is not open`));
        socket.write(bytes, (error) => (error ? reject(linkErrorOf(error, name)) : resolve()));
      }),
    onData(listener) {
      dataListeners.add(listener);
      return () => void dataListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        socket.once('close', () => resolve());
        if (connected) socket.resetAndDestroy();
        else socket.destroy();
      }),
  };
}

function linkErrorOf(error: NodeJS.ErrnoException, name: string): LinkError {
  return new LinkError(CODE_OF[error.code ?? ''] ?? 'failed', `${name}: ${error.message}`, { cause: error });
}
