import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { dayBeside, dayOf } from '../../clock/days.ts';
import { callSafely } from '../../store/call.ts';
import { selectedAfter } from '../../tables/selected-after.ts';
import { hasMore, PART_NAMES, questionOf, rowKey, rowsOf } from './openings-state.ts';
import type { OpeningsState, Outcome, Part, Row } from './openings-state.ts';

/** Lines that are listed at first, and that each further page brings. */
const PAGE = 200;
/** More than a person looks through. */
export const MOST_LINES = 2000;

const EMPTY: OpeningsState = {
  day: null,
  part: 'day',
  laneId: null,
  view: null,
  limit: PAGE,
  asking: false,
  failure: null,
  selected: null,
  outcome: null,
};

export interface OpeningsStore extends StoreApi<OpeningsState> {
  /** Begins with today; what is on its way is dropped when the returned function is called. */
  visit(): () => void;
  /** The day that is shown. */
  day(): string;
  /** Null: today. It is asked for again even if it is shown. */
  chooseDay(day: string | null): void;
  stepDay(by: 1 | -1): void;
  choosePart(part: Part): void;
  nextPart(): void;
  chooseLane(laneId: string | null): void;
  /** Lists more of the period. */
  more(): void;
  step(by: number): void;
  select(key: string): void;
  selectedRow(): Row | null;
  say(outcome: Outcome): void;
}

/** The ledger of openings as the window knows it: only the answer to the last question is shown. */
export function createOpeningsStore(bridge: Bridge, now: () => number = () => Date.now()): OpeningsStore {
  const store = createStore<OpeningsState>(() => EMPTY);
  const get = store.getState;
  /** Marks the last question: an answer to an earlier one is dropped. */
  let last = Symbol('none');

  const day = (): string => get().day ?? dayOf(now());

  /** `view` null: what was shown is of another period. */
  async function ask(change: Partial<OpeningsState>): Promise<void> {
    const mine = Symbol('ask');
    last = mine;
    store.setState({ ...change, asking: true, outcome: null });
    const result = await callSafely(bridge, 'openings.get', questionOf(get(), day(), get().limit));
    if (mine !== last) return;
    if (!result.ok) {
      store.setState({ asking: false, failure: result.error.code });
      return;
    }
    const { view: before, selected } = get();
    const view = result.value;
    const kept = selectedAfter(rowsOf(before).map(rowKey), rowsOf(view).map(rowKey), selected);
    store.setState({ view, asking: false, failure: null, selected: kept });
  }

  const choose = (change: Partial<Pick<OpeningsState, 'day' | 'part' | 'laneId'>>): void =>
    void ask({ ...change, view: null, limit: PAGE, selected: null });
  const chooseDay = (chosen: string | null): void => {
    choose({ day: chosen === dayOf(now()) ? null : chosen });
  };
  const choosePart = (part: Part): void => {
    choose({ part });
  };

  return Object.assign(store, {
    visit() {
      store.setState(EMPTY);
      void ask({});
      return () => {
        last = Symbol('left');
      };
    },
    day,
    chooseDay,
    stepDay(by: 1 | -1) {
      chooseDay(dayBeside(day(), by));
    },
    choosePart,
    nextPart() {
      const next = PART_NAMES[(PART_NAMES.indexOf(get().part) + 1) % PART_NAMES.length];
      if (next !== undefined) choosePart(next);
    },
    chooseLane(laneId: string | null) {
      choose({ laneId });
    },
    more() {
      const { view, limit, asking } = get();
      if (view === null || asking || !hasMore(view) || limit >= MOST_LINES) return;
      void ask({ limit: Math.min(limit + PAGE, MOST_LINES) });
    },
    step(by: number) {
      const rows = rowsOf(get().view);
      const at = rows.findIndex((row) => rowKey(row) === get().selected);
      const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
      if (next !== undefined) store.setState({ selected: rowKey(next) });
    },
    select(key: string) {
      store.setState({ selected: key });
    },
    selectedRow: () => rowsOf(get().view).find((row) => rowKey(row) === get().selected) ?? null,
    say(outcome: Outcome) {
      store.setState({ outcome });
    },
  });
}
