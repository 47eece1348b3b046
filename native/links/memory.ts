import type { Clock } from '../clock/contract.ts';
import { LinkError } from './contract.ts';
import type { Link } from './contract.ts';

/** Where the bytes go: towards the device, or from it. */
export type Way = 'out' | 'in';

/** A cable in memory between a driver and a device, with the faults of real cables. */
export interface MemoryLine {
  /** A new near end, not yet open: what a keeper's factory returns. */
  makeLink(): Link;
  /** The device's side: told of each connection, as the open far end of it. */
  onConnect(listener: (far: Link) => void): () => void;
  /** Pulled out. `unseen`: no event comes and writes go on "succeeding", as with some USB adapters. */
  unplug(how?: 'seen' | 'unseen'): void;
  plug(): void;
  /** Answer of the next `open` calls, until set to null again. */
  refuseWith: LinkError | null;
  /** How long bytes travel, by the injected clock. */
  delayMs: number;
  /** Sees, changes or swallows (null) each write on its way. */
  tamper: ((bytes: Uint8Array, way: Way) => Uint8Array | null) | null;
}

type Connection = { alive: boolean; near: End; far: End };

/** A new line, plugged in. Bytes arrive `delayMs` (0) after they were written, never within `write` itself. */
export function createMemoryLine(clock: Clock, name = 'memory'): MemoryLine {
  const connectListeners = new Set<(far: Link) => void>();
  let plugged = true;
  let connection: Connection | null = null;

  const cut = (why: LinkError | null): void => {
    const lost = connection;
    connection = null;
    if (lost === null) return;
    lost.alive = false;
    lost.near.lose(why);
    lost.far.lose(why);
  };

  const line: MemoryLine = {
    refuseWith: null,
    delayMs: 0,
    tamper: null,
    makeLink() {
      const near: End = createEnd(name, (bytes) => carry(near, bytes, 'out'), {
        open() {
          if (line.refuseWith !== null) throw line.refuseWith;
          if (!plugged) throw new LinkError('not-found', `${name} is not plugged in`);
          if (connection !== null) throw new LinkError('busy', `${name} is in use`);
          const far: End = createEnd(name, (bytes) => carry(far, bytes, 'in'), { open() {}, close: () => cut(null) });
          connection = { alive: true, near, far };
          far.isOpen = true;
          for (const listener of connectListeners) listener(far);
        },
        close() {
          if (connection?.near === near) cut(null);
        },
      });
      return near;
    },
    onConnect(listener) {
      connectListeners.add(listener);
      return () => void connectListeners.delete(listener);
    },
    unplug(how = 'seen') {
      plugged = false;
      if (how === 'seen') return cut(new LinkError('disconnected', `${name} was pulled out`));
      if (connection === null) return;
      connection.alive = false;
      connection.far.lose(null);
      connection = null;
    },
    plug() {
      plugged = true;
    },
  };

  const carry = (from: End, bytes: Uint8Array, way: Way): void => {
    const current = connection;
    if (current === null || (way === 'out' ? current.near : current.far) !== from) return;
    const arriving = line.tamper === null ? bytes.slice() : line.tamper(bytes.slice(), way);
    if (arriving === null) return;
    clock.after(line.delayMs, () => {
      if (current.alive) (way === 'out' ? current.far : current.near).hear(arriving);
    });
  };

  return line;
}

interface End extends Link {
  isOpen: boolean;
  hear(bytes: Uint8Array): void;
  lose(why: LinkError | null): void;
}

function createEnd(name: string, send: (bytes: Uint8Array) => void, line: { open(): void; close(): void }): End {
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<(why: LinkError | null) => void>();
  let used = false;
  const end: End = {
    name,
    isOpen: false,
    // eslint-disable-next-line @typescript-eslint/require-await -- async turns a throw into a rejection
    async open() {
      if (used) throw new LinkError('failed', `${name}: a link is opened once`);
      used = true;
      line.open();
      end.isOpen = true;
    },
    write(bytes) {
      if (!end.isOpen) return Promise.reject(new LinkError('disconnected', `${name} is not open`));
      send(bytes);
      return Promise.resolve();
    },
    onData(listener) {
      dataListeners.add(listener);
      return () => void dataListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },
    close() {
      line.close();
      end.lose(null);
      return Promise.resolve();
    },
    hear(bytes) {
      for (const listener of [...dataListeners]) listener(bytes);
    },
    lose(why) {
      if (!end.isOpen) return;
      end.isOpen = false;
      for (const listener of [...closeListeners]) listener(why);
    },
  };
  return end;
}
