import { useEffect } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { cardsMeaningOf, FILTER_KEY, SEARCH_KEY } from './cards-keys.ts';
import type { CardsKeyMeaning } from './cards-keys.ts';

/** Fields keep what is typed, buttons reached by Tab their Enter and Space, and questions all keys. */
function isTaken(desk: Desk, event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented || desk.attention.getState().dialog !== null) return true;
  const panel = desk.cards.store.getState().panel?.kind;
  if (panel === 'why-change' || panel === 'why-end' || panel === 'why-import') return true;
  // The question as which kind of file.
  if (panel === undefined && document.querySelector('[role="dialog"]') !== null) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  // A list of choices that hangs open closes first.
  if (event.key === 'Escape') return target.getAttribute('aria-expanded') === 'true';
  // One of several choices: the arrows choose.
  if (target.closest('.ant-segmented') !== null && event.key.startsWith('Arrow')) return true;
  if (target.matches('input[type="radio"]')) return target.closest('.ant-segmented') === null;
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return true;
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, [role="button"]') !== null;
}

function follow(desk: Desk, meaning: CardsKeyMeaning, exportShown: () => void): void {
  const { store, acts } = desk.cards;
  switch (meaning.kind) {
    case 'act':
      if (meaning.act === 'export') exportShown();
      else acts.press(meaning.act);
      return;
    case 'row':
      store.step(meaning.step);
      return;
    case 'page':
      store.turnPage(meaning.turn);
      return;
    case 'open':
      store.openSelected();
      return;
    case 'filter':
      document.querySelector<HTMLElement>(`.cards [data-key="${FILTER_KEY}"] input:checked`)?.focus();
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
      const field = fieldOf(SEARCH_KEY);
      if (field !== null && field === document.activeElement) field.blur();
      else if (!acts.back()) desk.attention.visit({ kind: 'board' });
      return;
    }
  }
}

const fieldOf = (key: string): HTMLElement | null => document.querySelector(`.cards [data-key="${key}"] input`);

/** The keys of the cards screen, while it is shown. */
export function useCardsKeys(desk: Desk, exportShown: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(desk, event)) return;
      const meaning = cardsMeaningOf(event, desk.cards.store.getState().panel?.kind ?? null);
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
