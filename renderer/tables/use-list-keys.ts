import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from './go-to-lane.ts';
import { FILTER_KEY, SEARCH_KEY } from './list-keys.ts';
import type { ListKeyMeaning } from './list-keys.ts';
import { isTaken, useScreenKeys } from './screen-keys.ts';

/** The keys of a screen with a list; made once for each screen. */
export interface KeysOf<M> {
  /** A question is open: it keeps all keys. */
  asks(desk: Desk): boolean;
  /** As `own` of `isTaken`. */
  keeps?: (target: HTMLElement, key: string) => boolean | null;
  meaningOf(desk: Desk, event: KeyboardEvent): M | null;
  follow(desk: Desk, meaning: M, exportShown: () => void): void;
}

/** Hands a screen with a list its keys while it is shown. */
export function useListKeys<M>(desk: Desk, keys: KeysOf<M>, exportShown: () => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (keys.asks(desk) || isTaken(desk, event, keys.keeps)) return;
      const meaning = keys.meaningOf(desk, event);
      if (meaning === null) return;
      event.preventDefault();
      keys.follow(desk, meaning, exportShown);
    },
    [desk, keys, exportShown],
  );
  useScreenKeys(pressed);
}

/** What a list does with its keys. */
export interface KeyedList {
  step(by: number): void;
  turnPage(by: 1 | -1): void;
  openRow(): void;
  /** One step back, from wherever the screen is. */
  back(): void;
}

/** Does what keys mean alike on every screen with a list. */
export function followListKey(desk: Desk, meaning: ListKeyMeaning, list: KeyedList): void {
  switch (meaning.kind) {
    case 'row':
      list.step(meaning.step);
      return;
    case 'page':
      list.turnPage(meaning.step);
      return;
    case 'open':
      list.openRow();
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
      // A field is left first; one of several choices holds nobody.
      const field = [fieldOf(FILTER_KEY), fieldOf(SEARCH_KEY)].find((each) => each === document.activeElement);
      if (field && field.type !== 'radio') field.blur();
      else list.back();
      return;
    }
  }
}

/** The field of a key, on whichever screen is shown: of choices, the one that is chosen. */
function fieldOf(key: string): HTMLInputElement | null {
  const field = document.querySelector(`.screen-main [data-key="${key}"]`);
  return field?.querySelector<HTMLInputElement>('input:checked') ?? field?.querySelector('input') ?? null;
}
