import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import { historyMeaningOf, SEARCH_KEY } from './history-keys.ts';
import type { HistoryKeyMeaning } from './history-keys.ts';
import { isPayable } from './stay-money.tsx';
import { openLine } from './open-line.ts';
import { openOpening } from './openings/open-opening.ts';
import { openingsMeaningOf } from './openings/openings-keys.ts';
import type { OpeningsKeyMeaning } from './openings/openings-keys.ts';

/** A question about the money of a stay keeps all keys: its Esc ends the question, not the stay. */
const asks = (): boolean => document.querySelector('.ant-modal') !== null;

const searchField = (): HTMLElement | null => document.querySelector(`[data-key="${SEARCH_KEY}"] input`);

/** What the list of the tab that is shown does with a key. */
interface Listed {
  step(by: number): void;
  open(): void;
  more(): void;
}

function listOf(desk: Desk): Listed {
  const { history, openings } = desk;
  if (history.getState().tab === 'search')
    return {
      step: history.step,
      open: () => {
        openLine(desk);
      },
      more: () => void history.more(),
    };
  return {
    step(by) {
      openings.step(by);
      // A stay that lies open gives way to the next.
      if (history.getState().open !== null) openOpening(desk);
    },
    open: () => {
      openOpening(desk);
    },
    more: openings.more,
  };
}

function follow(desk: Desk, meaning: HistoryKeyMeaning, exportShown: () => void): void {
  const { history: store, attention } = desk;
  switch (meaning.kind) {
    case 'row':
      listOf(desk).step(meaning.step);
      return;
    case 'tab':
      store.chooseTab(meaning.tab);
      return;
    case 'open':
      listOf(desk).open();
      return;
    case 'more':
      listOf(desk).more();
      return;
    case 'search':
      // The field takes the cursor itself where it was not there yet.
      store.chooseTab('search');
      searchField()?.focus();
      return;
    case 'correct':
      store.correct(true);
      return;
    case 'pay': {
      const file = store.getState().open?.file ?? null;
      if (file !== null && isPayable(file)) attention.open({ kind: 'pay-stay', stayId: file.id });
      return;
    }
    case 'export':
      exportShown();
      return;
    case 'lane':
      goToLane(desk);
      return;
    case 'keys':
      attention.open({ kind: 'keys' });
      return;
    case 'back':
      if (store.getState().open !== null) store.close();
      else attention.visit({ kind: 'board' });
      return;
  }
}

function followOpenings({ openings, history }: Desk, meaning: OpeningsKeyMeaning): void {
  history.closeStay();
  switch (meaning.kind) {
    case 'day':
      openings.stepDay(meaning.step);
      return;
    case 'today':
      openings.chooseDay(null);
      return;
    case 'part':
      openings.nextPart();
      return;
    case 'next-lane': {
      const ids = [null, ...(history.getState().choices?.lanes ?? []).map(({ id }) => id)];
      openings.chooseLane(ids[(ids.indexOf(openings.getState().laneId) + 1) % ids.length] ?? null);
      return;
    }
  }
}

/** The keys of the history screen, while it is shown. */
export function useHistoryKeys(desk: Desk, exportShown: () => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (asks() || isTaken(desk, event)) return;
      const { open, tab } = desk.history.getState();
      const over = open === null ? 'list' : open.corrects ? 'correct' : 'stay';
      const own = tab === 'openings' && over !== 'correct' ? openingsMeaningOf(event) : null;
      const meaning = historyMeaningOf(event, over);
      if (own === null && meaning === null) return;
      event.preventDefault();
      if (own !== null) followOpenings(desk, own);
      else if (meaning !== null) follow(desk, meaning, exportShown);
    },
    [desk, exportShown],
  );
  useScreenKeys(pressed);
}
