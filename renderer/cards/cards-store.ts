import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CardFilter } from '../../electron/contract/cards.ts';
import { callSafely } from '../store/call.ts';
import { selectedAfter } from '../tables/selected-after.ts';
import { cardAtHand, EMPTY } from './cards-state.ts';
import type { CardsState, Panel } from './cards-state.ts';

/** A hand that types rests so long, ms. */
const TYPED_MS = 200;
export const PAGE = 50;

export interface CardsStore extends StoreApi<CardsState> {
  /** Follows the station until the returned function is called. `no`: of a card that lies open at first. */
  open(no?: string): () => void;
  /** Asks at once: something was done. */
  refresh(): Promise<void>;
  chooseFilter(filter: CardFilter): void;
  /** What is typed in the search; it is asked for when the hand rests. */
  setText(text: string): void;
  turnPage(by: 1 | -1): void;
  select(no: string | null): void;
  step(by: number): void;
  show(panel: Panel | null): void;
  /** The card selected lies open. */
  openSelected(): void;
}

/** What the cards screen knows of the station. While it is open it asks once in `everyMs`, for the page that is shown. */
export function createCardsStore(bridge: Bridge, { everyMs = 5000 }: { everyMs?: number } = {}): CardsStore {
  const store = createStore<CardsState>(() => EMPTY);
  const get = store.getState;
  /** One for each time that the screen is open: answers to an earlier one are dropped. */
  let session: symbol | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    const mine = session;
    if (mine === null) return;
    clearTimeout(timer);
    const { filter, text, skip } = get();
    const result = await callSafely(bridge, 'cards.list', { filter, text, skip, limit: PAGE });
    const now = get();
    if (mine !== session) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), everyMs);
    if (now.filter !== filter || now.text !== text || now.skip !== skip) return;
    if (!result.ok) {
      store.setState({ failure: result.error.code });
      return;
    }
    const numbers = (items: { no: string }[] | undefined): string[] => (items ?? []).map(({ no }) => no);
    const selected = selectedAfter(numbers(now.page?.items), numbers(result.value.items), now.selected);
    store.setState({ page: result.value, failure: null, selected });
    const { panel } = get();
    if (panel?.kind === 'detail') await readFile(panel.no);
  }

  async function readFile(no: string): Promise<void> {
    const mine = session;
    const result = await callSafely(bridge, 'cards.get', { no });
    const { panel } = get();
    if (mine !== session || panel?.kind !== 'detail' || panel.no !== no) return;
    if (result.ok) store.setState({ file: result.value });
    else store.setState({ failure: result.error.code });
  }

  /** Another list, from where it begins; the lines of before stand until its own are there. */
  function list(change: Partial<CardsState>): void {
    store.setState({ skip: 0, selected: null, panel: null, outcome: null, ...change });
  }

  function show(panel: Panel | null): void {
    const { file } = get();
    const same = panel?.kind === 'detail' && file?.card.no === panel.no;
    store.setState({ panel, ...(!same && { file: null }) });
    if (panel?.kind === 'detail') void readFile(panel.no);
  }

  return Object.assign(store, {
    open(no?: string) {
      const mine = Symbol('open');
      session = mine;
      store.setState(EMPTY);
      if (no !== undefined) show({ kind: 'detail', no });
      void refresh();
      return () => {
        clearTimeout(timer);
        clearTimeout(typing);
        if (session === mine) session = null;
      };
    },
    refresh,
    chooseFilter(filter: CardFilter) {
      list({ filter });
      void refresh();
    },
    setText(text: string) {
      list({ text });
      clearTimeout(typing);
      typing = setTimeout(() => void refresh(), TYPED_MS);
    },
    turnPage(by: 1 | -1) {
      const { page, skip } = get();
      const next = skip + by * PAGE;
      if (page === null || next < 0 || next >= page.total) return;
      store.setState({ skip: next, selected: null });
      void refresh();
    },
    select(no: string | null) {
      store.setState({ selected: no });
    },
    step(by: number) {
      const { page, selected, panel } = get();
      const numbers = page?.items.map(({ no }) => no) ?? [];
      const next = numbers[Math.min(Math.max(numbers.indexOf(selected ?? '') + by, 0), numbers.length - 1)];
      if (next === undefined) return;
      store.setState({ selected: next });
      // A card that lies open gives way to the next.
      if (panel?.kind === 'detail') show({ kind: 'detail', no: next });
    },
    show,
    openSelected() {
      const card = cardAtHand({ ...get(), panel: null });
      if (card !== null) show({ kind: 'detail', no: card.no });
    },
  });
}
