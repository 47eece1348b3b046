import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { EventData, EventName, StationStatus } from '../../electron/contract/events.ts';
import type { Scene } from './scenes.ts';

/** A bridge without a station: it shows a scene, keeps what was pressed, and lets a test speak as the station. */
export interface FakeBridge extends Bridge {
  /** Commands as they were called, but for board.get. */
  readonly pressed: { command: string; input: unknown }[];
  scene: Scene;
  /** What the next commands answer. */
  answer: CommandError['code'] | null;
  /** How often the snapshot was asked for. */
  readonly asked: () => number;
  emit<E extends EventName>(event: E, data: EventData<E>, revision: number): void;
  emitStation(status: StationStatus): void;
}

export function fakeBridge(scene: Scene): FakeBridge {
  const listeners = new Map<string, Set<(data: never, revision: number) => void>>();
  const stationListeners = new Set<(status: StationStatus) => void>();
  let asked = 0;

  const fail = (code: CommandError['code']): Result<never> => ({ ok: false, error: { code, message: code } });

  const bridge: FakeBridge = {
    pressed: [],
    scene,
    answer: null,
    asked: () => asked,
    call: (command, input) => {
      if (command !== 'board.get') {
        bridge.pressed.push({ command, input });
        return Promise.resolve(
          bridge.answer === null ? { ok: true, value: { done: true } as never } : fail(bridge.answer),
        );
      }
      asked += 1;
      const { board } = bridge.scene;
      return Promise.resolve(board === null ? fail('station-down') : { ok: true, value: board as never });
    },
    on: (event, listener) => {
      const of = listeners.get(event) ?? new Set();
      listeners.set(event, of.add(listener));
      return () => of.delete(listener);
    },
    onStation: (listener) => {
      stationListeners.add(listener);
      return () => stationListeners.delete(listener);
    },
    stationStatus: () => Promise.resolve(bridge.scene.station),
    about: () =>
      Promise.resolve({
        version: '0.1.0',
        electron: '25.1.1',
        chrome: '114.0.5735.106',
        stationNode: '24.21.0',
        fallbackElectron: true,
        dataDirectory: '/var/lib/gatehouse',
      }),
    emit: (event, data, revision) => {
      for (const listener of listeners.get(event) ?? []) listener(data as never, revision);
    },
    emitStation: (status) => {
      for (const listener of stationListeners) listener(status);
    },
  };
  return bridge;
}
