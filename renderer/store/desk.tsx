import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand';
import type { BoardView, LaneAct, LaneView } from '../../electron/contract/board.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { createActs } from '../acts/act-store.ts';
import type { ActState, ActStore } from '../acts/act-store.ts';
import { correctPlate, intentOf, takeCandidate } from '../acts/intent.ts';
import type { Press } from '../acts/intent.ts';
import { createBookingsDesk } from '../bookings/bookings-desk.ts';
import type { BookingsDesk } from '../bookings/bookings-desk.ts';
import type { BookingsState } from '../bookings/bookings-state.ts';
import { createCardsDesk } from '../cards/cards-desk.ts';
import type { CardsDesk } from '../cards/cards-desk.ts';
import type { CardsState } from '../cards/cards-state.ts';
import { createHistoryStore } from '../history/history-store.ts';
import type { HistoryState, HistoryStore } from '../history/history-store.ts';
import type { OpeningsState } from '../history/openings/openings-state.ts';
import { createOpeningsStore } from '../history/openings/openings-store.ts';
import type { OpeningsStore } from '../history/openings/openings-store.ts';
import { createPeopleStore } from '../people/people-store.ts';
import type { PeopleState, PeopleStore } from '../people/people-store.ts';
import { keepLocked } from '../session/keep-locked.ts';
import { createSession } from '../session/session-store.ts';
import type { SessionState, SessionStore } from '../session/session-store.ts';
import { createReportsStore } from '../reports/reports-store.ts';
import type { ReportsState, ReportsStore } from '../reports/reports-store.ts';
import { createSetupStore } from '../setup/setup-store.ts';
import type { SetupStore } from '../setup/setup-store.ts';
import { createShiftStore } from '../shift/shift-store.ts';
import type { ShiftState, ShiftStore } from '../shift/shift-store.ts';
import { createSyncDesk } from '../sync/sync-desk.ts';
import type { SyncDesk } from '../sync/sync-desk.ts';
import type { SyncState } from '../sync/sync-state.ts';
import { createAttention } from './attention-store.ts';
import type { AttentionState, AttentionStore } from './attention-store.ts';
import { followStation } from './board-store.ts';
import type { BoardState, BoardStore } from './board-store.ts';
import { createGathering } from './gathering.ts';
import type { Gather } from './gathering.ts';
import { createPreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';

/** All that the board's parts share: the station's truth, the attendant's presses, eye and likings. */
export interface Desk {
  bridge: Bridge;
  boardStore: BoardStore;
  acts: ActStore;
  attention: AttentionStore;
  preferences: StoreApi<Preferences>;
  sync: SyncDesk;
  history: HistoryStore;
  openings: OpeningsStore;
  bookings: BookingsDesk;
  cards: CardsDesk;
  people: PeopleStore;
  session: SessionStore;
  setup: SetupStore;
  shift: ShiftStore;
  reports: ReportsStore;
  /** Presses an act of a lane: sends it, or opens the question that comes first. */
  press(laneId: string, act: LaneAct): void;
  take(laneId: string, candidateId: string): void;
  correct(laneId: string, plate: string): void;
  send(press: Press): void;
}

/** `gather`: when what the station tells is drawn. */
export function createDesk(
  bridge: Bridge,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  gather: Gather = createGathering(),
): Desk {
  const boardStore = followStation(bridge, undefined, gather);
  const acts = createActs(bridge);
  const attention = createAttention(boardStore);
  const session = createSession(bridge);
  keepLocked(session, attention);

  /** The lane, unless what stands there changed a moment ago. */
  const steady = (laneId: string): LaneView | undefined =>
    attention.getState().settling.has(laneId)
      ? undefined
      : boardStore.getState().board?.lanes.find(({ id }) => id === laneId);

  const press = (laneId: string, act: LaneAct, reasonNeeded = false): void => {
    const lane = steady(laneId);
    if (lane === undefined) return;
    const intent = intentOf(lane, act, reasonNeeded);
    switch (intent.kind) {
      case 'nothing':
        return;
      case 'edit-plate':
        if (lane.arrival !== null) attention.open({ kind: 'plate', laneId, arrivalId: lane.arrival.id });
        return;
      case 'pay':
        attention.open({ kind: 'pay', act: intent.act, laneId, arrivalId: intent.arrivalId });
        return;
      case 'supply-entry':
        attention.open({ kind: 'supply-entry', laneId, arrivalId: intent.arrivalId });
        return;
      case 'reason':
        attention.open({ kind: 'reason', laneId, intent });
        return;
      case 'sure':
        attention.open({ kind: 'sure', laneId, plate: lane.arrival?.plate.text ?? '', intent });
        return;
      case 'send':
        void acts.send(intent.press).then((failure) => {
          if (failure === 'reason-needed') press(laneId, act, true);
        });
        return;
    }
  };

  const sendIf = (made: Press | null): void => {
    if (made !== null) void acts.send(made);
  };

  return {
    bridge,
    boardStore,
    acts,
    attention,
    preferences: createPreferences(storage),
    sync: createSyncDesk(bridge),
    history: createHistoryStore(bridge),
    openings: createOpeningsStore(bridge),
    bookings: createBookingsDesk(bridge),
    cards: createCardsDesk(bridge),
    people: createPeopleStore(bridge),
    session,
    setup: createSetupStore(bridge),
    shift: createShiftStore(bridge),
    reports: createReportsStore(bridge),
    press: (laneId, act) => {
      press(laneId, act);
    },
    take: (laneId, candidateId) => {
      const lane = steady(laneId);
      if (lane !== undefined) sendIf(takeCandidate(lane, candidateId));
    },
    correct: (laneId, plate) => {
      const lane = steady(laneId);
      if (lane !== undefined) sendIf(correctPlate(lane, plate));
    },
    send: sendIf,
  };
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('no desk above this component');
  return desk;
}

export function useBoardState<T>(select: (state: BoardState) => T): T {
  return useStore(useDesk().boardStore, select);
}

/** A part of the board; only below `Board`, which waits for the first snapshot. */
export function useBoard<T>(select: (board: BoardView) => T): T {
  return useBoardState(({ board }) => {
    if (board === null) throw new Error('no board yet');
    return select(board);
  });
}

export function useActs<T>(select: (state: ActState) => T): T {
  return useStore(useDesk().acts, select);
}

export function useAttention<T>(select: (state: AttentionState) => T): T {
  return useStore(useDesk().attention, select);
}

export function usePreferences<T>(select: (state: Preferences) => T): T {
  return useStore(useDesk().preferences, select);
}

export function useHistory<T>(select: (state: HistoryState) => T): T {
  return useStore(useDesk().history, select);
}

export function useOpenings<T>(select: (state: OpeningsState) => T): T {
  return useStore(useDesk().openings, select);
}

export function useSync<T>(select: (state: SyncState) => T): T {
  return useStore(useDesk().sync.store, select);
}

export function useCards<T>(select: (state: CardsState) => T): T {
  return useStore(useDesk().cards.store, select);
}

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useDesk().session, select);
}

export function usePeople<T>(select: (state: PeopleState) => T): T {
  return useStore(useDesk().people, select);
}

export function useShift<T>(select: (state: ShiftState) => T): T {
  return useStore(useDesk().shift, select);
}

export function useReports<T>(select: (state: ReportsState) => T): T {
  return useStore(useDesk().reports, select);
}

export function useBookings<T>(select: (state: BookingsState) => T): T {
  return useStore(useDesk().bookings.store, select);
}
