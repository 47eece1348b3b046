import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { SyncView } from '../../electron/contract/sync.ts';
import { callSafely } from '../store/call.ts';
import { nextPeak } from './drain.ts';
import { selectedAfter } from '../tables/selected-after.ts';
import { rowIds } from './rows.ts';
import { EMPTY, foundReports, hasTab, isList, searchText, shownPlatform, waitingOf } from './sync-state.ts';
import type { Page, Panel, SyncState, Tab } from './sync-state.ts';

/** Rows of one page of a list. */
export const PAGE_SIZE = 50;
/** What changes without a figure changing (another attempt, base data) is asked for every so many questions. */
const EVERY_SO_OFTEN = 5;
/** A hand that types rests so long, ms. */
const TYPED_MS = 200;

export interface SyncStore extends StoreApi<SyncState> {
  /** Follows the station until the returned function is called. `platformId`: the platform to begin with. */
  open(platformId: string | null): () => void;
  /** Asks at once: something was done. */
  refresh(): Promise<void>;
  choosePlatform(id: string): void;
  chooseTab(tab: Tab, only?: string | null): void;
  turnPage(step: 1 | -1): void;
  select(id: SyncState['selected']): void;
  step(by: number): void;
  show(panel: Panel | null): void;
  setShowSame(showSame: boolean): void;
  /** What is typed in the search; it is asked for when the hand rests. */
  setSearch(text: string): void;
}

/**
 * What the sync screen knows of the station. While it is open it asks once in `everyMs`, and when a platform's light
 * moves; of a list only the page that is shown is asked for, however long the list is.
 */
export function createSyncStore(bridge: Bridge, everyMs = 1000): SyncStore {
  const store = createStore<SyncState>(() => EMPTY);
  const get = store.getState;
  /** One for each time that the screen is open: answers to an earlier one are dropped. */
  let session: symbol | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let asking: Promise<void> | null = null;
  let askAgain = false;
  let asked = 0;
  /** The figures as they were when the list was asked for. */
  let listedAt = '';

  async function ask(): Promise<void> {
    const mine = session;
    const result = await callSafely(bridge, 'sync.get', {});
    if (mine !== session) return;
    asked += 1;
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    took(result.value);
    await askTab();
  }

  function took(view: SyncView): void {
    const { peaks, view: before, platformId, tab } = get();
    const next = view.platforms.map((each): [string, number] => [
      each.platform.id,
      nextPeak(peaks[each.platform.id], waitingOf(each)),
    ]);
    store.setState({ view, failure: null, peaks: Object.fromEntries(next) });
    if (before !== null) return;
    // What needs a hand comes first.
    const chosen = view.platforms.find(({ platform }) => platform.id === platformId);
    const troubled = view.platforms.find(({ platform }) => platform.parked > 0);
    const shown = chosen ?? troubled ?? view.platforms[0];
    if (shown === undefined) return;
    // A hand may have been quicker than the station.
    const first = tab === EMPTY.tab && shown.platform.parked > 0 ? 'parked' : tab;
    store.setState({ platformId: shown.platform.id, tab: first });
  }

  async function askTab(): Promise<void> {
    const { tab } = get();
    const shown = shownPlatform(get());
    if (shown === null) return;
    const figures = JSON.stringify(shown);
    const often = asked % EVERY_SO_OFTEN === 0;
    const stale = figures !== listedAt || often;
    if (tab === 'figures') keepSelection({});
    if (isList(tab)) {
      if (stale || get().page === null) await askPage();
      listedAt = figures;
    }
    if (tab === 'search' && (often || get().found === null)) await askSearch();
    if (tab === 'refunds' && (often || get().refunds?.length !== get().view?.refunds)) await askRefunds();
    if (tab === 'base-data' && shown.baseData && (get().baseData === null || often)) {
      const { id } = shown.platform;
      const result = await callSafely(bridge, 'sync.base-data', { platform: id });
      if (get().tab !== 'base-data' || shownPlatform(get())?.platform.id !== id) return;
      if (result.ok) keepSelection({ baseData: result.value });
      else store.setState({ failure: result.error.code });
    }
  }

  /** Asks for the page that is shown; an answer to what is shown no more is dropped. */
  async function askPage(): Promise<void> {
    const query = pageQuery(get());
    if (query === null) return;
    const result = await callSafely(bridge, 'sync.items', { ...query, limit: PAGE_SIZE });
    if (JSON.stringify(pageQuery(get())) !== JSON.stringify(query)) return;
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    const { before = [], after } = get().page ?? {};
    const page: Page = { ...result.value, before, after };
    // The last page has been emptied: the one before it is the last now.
    if (page.items.length === 0 && before.length > 0) turnPage(-1);
    else keepSelection({ page });
  }

  async function askSearch(): Promise<void> {
    const text = searchText(get());
    if (text === null) return;
    const result = await callSafely(bridge, 'sync.find', { text });
    if (searchText(get()) !== text) return;
    if (result.ok) keepSelection({ found: result.value });
    else store.setState({ failure: result.error.code });
  }

  async function askRefunds(): Promise<void> {
    const result = await callSafely(bridge, 'orders.refunds', {});
    if (get().tab !== 'refunds') return;
    if (result.ok) keepSelection({ refunds: result.value });
    else store.setState({ failure: result.error.code });
  }

  function keepSelection(
    change: Partial<Pick<SyncState, 'page' | 'baseData' | 'showSame' | 'found' | 'refunds'>>,
  ): void {
    const state = get();
    const next = { ...state, ...change };
    store.setState(change);
    select(selectedAfter(rowIds(state), rowIds(next), state.selected));
  }

  /** Of what was found, each row belongs to a platform of its own: acts go there. */
  function select(id: SyncState['selected']): void {
    const found = get().tab === 'search' && foundReports(get()).find(({ item }) => item.seq === id);
    store.setState({ selected: id, ...(found && { platformId: found.platform }) });
  }

  /** One question at a time; what asks meanwhile is answered by one more after it. */
  function refresh(): Promise<void> {
    if (asking !== null || session === null) {
      askAgain = true;
      return asking ?? Promise.resolve();
    }
    clearTimeout(timer);
    const mine = session;
    asking = (async () => {
      do {
        askAgain = false;
        await ask();
      } while (askAgain && mine === session);
      if (mine !== session) return;
      asking = null;
      timer = setTimeout(() => void refresh(), everyMs);
    })();
    return asking;
  }

  function turnPage(step: 1 | -1): void {
    const { page } = get();
    if (page === null) return;
    const last = page.items.at(-1)?.seq;
    if (step === 1 && (!page.more || last === undefined)) return;
    if (step === -1 && page.before.length === 0) return;
    const turned: Page =
      step === 1
        ? { items: [], more: false, before: [...page.before, page.after], after: last }
        : { items: [], more: false, before: page.before.slice(0, -1), after: page.before.at(-1) };
    store.setState({ page: turned, selected: null });
    void askPage();
  }

  return Object.assign(store, {
    open(platformId: string | null) {
      const mine = Symbol('open');
      session = mine;
      asking = null;
      listedAt = '';
      // Each opening begins with what needs a hand now.
      const { peaks, showSame } = get();
      store.setState({ ...EMPTY, peaks, showSame, platformId });
      void refresh();
      const stop = bridge.on('platform', () => void refresh());
      return () => {
        stop();
        clearTimeout(timer);
        clearTimeout(typing);
        if (session === mine) session = null;
      };
    },
    refresh,
    choosePlatform(id: string) {
      const shown = get().view?.platforms.find(({ platform }) => platform.id === id);
      if (shown === undefined || shownPlatform(get()) === shown) return;
      store.setState({ platformId: id, interface: null, page: null, baseData: null, selected: null, panel: null });
      if (!hasTab(get(), get().tab)) store.setState({ tab: 'figures' });
      void refresh();
    },
    chooseTab(tab: Tab, only: string | null = get().interface) {
      if (tab === get().tab && only === get().interface) return;
      if (!hasTab(get(), tab)) return;
      store.setState({ tab, interface: only, page: null, selected: null, panel: null, outcome: null });
      void refresh();
    },
    turnPage,
    select,
    step(by: number) {
      const ids = rowIds(get());
      const at = ids.findIndex((id) => id === get().selected);
      const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
      if (next !== undefined) select(next);
    },
    show(panel: Panel | null) {
      store.setState({ panel });
    },
    setShowSame(showSame: boolean) {
      keepSelection({ showSame });
    },
    setSearch(search: string) {
      store.setState({ search, found: null, selected: null, panel: null });
      clearTimeout(typing);
      typing = setTimeout(() => void askSearch(), TYPED_MS);
    },
  });
}

function pageQuery(state: SyncState) {
  const shown = shownPlatform(state);
  if (shown === null || !isList(state.tab)) return null;
  const after = state.page?.after;
  return {
    platform: shown.platform.id,
    state: state.tab,
    ...(state.interface !== null && { interface: state.interface }),
    ...(after !== undefined && { after }),
  };
}
