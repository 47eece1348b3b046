import type { KeyPress } from '../keys/key-map.ts';
import type { Act, Panel } from './cards-state.ts';

/** One letter an act, on its button too. */
export const ACT_KEYS: Readonly<Record<Act, string>> = {
  add: 'A',
  extend: 'R',
  change: 'E',
  end: 'D',
  import: 'I',
  export: 'X',
};
export const FILTER_KEY = 'F';
export const SEARCH_KEY = '/';

/** What a key on the cards screen means; null: nothing, the browser may have it. */
export type CardsKeyMeaning =
  | { kind: 'act'; act: Act }
  | { kind: 'row'; step: number }
  | { kind: 'page'; turn: 1 | -1 }
  | { kind: 'open' }
  | { kind: 'filter' }
  | { kind: 'search' }
  /** To the lane that has asked longest. */
  | { kind: 'lane' }
  | { kind: 'keys' }
  | { kind: 'back' };

/** A key held down walks the rows; everything else is one press. Chords belong to the system. */
export function cardsMeaningOf(press: KeyPress, panel: Panel['kind'] | null): CardsKeyMeaning | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;
  const onList = panel === null || panel === 'detail';
  if (onList && (key === 'ArrowUp' || key === 'ArrowDown')) return { kind: 'row', step: key === 'ArrowDown' ? 1 : -1 };
  if (press.repeat) return null;
  switch (key) {
    case 'Escape':
      return { kind: 'back' };
    case ' ':
      return { kind: 'lane' };
    case '?':
    case '？':
      return { kind: 'keys' };
  }
  if (!onList) return null;
  const letter = key.toUpperCase();
  const act = (Object.keys(ACT_KEYS) as Act[]).find((each) => ACT_KEYS[each] === letter);
  if (act !== undefined) return { kind: 'act', act };
  if (panel !== null) return null;
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case 'PageUp':
      return { kind: 'page', turn: -1 };
    case 'PageDown':
      return { kind: 'page', turn: 1 };
    case 'Home':
      return { kind: 'row', step: -Infinity };
    case 'End':
      return { kind: 'row', step: Infinity };
  }
  switch (letter) {
    case SEARCH_KEY:
      return { kind: 'search' };
    case FILTER_KEY:
      return { kind: 'filter' };
  }
  return null;
}
