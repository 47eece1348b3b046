import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A port that can be cut and restored, and that can play a host that is gone without having said so. */
export interface Door {
  readonly port: number;
  /** Ends every connection and takes no new ones. */
  cut(): Promise<void>;
  /** Takes them again, on the same port. */
  restore(): Promise<void>;
  /**
   * true: new connections are taken and left alone. What becomes of those that stand is the business of who has them, since
   * only it can stop reading. false: every connection of that time is reset.
   */
  playDead(on: boolean): void;
}

/** Rejects with the system's error when the port is taken. `port` 0 takes a free one and keeps it. */
export async function openDoor(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Door> {
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let current = port;
  let isDead = false;

  const listen = async (): Promise<void> => {
    const next = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      if (!isDead) onConnection(socket);
      // Nobody reads it, so nobody sees its end; a reset all the same must not be thrown.
      else socket.on('error', () => socket.destroy());
    });
    next.listen(current, host);
    await once(next, 'listening');
    ({ port: current } = next.address() as AddressInfo);
    server = next;
  };

  await listen();
  return {
    get port() {
      return current;
    },
    async cut() {
      if (server === null) return;
      const closed = once(server, 'close');
      server.close();
      server = null;
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async restore() {
      if (server === null) await listen();
    },
    playDead(on) {
      isDead = on;
      if (on) return;
      for (const socket of sockets) socket.resetAndDestroy();
    },
  };
}
