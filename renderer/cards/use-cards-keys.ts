import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import { cardsMeaningOf, FILTER_KEY, SEARCH_KEY } from './cards-keys.ts';
import type { CardsKeyMeaning } from './cards-keys.ts';

/** Questions keep all keys. */
function asks(desk: Desk): boolean {
  const panel = desk.cards.store.getState().panel?.kind;
  if (panel === 'why-change' || panel === 'why-end' || panel === 'why-import') return true;
  // The question as which kind of file.
  return panel === undefined && document.querySelector('[role="dialog"]') !== null;
}

/** One of several choices, of which the arrows choose; all other keys are the screen's there. */
function ofChoices(target: HTMLElement, key: string): boolean | null {
  const choices = target.closest('.ant-segmented') !== null;
  if (choices && key.startsWith('Arrow')) return true;
  return target.matches('input[type="radio"]') ? !choices : null;
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
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (asks(desk) || isTaken(desk, event, ofChoices)) return;
      const meaning = cardsMeaningOf(event, desk.cards.store.getState().panel?.kind ?? null);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, exportShown);
    },
    [desk, exportShown],
  );
  useScreenKeys(pressed);
}
