import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { BoardView } from '../../electron/contract/board.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { StationStatus } from '../../electron/contract/events.ts';
import { callSafely } from './call.ts';
import { applyEvent, EVENT_NAMES, newestFirst } from './follow.ts';
import type { Received } from './follow.ts';
import type { Gather } from './gathering.ts';

/** What the station says, and nothing else: a reload, or another window, shows the same. */
export interface BoardState {
  /** Null until the first snapshot. */
  board: BoardView | null;
  /** Null until main has said. */
  station: StationStatus | null;
}

export interface BoardStore extends StoreApi<BoardState> {
  /** Stops listening. */
  stop(): void;
}

/**
 * Follows the station: a snapshot, then its events in order. Events that come while a snapshot is on its way wait for
 * it; a missed one, or a station that started again, asks for a new snapshot. A failed snapshot is asked for again
 * every `retryMs` until the station answers. `gather` says when what came is shown.
 */
export function followStation(
  bridge: Bridge,
  retryMs = 1000,
  gather: Gather = (work) => {
    work();
  },
): BoardStore {
  const store = createStore<BoardState>(() => ({ board: null, station: null }));
  let waiting: Received[] = [];
  let asking = false;
  let again = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  /** Further than what is shown, until the moment is over. */
  let gathered: BoardView | null = null;
  const show = (): void => {
    if (gathered !== null && !stopped) store.setState({ board: gathered });
    gathered = null;
  };

  const take = (received: Received): void => {
    const board = gathered ?? store.getState().board;
    if (asking || board === null) {
      waiting.push(received);
      return;
    }
    const step = applyEvent(board, received);
    switch (step.kind) {
      case 'applied': {
        gathered = step.board;
        gather(show, step.pressing);
        return;
      }
      case 'gap':
        waiting.push(received);
        void ask();
        return;
      case 'known':
        return;
    }
  };

  const ask = async (): Promise<void> => {
    if (stopped) return;
    // An answer on its way may come from before what made us ask.
    again = asking;
    if (asking) return;
    asking = true;
    clearTimeout(retry);
    const result = await callSafely(bridge, 'board.get', {});
    asking = false;
    if (stopped) return;
    if (again) {
      void ask();
      return;
    }
    if (!result.ok) {
      retry = setTimeout(() => void ask(), retryMs);
      return;
    }
    gathered = null;
    store.setState({ board: { ...result.value, activity: newestFirst(result.value.activity) } });
    const held = waiting;
    waiting = [];
    for (const received of held) take(received);
  };

  const heard = (station: StationStatus): void => {
    const before = store.getState().station;
    store.setState({ station });
    // The first word about a station tells nothing new: its board is already asked for.
    if (station.state !== 'up' || before === null) return;
    if (before.state === 'up' && before.since === station.since) return;
    // Revisions of a new station start anew: what waited for the old one means nothing.
    waiting = [];
    void ask();
  };

  const stops = [
    ...EVENT_NAMES.map((event) =>
      bridge.on(event, (data, revision) => {
        take({ event, data, revision } as Received);
      }),
    ),
    bridge.onStation(heard),
    // What was kept back from a desk without a person is asked for anew.
    bridge.on('session', () => void ask()),
  ];
  void ask();
  bridge.stationStatus().then(
    (status) => {
      // What onStation said meanwhile is newer.
      if (!stopped && store.getState().station === null) heard(status);
    },
    () => undefined,
  );

  return Object.assign(store, {
    stop: () => {
      stopped = true;
      clearTimeout(retry);
      for (const stop of stops) stop();
    },
  });
}
