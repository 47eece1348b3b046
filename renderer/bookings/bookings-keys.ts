import type { KeyPress } from '../keys/key-map.ts';
import { TABS } from './bookings-state.ts';
import type { Act, Panel, Tab } from './bookings-state.ts';

/** One letter an act, on its button too. */
export const ACT_KEYS: Readonly<Record<Act, string>> = { change: 'E', end: 'D', annul: 'A', export: 'X' };
/** Today's list, where now is. */
export const NOW_KEY = 'T';
export const FILTER_KEY = 'F';
export const SEARCH_KEY = '/';

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the bookings screen means; null: nothing, the browser may have it. */
export type BookingsKeyMeaning =
  | { kind: 'act'; act: Act }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'day'; step: 1 | -1 }
  | { kind: 'now' }
  | { kind: 'row'; step: number }
  | { kind: 'page'; turn: 'before' | 'after' }
  | { kind: 'open' }
  | { kind: 'filter' }
  | { kind: 'search' }
  /** To the lane that has asked longest. */
  | { kind: 'lane' }
  | { kind: 'keys' }
  | { kind: 'back' };

/** A key held down walks the rows; everything else is one press. Chords belong to the system. */
export function bookingsMeaningOf(press: KeyPress, panel: Panel['kind'] | null): BookingsKeyMeaning | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;
  if ((panel === null || panel === 'detail') && (key === 'ArrowUp' || key === 'ArrowDown'))
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
  const letter = key.toUpperCase();
  const act = (Object.keys(ACT_KEYS) as Act[]).find((each) => ACT_KEYS[each] === letter);
  if (panel !== null && panel !== 'detail') return null;
  if (act !== undefined) return { kind: 'act', act };
  if (panel !== null) return null;
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case 'ArrowLeft':
      return { kind: 'day', step: -1 };
    case 'ArrowRight':
      return { kind: 'day', step: 1 };
    case 'PageUp':
      return { kind: 'page', turn: 'before' };
    case 'PageDown':
      return { kind: 'page', turn: 'after' };
    case 'Home':
      return { kind: 'row', step: -Infinity };
    case 'End':
      return { kind: 'row', step: Infinity };
  }
  switch (letter) {
    case NOW_KEY:
      return { kind: 'now' };
    case SEARCH_KEY:
      return { kind: 'search' };
    case FILTER_KEY:
      return { kind: 'filter' };
  }
  const tab = /^[1-9]$/.test(key) ? TABS[Number(key) - 1] : undefined;
  return tab === undefined ? null : { kind: 'tab', tab };
}
