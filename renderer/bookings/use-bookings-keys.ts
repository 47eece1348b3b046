import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import { FILTER_KEY, bookingsMeaningOf, SEARCH_KEY } from './bookings-keys.ts';
import type { BookingsKeyMeaning } from './bookings-keys.ts';
import { goBack, openRow } from './steps.ts';

/** Questions keep all keys. */
function asks(desk: Desk): boolean {
  const panel = desk.bookings.store.getState().panel?.kind;
  return panel === 'why-change' || panel === 'why-end' || panel === 'why-annul';
}

function follow(desk: Desk, meaning: BookingsKeyMeaning, exportShown: () => void): void {
  const { store, acts } = desk.bookings;
  switch (meaning.kind) {
    case 'act':
      if (meaning.act === 'export') exportShown();
      else acts.press(meaning.act);
      return;
    case 'tab':
      store.chooseTab(meaning.tab);
      return;
    case 'day':
      store.stepDay(meaning.step);
      return;
    case 'now':
      store.chooseTab('bookings');
      store.chooseDay(null);
      return;
    case 'row':
      store.step(meaning.step);
      // A line that lies open gives way to the next.
      if (store.getState().panel !== null) openRow(store);
      return;
    case 'page':
      store.turnPage(meaning.turn);
      return;
    case 'open':
      openRow(store);
      return;
    case 'filter':
      fieldOf(FILTER_KEY)?.focus();
      return;
    case 'search':
      fieldOf(SEARCH_KEY)?.focus();
      return;
    case 'lane':
      goToLane(desk);
      return;
    case 'keys':
      desk.attention.open({ kind: 'keys' });
      return;
    case 'back': {
      const field = [fieldOf(FILTER_KEY), fieldOf(SEARCH_KEY)].find((each) => each === document.activeElement);
      if (field) field.blur();
      else goBack(desk);
      return;
    }
  }
}

const fieldOf = (key: string): HTMLElement | null => document.querySelector(`.bookings [data-key="${key}"] input`);

/** The keys of the bookings screen, while it is shown. */
export function useBookingsKeys(desk: Desk, exportShown: () => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (asks(desk) || isTaken(desk, event)) return;
      const meaning = bookingsMeaningOf(event, desk.bookings.store.getState().panel?.kind ?? null);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, exportShown);
    },
    [desk, exportShown],
  );
  useScreenKeys(pressed);
}
