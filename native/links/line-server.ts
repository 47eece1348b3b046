import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Link } from './contract.ts';

/** The far end of a line: what a simulated device needs of it. */
export type FarEnd = Pick<Link, 'write' | 'onData'>;

/** A simulated device behind a TCP port, with the faults of networks. */
export interface LineServer {
  readonly port: number;
  readonly connections: number;
  /** Cuts every connection; new ones are taken. */
  dropConnections(): void;
  /** Cuts every connection and refuses new ones until `plug`. The port stays ours to come back to. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** `serve` puts a device on each connection, and returns how to take it off. `port` 0 takes a free one. */
export async function startLineServer(options: {
  serve: (line: FarEnd) => () => void;
  port?: number | undefined;
  host?: string | undefined;
}): Promise<LineServer> {
  const { serve, host = '127.0.0.1' } = options;
  const sockets = new Set<Socket>();
  let port = options.port ?? 0;

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    const leave = serve(lineOf(socket));
    socket.on('close', () => {
      sockets.delete(socket);
      leave();
    });
    // 'close' follows, and says all there is to say of a lost client.
    socket.on('error', () => socket.destroy());
  };

  const listen = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(accept);
      server.once('error', reject);
      server.listen(port, host, () => {
        port = (server.address() as AddressInfo).port;
        resolve(server);
      });
    });

  const dropConnections = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  const silence = (server: Server | null): Promise<void> =>
    new Promise((resolve) => {
      if (server === null) return resolve();
      server.close(() => resolve());
      dropConnections();
    });

  let server: Server | null = await listen();

  const unplug = async (): Promise<void> => {
    const listening = server;
    server = null;
    await silence(listening);
  };

  return {
    get port() {
      return port;
    },
    get connections() {
      return sockets.size;
    },
    dropConnections,
    unplug,
    async plug() {
      server ??= await listen();
    },
    close: unplug,
  };
}

function lineOf(socket: Socket): FarEnd {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
    onData(listener) {
      socket.on('data', listener);
      return () => void socket.off('data', listener);
    },
  };
}
