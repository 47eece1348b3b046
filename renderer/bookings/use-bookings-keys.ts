import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { FILTER_KEY, bookingsMeaningOf, SEARCH_KEY } from './bookings-keys.ts';
import type { BookingsKeyMeaning } from './bookings-keys.ts';
import { goBack, openRow } from './steps.ts';

/** Fields keep what is typed, buttons reached by Tab their Enter and Space, and questions all keys. */
function isTaken(desk: Desk, event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented || desk.attention.getState().dialog !== null) return true;
  const panel = desk.bookings.store.getState().panel?.kind;
  if (panel === 'why-change' || panel === 'why-end' || panel === 'why-annul') return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  // A list of choices or a calendar that hangs open closes first.
  if (event.key === 'Escape')
    return target.getAttribute('aria-expanded') === 'true' || document.querySelector(OPEN_CALENDAR) !== null;
  if (target.closest('[role="slider"]') !== null) return true;
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, [role="button"]') !== null;
}

const OPEN_CALENDAR = '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)';

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
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(desk, event)) return;
      const meaning = bookingsMeaningOf(event, desk.bookings.store.getState().panel?.kind ?? null);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, exportShown);
    };
    // Before a dialog's own Esc, which would close it and leave this one press to mean another step back.
    window.addEventListener('keydown', pressed, true);
    return () => {
      window.removeEventListener('keydown', pressed, true);
    };
  }, [desk, exportShown]);
}
