import type { KeyPress } from '../keys/key-map.ts';

export const FILTER_KEY = 'F';
export const SEARCH_KEY = '/';

/** What lies over a list: nothing, one of its lines, or something that is filled in or answered. */
export type Over = 'list' | 'detail' | 'form';

/** What keys mean alike on every screen with a list. */
export type ListKeyMeaning =
  | { kind: 'row'; step: number }
  | { kind: 'page'; step: 1 | -1 }
  | { kind: 'open' }
  | { kind: 'filter' }
  | { kind: 'search' }
  /** To the lane that has asked longest. */
  | { kind: 'lane' }
  | { kind: 'keys' }
  | { kind: 'back' };

/**
 * What a key means; null: nothing, the browser may have it. A key held down walks the rows; everything else is one press.
 * Chords belong to the system. `own`: what a key means to the screen itself, on its list and on a line that lies open;
 * `letter` is in capitals.
 */
export function listMeaningOf<M>(
  press: KeyPress,
  over: Over,
  own: (letter: string) => M | null,
): ListKeyMeaning | M | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;
  if (over !== 'form' && (key === 'ArrowUp' || key === 'ArrowDown'))
    return { kind: 'row', step: key === 'ArrowDown' ? 1 : -1 };
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
  if (over === 'form') return null;
  const letter = key.length === 1 ? key.toUpperCase() : key;
  return own(letter) ?? (over === 'list' ? ofList(letter) : null);
}

function ofList(letter: string): ListKeyMeaning | null {
  switch (letter) {
    case 'Enter':
      return { kind: 'open' };
    case 'PageUp':
      return { kind: 'page', step: -1 };
    case 'PageDown':
      return { kind: 'page', step: 1 };
    case 'Home':
      return { kind: 'row', step: -Infinity };
    case 'End':
      return { kind: 'row', step: Infinity };
    case SEARCH_KEY:
      return { kind: 'search' };
    case FILTER_KEY:
      return { kind: 'filter' };
    default:
      return null;
  }
}

/** What lies over a list, by the panel that is open. */
export const overOf = (panel: string | null): Over =>
  panel === null ? 'list' : panel === 'detail' ? 'detail' : 'form';
