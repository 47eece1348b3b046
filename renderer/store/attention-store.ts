import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { LaneView } from '../../electron/contract/board.ts';
import type { Intent } from '../acts/intent.ts';
import { activeLane, pickOf } from './active-lane.ts';
import type { Pick } from './active-lane.ts';
import type { BoardStore } from './board-store.ts';

/** The one thing that lies over the board. */
export type Dialog =
  | { kind: 'reason'; laneId: string; intent: Extract<Intent, { kind: 'reason' }> }
  | { kind: 'sure'; laneId: string; plate: string; intent: Extract<Intent, { kind: 'sure' }> }
  /** The plate is edited in its place on the card of this lane, for this car only. */
  | { kind: 'plate'; laneId: string; arrivalId: string }
  /** Money is taken, or an entry written down, for this car only. `act`: for its stay, or what it owes from before alone. */
  | { kind: 'pay'; act: 'pay' | 'collect-debts'; laneId: string; arrivalId: string }
  | { kind: 'supply-entry'; laneId: string; arrivalId: string }
  /** Money is taken for a stay whose car stands at no arm. */
  | { kind: 'pay-stay'; stayId: string }
  | { kind: 'picture'; url: string; title: string }
  /** What was paid, on paper: one receipt for each charge. */
  | { kind: 'receipt'; chargeIds: readonly string[] }
  | { kind: 'illegal-parking' }
  /** By which rules the entrances go, and their switches. */
  | { kind: 'flow' }
  /** What any stay would cost. */
  | { kind: 'tariff' }
  /** What the lane's camera sees now. */
  | { kind: 'live'; laneId: string }
  /** A car stands there whose plate no camera read. */
  | { kind: 'type-plate'; laneId: string }
  | { kind: 'keys' }
  | { kind: 'about' }
  /** Who sits here, and the way out. */
  | { kind: 'person' }
  /** What a locked desk asks before anything but its lanes. */
  | { kind: 'unlock' };

/** `platformId`: the platform whose light led there; `no`: of the card that a line of the history led to. */
export type Screen =
  | { kind: 'board' }
  | { kind: 'history' }
  | { kind: 'sync'; platformId: string | null }
  | { kind: 'bookings' }
  | { kind: 'cards'; no?: string }
  | { kind: 'people' }
  | { kind: 'upkeep' }
  | { kind: 'setup' }
  | { kind: 'acceptance' }
  | { kind: 'shift' }
  | { kind: 'reports' };

/** Where the attendant's eye and hand are: nothing of it is the station's business. */
export interface AttentionState {
  /** The board lives on under every other screen. */
  screen: Screen;
  pick: Pick | null;
  /** Derived from the board and the pick. */
  activeId: string | null;
  /** Lanes whose car or main act changed a moment ago: a press now would be meant for what stood there before. */
  settling: ReadonlySet<string>;
  dialog: Dialog | null;
}

export interface AttentionStore extends StoreApi<AttentionState> {
  pick(laneId: string | null): void;
  open(dialog: Dialog | null): void;
  /** Goes to a screen; what lay over the one before closes. */
  visit(screen: Screen): void;
  stop(): void;
}

/** Shorter than anybody reads and reacts, long enough to catch a finger already on its way. */
export const SETTLE_MS = 300;

const standing = (lane: LaneView): string => `${lane.arrival?.id ?? ''}/${lane.main ?? ''}`;

export function createAttention(boardStore: BoardStore): AttentionStore {
  const store = createStore<AttentionState>(() => ({
    screen: { kind: 'board' },
    pick: null,
    activeId: null,
    settling: new Set(),
    dialog: null,
  }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const known = new Map<string, string>();

  const settle = (laneId: string): void => {
    clearTimeout(timers.get(laneId));
    const end = () => {
      timers.delete(laneId);
      store.setState(({ settling }) => ({ settling: new Set([...settling].filter((each) => each !== laneId)) }));
    };
    timers.set(laneId, setTimeout(end, SETTLE_MS));
    store.setState(({ settling }) => ({ settling: new Set([...settling, laneId]) }));
  };

  const boardChanged = (lanes: readonly LaneView[]): void => {
    for (const lane of lanes) {
      const now = standing(lane);
      if (known.has(lane.id) && known.get(lane.id) !== now) settle(lane.id);
      known.set(lane.id, now);
    }
    const { activeId, pick, dialog } = store.getState();
    const next = activeLane(lanes, pick)?.id ?? null;
    // The keys now mean another car than a moment ago, and no hand made it so.
    if (next !== null && next !== activeId && activeId !== null) settle(next);
    if (next !== activeId) store.setState({ activeId: next });
    if (dialog !== null && !stillMeant(dialog, lanes)) store.setState({ dialog: null });
  };

  const stopFollowing = boardStore.subscribe(({ board }) => {
    if (board !== null) boardChanged(board.lanes);
  });

  return Object.assign(store, {
    pick: (laneId: string | null): void => {
      const lanes = boardStore.getState().board?.lanes ?? [];
      const lane = lanes.find(({ id }) => id === laneId);
      const pick = lane === undefined ? null : pickOf(lane);
      store.setState({ pick, activeId: activeLane(lanes, pick)?.id ?? null });
    },
    open: (dialog: Dialog | null): void => {
      store.setState({ dialog });
    },
    visit: (screen: Screen): void => {
      // Cards that come back into sight are seen before a key reaches them.
      if (screen.kind === 'board') for (const { id } of boardStore.getState().board?.lanes ?? []) settle(id);
      store.setState({ screen, dialog: null });
    },
    stop: (): void => {
      stopFollowing();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  });
}

/** A question about a car closes with the car: an answer must never reach the next one. */
function stillMeant(dialog: Dialog, lanes: readonly LaneView[]): boolean {
  switch (dialog.kind) {
    case 'plate':
    case 'supply-entry':
      return lanes.some(({ id, arrival }) => id === dialog.laneId && arrival?.id === dialog.arrivalId);
    case 'pay':
      return lanes.some(
        ({ id, arrival, acts }) =>
          id === dialog.laneId && arrival?.id === dialog.arrivalId && acts.includes(dialog.act),
      );
    case 'reason':
    case 'sure': {
      const press = dialog.kind === 'sure' ? dialog.intent.press : dialog.intent.press();
      if (!('arrivalId' in press.input)) return true;
      const { arrivalId } = press.input;
      return lanes.some(({ id, arrival }) => id === dialog.laneId && (arrival?.id ?? null) === arrivalId);
    }
    case 'pay-stay':
    case 'picture':
    case 'receipt':
    case 'illegal-parking':
    case 'flow':
    case 'tariff':
    case 'live':
    case 'type-plate':
    case 'keys':
    case 'about':
    case 'person':
    case 'unlock':
      return true;
  }
}
