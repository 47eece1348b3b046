import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Result } from '../contract/bridge.ts';
import { channels } from '../contract/channels.ts';
import type { EventName, StationStatus } from '../contract/events.ts';
import type { EventMessage } from '../contract/wire.ts';

/** The window's only way out: exactly the `Bridge` of the contract. Arguments are checked on the other side, in main. */

type Listener = (data: unknown, revision: number) => void;

const listeners = new Map<string, Set<Listener>>();
ipcRenderer.on(channels.event, (_event, message: EventMessage) => {
  for (const listener of listeners.get(message.event) ?? []) listener(message.data, message.revision);
});

const stationListeners = new Set<(status: StationStatus) => void>();
ipcRenderer.on(channels.station, (_event, status: StationStatus) => {
  for (const listener of stationListeners) listener(status);
});

const bridge: Bridge = {
  call: (command, input) =>
    // The contract pairs a command with its output; what the station answers is of that shape.
    ipcRenderer.invoke(channels.call, { command, input }) as Promise<Result<never>>,
  on: (event: EventName, listener: (data: never, revision: number) => void) => {
    const known = listeners.get(event) ?? new Set<Listener>();
    listeners.set(event, known);
    const added: Listener = (data, revision) => listener(data as never, revision);
    known.add(added);
    return () => {
      known.delete(added);
    };
  },
  onStation: (listener) => {
    const added = (status: StationStatus) => listener(status);
    stationListeners.add(added);
    return () => {
      stationListeners.delete(added);
    };
  },
  stationStatus: () => ipcRenderer.invoke(channels.stationStatus),
  about: () => ipcRenderer.invoke(channels.about),
  print: (wish) => ipcRenderer.invoke(channels.print, wish),
  openDemo: () => ipcRenderer.invoke(channels.openDemo),
};

contextBridge.exposeInMainWorld('gatehouse', bridge);
