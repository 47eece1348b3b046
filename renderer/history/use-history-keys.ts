import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../sync/leaving.ts';
import { historyMeaningOf, SEARCH_KEY } from './history-keys.ts';
import type { HistoryKeyMeaning } from './history-keys.ts';

/** Fields keep what is typed, buttons reached by Tab their Enter and Space, and questions all keys. */
function isTaken(desk: Desk, event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented || desk.attention.getState().dialog !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  // A list of choices that hangs open closes first.
  if (event.key === 'Escape') return target.getAttribute('aria-expanded') === 'true';
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, [role="button"]') !== null;
}

const searchField = (): HTMLElement | null => document.querySelector(`[data-key="${SEARCH_KEY}"] input`);

function follow(desk: Desk, { kind, ...meaning }: HistoryKeyMeaning, exportFound: () => void): void {
  const { history: store, attention } = desk;
  switch (kind) {
    case 'row':
      if ('step' in meaning) store.step(meaning.step);
      return;
    case 'open':
      store.openSelected();
      return;
    case 'more':
      void store.more();
      return;
    case 'search':
      searchField()?.focus();
      return;
    case 'correct':
      store.correct(true);
      return;
    case 'export':
      exportFound();
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

/** The keys of the history screen, while it is shown. */
export function useHistoryKeys(desk: Desk, exportFound: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(desk, event)) return;
      const { open } = desk.history.getState();
      const meaning = historyMeaningOf(event, open === null ? 'list' : open.corrects ? 'correct' : 'stay');
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, exportFound);
    };
    // Before a dialog's own Esc, which would close it and leave this one press to mean another step back.
    window.addEventListener('keydown', pressed, true);
    return () => {
      window.removeEventListener('keydown', pressed, true);
    };
  }, [desk, exportFound]);
}
