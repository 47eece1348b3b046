import type { Socket } from 'node:net';

/** The connections of a listener, so many and no more. What has not shown who it is gives way to what comes. */
export interface Guests {
  /**
   * Takes in a connection as it comes, before a word is said on it. Where there are too many, the oldest unknown one goes:
   * of the same address first, else of all. Nobody unknown there: the new one goes.
   */
  admit(socket: Socket): void;
  /** Whoever is on this connection has shown who he is. `socket` may be the one that TLS has made of it. */
  know(socket: Socket): void;
  isKnown(socket: Socket): boolean;
  dismissAll(): void;
}

interface Guest {
  socket: Socket;
  address: string;
  known: boolean;
}

export function createGuests(most: { inAll: number; unknownOfOne: number }): Guests {
  /** By where they come from, the oldest first. */
  const guests = new Map<string, Guest>();

  function dismiss(key: string, { socket }: Guest): void {
    guests.delete(key);
    socket.destroy();
  }

  /** The oldest that is unknown, of this address or of any (null); the number there are. */
  function unknown(address: string | null): { oldest: [string, Guest] | null; count: number } {
    let oldest: [string, Guest] | null = null;
    let count = 0;
    for (const [key, guest] of guests) {
      if (guest.known || (address !== null && guest.address !== address)) continue;
      oldest ??= [key, guest];
      count += 1;
    }
    return { oldest, count };
  }

  return {
    admit(socket) {
      const key = keyOf(socket);
      const address = socket.remoteAddress;
      // Gone before it came.
      if (address === undefined) return void socket.destroy();
      const own = unknown(address);
      if (own.count >= most.unknownOfOne && own.oldest) dismiss(...own.oldest);
      if (guests.size >= most.inAll) {
        const { oldest } = unknown(null);
        if (oldest === null) return void socket.destroy();
        dismiss(...oldest);
      }
      const guest: Guest = { socket, address, known: false };
      guests.set(key, guest);
      socket.once('close', () => {
        if (guests.get(key) === guest) guests.delete(key);
      });
    },
    know(socket) {
      const guest = guests.get(keyOf(socket));
      if (guest) guest.known = true;
    },
    isKnown: (socket) => guests.get(keyOf(socket))?.known ?? false,
    dismissAll() {
      for (const guest of guests) dismiss(...guest);
    },
  };
}

/** The same for a connection and for what TLS has made of it. */
const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
