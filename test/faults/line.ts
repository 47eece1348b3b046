import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { seeded } from '../../demo/random.ts';
import { openCarrier } from './weather.ts';
import type { Weather } from './weather.ts';

/** How a line breaks. `request`, `reply`: after so many more bytes to the platform, or from it. */
export type Break =
  | { kind: 'reset' }
  | { kind: 'request' | 'reply'; afterBytes: number }
  /** Nothing gets through and nobody says so. */
  | { kind: 'half-open' }
  /** Connections end, and new ones are refused. */
  | { kind: 'gone' };

/** A TCP line to a port of this machine that can be broken, and mended. */
export interface Line {
  readonly port: number;
  break(how: Break): Promise<void>;
  /** From now on it carries like this; what is on its way stays as it is. */
  weather(weather: Weather): void;
  /** What was half open is reset; new connections are taken; the weather is fair. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
}

export interface LineOptions {
  /** Where it is taken up; absent: at a free one. */
  port?: number;
  seed?: number;
}

export async function openLine(to: number, options: LineOptions = {}): Promise<Line> {
  const random = seeded(options.seed ?? 1);
  let weather: Weather = { kind: 'fair' };
  const pairs = new Set<Pair>();
  let server: Server | null = null;
  let port = options.port ?? 0;
  let silent = false;
  /** Bytes that may still pass in one direction before everything is cut. */
  let left: { of: 'near' | 'far'; bytes: number } | null = null;

  const cut = (): void => {
    left = null;
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };

  function carry(from: Socket, into: Socket, of: 'near' | 'far'): void {
    const send = openCarrier(into, () => weather, random);
    from.on('data', (bytes: Buffer) => {
      if (silent) return;
      const pass = left?.of === of ? left.bytes : bytes.length;
      if (left?.of === of) left.bytes -= bytes.length;
      if (pass >= bytes.length) return send(bytes);
      // In the middle of a message.
      into.write(bytes.subarray(0, pass), cut);
    });
  }

  function join(near: Socket): void {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
    const pair = { near, far };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        if (!silent) [near, far].forEach((each) => each.destroy());
      });
    }
    carry(near, far, 'near');
    carry(far, near, 'far');
  }

  async function listen(): Promise<void> {
    const next = createServer({ noDelay: true }, join).listen(port, '127.0.0.1');
    await once(next, 'listening');
    ({ port } = next.address() as AddressInfo);
    server = next;
  }

  async function close(): Promise<void> {
    const closing = server;
    server = null;
    const closed = closing && once(closing, 'close');
    closing?.close();
    cut();
    await closed;
  }

  await listen();
  return {
    get port() {
      return port;
    },
    async break(how) {
      switch (how.kind) {
        case 'reset':
          return cut();
        case 'request':
        case 'reply':
          left = { of: how.kind === 'request' ? 'near' : 'far', bytes: how.afterBytes };
          return;
        case 'half-open':
          silent = true;
          return;
        case 'gone':
          return close();
      }
    },
    weather: (next) => void (weather = next),
    async mend() {
      weather = { kind: 'fair' };
      if (silent) cut();
      silent = false;
      left = null;
      if (!server) await listen();
    },
    stop: close,
  };
}
