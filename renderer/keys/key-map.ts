import type { LaneAct, LaneView } from '../../electron/contract/board.ts';

/** Letters act on the active lane: one for each act, for where it is not the main one. */
export const ACT_LETTERS: Readonly<Record<LaneAct, string>> = {
  release: 'G',
  'release-as-other': 'N',
  correct: 'E',
  refuse: 'X',
  'no-plate': 'M',
  'open-by-hand': 'O',
  close: 'C',
  stop: 'S',
  'hold-open': 'H',
  'end-hold': 'H',
  'turn-away': 'T',
  passed: 'P',
  pay: 'J',
  'collect-debts': 'J',
  'supply-entry': 'I',
  'return-to-service': 'R',
};

/** To the sync screen, and no act of a lane: what is Uploaded. */
export const SYNC_LETTER = 'U';

/** The receipt of what was paid last: the Docket. */
export const RECEIPT_LETTER = 'D';

/** To the history: looks for a plate, as / does elsewhere. */
export const HISTORY_KEY = '/';

/** Whose turn it is at the entrances, and the switches of that: the Lot's rules. */
export const FLOW_LETTER = 'L';

/** To the bookings screen. */
export const BOOKINGS_LETTER = 'B';

/** To month cards and the free list: Kards, since C lowers an arm. */
export const CARDS_LETTER = 'K';

/** Who sits here: locks the desk, signs out. */
export const PERSON_LETTER = 'W';

/** Writes down a vehicle that is parked where it must not be: a Violation, at a lane or elsewhere. */
export const ILLEGAL_PARKING_LETTER = 'V';

/** To the shift and its hand-over: its end, as Z is the alphabet's. */
export const SHIFT_LETTER = 'Z';

/** To the reports, for whoever may have them: the Figures. */
export const REPORTS_LETTER = 'F';

/** To the settings: for whoever may change them. */
export const SETUP_LETTER = 'Q';

/** What the active lane's camera sees now: the eYe. */
export const LIVE_LETTER = 'Y';

/** Adds a car at the active lane whose plate no camera read. */
export const TYPE_PLATE_LETTER = 'A';

/** What a key on the board means; null: nothing, the browser may have it. */
export type KeyMeaning =
  | { kind: 'act'; laneId: string; act: LaneAct }
  | { kind: 'take'; laneId: string; candidateId: string }
  | { kind: 'pick-oldest' }
  | { kind: 'pick'; laneId: string }
  | { kind: 'receipt'; chargeIds: readonly string[] }
  | { kind: 'sync' }
  | { kind: 'history' }
  | { kind: 'bookings' }
  | { kind: 'cards' }
  | { kind: 'illegal-parking' }
  | { kind: 'flow' }
  | { kind: 'person' }
  | { kind: 'setup' }
  | { kind: 'shift' }
  | { kind: 'reports' }
  | { kind: 'live'; laneId: string }
  | { kind: 'type-plate'; laneId: string }
  | { kind: 'keys' }
  | { kind: 'escape' };

/** The parts of a KeyboardEvent that matter. */
export interface KeyPress {
  key: string;
  repeat: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** A key held down is one press, and chords belong to the system. */
export function meaningOf(press: KeyPress, lanes: readonly LaneView[], active: LaneView | null): KeyMeaning | null {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;

  const laneKey = /^F([1-8])$/.exec(key);
  if (laneKey !== null) {
    return mainAct(lanes.find(({ number }) => number === Number(laneKey[1])) ?? null);
  }
  switch (key) {
    case ' ':
      return { kind: 'pick-oldest' };
    case '?':
    case '？':
      return { kind: 'keys' };
    case 'Escape':
      return { kind: 'escape' };
    case 'Enter':
      return mainAct(active);
    case 'ArrowLeft':
      return beside(lanes, active, -1);
    case 'ArrowRight':
      return beside(lanes, active, 1);
  }
  if (key === HISTORY_KEY) return { kind: 'history' };
  if (key.toUpperCase() === SYNC_LETTER) return { kind: 'sync' };
  if (key.toUpperCase() === BOOKINGS_LETTER) return { kind: 'bookings' };
  if (key.toUpperCase() === CARDS_LETTER) return { kind: 'cards' };
  if (key.toUpperCase() === PERSON_LETTER) return { kind: 'person' };
  if (key.toUpperCase() === SETUP_LETTER) return { kind: 'setup' };
  if (key.toUpperCase() === SHIFT_LETTER) return { kind: 'shift' };
  if (key.toUpperCase() === REPORTS_LETTER) return { kind: 'reports' };
  if (key.toUpperCase() === FLOW_LETTER) return { kind: 'flow' };
  if (key.toUpperCase() === ILLEGAL_PARKING_LETTER) return { kind: 'illegal-parking' };
  if (key.toUpperCase() === RECEIPT_LETTER) return receiptOf(lanes, active);
  if (active === null) return null;
  if (/^[1-9]$/.test(key)) {
    const candidate = active.arrival?.candidates[Number(key) - 1];
    return candidate === undefined ? null : { kind: 'take', laneId: active.id, candidateId: candidate.id };
  }
  const letter = key.toUpperCase();
  if (letter === LIVE_LETTER) return { kind: 'live', laneId: active.id };
  if (letter === TYPE_PLATE_LETTER) return { kind: 'type-plate', laneId: active.id };
  const act = active.acts.find((each) => ACT_LETTERS[each] === letter);
  return act === undefined ? null : { kind: 'act', laneId: active.id, act };
}

/** That of the active lane; with none active, or one where nothing is paid, the newest of all. */
function receiptOf(lanes: readonly LaneView[], active: LaneView | null): KeyMeaning | null {
  const own = active?.lastCharge ?? null;
  const newest = lanes
    .flatMap(({ lastCharge }) => (lastCharge === null ? [] : [lastCharge]))
    .toSorted((a, b) => b.at - a.at)[0];
  const last = own ?? (active?.direction === 'exit' ? undefined : newest);
  return last === undefined ? null : { kind: 'receipt', chargeIds: last.chargeIds };
}

function mainAct(lane: LaneView | null): KeyMeaning | null {
  return lane === null || lane.main === null ? null : { kind: 'act', laneId: lane.id, act: lane.main };
}

/** The lane beside the active one, round about; with none active the first or the last. */
function beside(lanes: readonly LaneView[], active: LaneView | null, step: 1 | -1): KeyMeaning | null {
  const inOrder = lanes.toSorted((a, b) => a.number - b.number);
  const at = inOrder.findIndex(({ id }) => id === active?.id);
  const next = at === -1 ? inOrder.at(step === 1 ? 0 : -1) : inOrder.at((at + step) % inOrder.length);
  return next === undefined ? null : { kind: 'pick', laneId: next.id };
}
