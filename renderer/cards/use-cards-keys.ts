import type { Desk } from '../store/desk.tsx';
import { followListKey, useListKeys } from '../tables/use-list-keys.ts';
import type { KeysOf } from '../tables/use-list-keys.ts';
import { cardsMeaningOf } from './cards-keys.ts';
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
  if (meaning.kind !== 'act') {
    followListKey(desk, meaning, {
      step: store.step,
      turnPage: store.turnPage,
      openRow: store.openSelected,
      back() {
        if (!acts.back()) desk.attention.visit({ kind: 'board' });
      },
    });
  } else if (meaning.act === 'export') exportShown();
  else acts.press(meaning.act);
}

const KEYS: KeysOf<CardsKeyMeaning> = {
  asks,
  keeps: ofChoices,
  meaningOf: ({ cards }, event) => cardsMeaningOf(event, cards.store.getState().panel?.kind ?? null),
  follow,
};

/** The keys of the cards screen, while it is shown. */
export function useCardsKeys(desk: Desk, exportShown: () => void): void {
  useListKeys(desk, KEYS, exportShown);
}
