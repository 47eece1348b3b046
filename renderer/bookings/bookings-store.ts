import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { dayBeside } from '../clock/days.ts';
import { callSafely } from '../store/call.ts';
import { selectedAfter } from '../tables/selected-after.ts';
import { EMPTY, FILTERS, idOf, isToday, rowIds, rowsOf } from './bookings-state.ts';
import type { BookingsState, Page, Panel, Row, Tab } from './bookings-state.ts';
import { pageOf } from './page-of.ts';
import type { Turn } from './page-of.ts';

/** A hand that types rests so long, ms. */
const TYPED_MS = 200;

export interface BookingsStore extends StoreApi<BookingsState> {
  /** Follows the station until the returned function is called. */
  open(): () => void;
  /** Asks at once: something was done. */
  refresh(): Promise<void>;
  chooseTab(tab: Tab): void;
  /** Null: today, where now is. */
  chooseDay(day: string | null): void;
  /** So many days on from the one that is listed. */
  stepDay(by: 1 | -1): void;
  chooseFilter(filter: string): void;
  /** What is typed in the search; it is asked for when the hand rests. */
  setText(text: string): void;
  turnPage(turn: Exclude<Turn, 'same'>): void;
  select(id: string | null): void;
  step(by: number): void;
  show(panel: Panel | null): void;
}

/**
 * What the bookings screen knows of the station. While it is open it asks once in `everyMs`, and when the lot's numbers
 * change; of a list only the page that is shown is asked for, and it stays where it lies.
 */
export function createBookingsStore(
  bridge: Bridge,
  { everyMs = 2000, now = () => Date.now() }: { everyMs?: number; now?: () => number } = {},
): BookingsStore {
  const store = createStore<BookingsState>(() => EMPTY);
  const get = store.getState;
  /** One for each time that the screen is open: answers to an earlier one are dropped. */
  let session: symbol | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<void> | null = null;
  let askAgain = false;

  async function ask(): Promise<void> {
    const mine = session;
    const result = await callSafely(bridge, 'bookings.get', {});
    if (mine !== session) return;
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    const before = get().figures?.day;
    store.setState({ figures: result.value, failure: null });
    // Midnight: today's list is another.
    if (before !== undefined && before !== result.value.day && get().day === null) store.setState({ page: null });
    await askPage('same');
  }

  /** Asks for a page of what is shown; an answer to what is shown no more is dropped. */
  async function askPage(turn: Turn): Promise<void> {
    if (get().figures === null) return;
    const mine = session;
    const asked = get();
    const result = await pageOf(bridge, asked, turn, now());
    if (mine !== session || !isSameList(asked, get())) return;
    // The page was turned meanwhile.
    if (turn === 'same' && asked.page !== null && asked.page !== get().page) return;
    if (!result.ok) store.setState({ failure: result.error.code });
    else if (turn === 'same' || result.value.tab !== 'bookings' || rowsOf(result.value).length > 0)
      take(result.value, turn);
  }

  function take(page: Page, turn: Turn): void {
    const { page: before, selected, panel } = get();
    const ids = rowIds({ page });
    const turned = turn === 'before' ? ids.at(-1) : ids[0];
    const first = before === null ? firstSelected(page) : selectedAfter(rowIds({ page: before }), ids, selected);
    store.setState({
      page,
      selected: (turn === 'same' ? first : turned) ?? null,
      ...(panel?.kind === 'detail' && { panel: { kind: 'detail', row: renewed(panel.row, page) } }),
    });
  }

  /** In today's list the first that is still to come. */
  function firstSelected(page: Page): string | null {
    const rows = rowsOf(page);
    const begins = page.tab === 'bookings' && isToday(get()) ? page.items.find(({ from }) => from > now()) : undefined;
    const first = begins?.code ?? (page.tab === 'bookings' && isToday(get()) ? rows.at(-1) : rows[0]);
    return first === undefined || typeof first === 'string' ? (first ?? null) : idOf(first);
  }

  /** One question at a time; what asks meanwhile is answered by one more after it. */
  function refresh(): Promise<void> {
    if (asking !== null || session === null) {
      askAgain = true;
      return asking ?? Promise.resolve();
    }
    const mine = session;
    clearTimeout(timer);
    askAgain = false;
    asking = ask().finally(() => {
      if (mine !== session) return;
      asking = null;
      if (askAgain) void refresh();
      else timer = setTimeout(() => void refresh(), everyMs);
    });
    return asking;
  }

  /** Another list, from where it begins. */
  function list(change: Partial<BookingsState>): void {
    store.setState({ ...change, page: null, selected: null, panel: null, outcome: null });
    void refresh();
  }

  function select(id: string | null): void {
    store.setState({ selected: id });
  }

  return Object.assign(store, {
    open() {
      const mine = Symbol('open');
      session = mine;
      asking = null;
      store.setState(EMPTY);
      void refresh();
      const stop = bridge.on('lot', () => void refresh());
      return () => {
        stop();
        clearTimeout(timer);
        clearTimeout(typing);
        if (session === mine) session = null;
      };
    },
    refresh,
    chooseTab(tab: Tab) {
      if (tab !== get().tab) list({ tab, text: '' });
    },
    chooseDay(day: string | null) {
      list({ day: day === get().figures?.day ? null : day });
    },
    stepDay(by: 1 | -1) {
      const { day, figures, tab } = get();
      const shown = day ?? figures?.day;
      if (shown === undefined || tab !== 'bookings') return;
      const next = dayBeside(shown, by);
      list({ day: next === figures?.day ? null : next });
    },
    chooseFilter(filter: string) {
      const { tab, filters } = get();
      if (!(FILTERS[tab] as readonly string[]).includes(filter)) return;
      list({ filters: { ...filters, [tab]: filter } });
    },
    setText(text: string) {
      store.setState({ text, page: null, selected: null, panel: null });
      clearTimeout(typing);
      typing = setTimeout(() => void askPage('same'), TYPED_MS);
    },
    turnPage(turn: Exclude<Turn, 'same'>) {
      if (canTurn(get().page, turn)) void askPage(turn);
    },
    select,
    step(by: number) {
      const ids = rowIds(get());
      const at = ids.indexOf(get().selected ?? '');
      const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
      if (next !== undefined) select(next);
    },
    show(panel: Panel | null) {
      store.setState({ panel });
    },
  });
}

export function canTurn(page: Page | null, turn: Exclude<Turn, 'same'>): boolean {
  if (page === null) return false;
  if (page.tab === 'bookings') return turn === 'before' ? page.earlier : page.later;
  return turn === 'before' ? page.before.length > 0 : page.next !== null;
}

const isSameList = (a: BookingsState, b: BookingsState): boolean =>
  a.tab === b.tab && a.day === b.day && a.text === b.text && a.filters[a.tab] === b.filters[b.tab];

/** What lies open goes with the list: the same line as it is now, if the page has it. */
const renewed = (row: Row, page: Page): Row =>
  rowsOf(page).find((each) => each.tab === row.tab && idOf(each) === idOf(row)) ?? row;
