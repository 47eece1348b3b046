import type { EventData, EventName } from '../../contract/events.ts';
import type { EventMessage } from '../../contract/wire.ts';

/** Part of the board that can change by itself: an event's name, and which one of several. */
type PartKey = string;

interface Part<E extends EventName> {
  event: E;
  view: () => EventData<E>;
}

export interface Publisher {
  readonly revision: number;
  /** Registers a part; `touch` with its key makes it be looked at again. */
  part<E extends EventName>(key: PartKey, event: E, view: () => EventData<E>): void;
  /** Something under this part may have changed. Told once however often it is touched before the next turn. */
  touch(key: PartKey): void;
  /** Tells at once, unconditionally: for lists that only grow. */
  send<E extends EventName>(event: E, data: EventData<E>): void;
  /** Brings every touched part out now, so that a snapshot taken next misses nothing and repeats nothing. */
  flush(): void;
  onEvent(listener: (message: EventMessage) => void): () => void;
  /** Nothing is looked at any more: the store behind the parts closes. */
  stop(): void;
}

/** Turns changes into events with one growing revision; a part that looks the same is not sent again. */
export function createPublisher(): Publisher {
  const parts = new Map<PartKey, Part<EventName>>();
  const last = new Map<PartKey, string>();
  const touched = new Set<PartKey>();
  const listeners = new Set<(message: EventMessage) => void>();
  let revision = 0;
  let scheduled = false;

  function send(event: EventName, data: unknown): void {
    revision += 1;
    for (const listener of listeners) listener({ event, revision, data });
  }

  function flush(): void {
    scheduled = false;
    const keys = [...touched];
    touched.clear();
    for (const key of keys) {
      const part = parts.get(key);
      if (!part) continue;
      const data = part.view();
      const text = JSON.stringify(data);
      if (last.get(key) === text) continue;
      last.set(key, text);
      send(part.event, data);
    }
  }

  return {
    get revision() {
      return revision;
    },
    part: (key, event, view) => void parts.set(key, { event, view }),
    touch(key) {
      touched.add(key);
      if (scheduled) return;
      scheduled = true;
      // After the turn: a frame on its way to an arm is never behind a picture of it.
      setImmediate(flush);
    },
    send,
    flush,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => parts.clear(),
  };
}
