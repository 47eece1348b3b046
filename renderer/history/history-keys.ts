import { ACT_LETTERS } from '../keys/key-map.ts';
import type { KeyPress } from '../keys/key-map.ts';
import { TABS } from './history-store.ts';
import type { Tab } from './history-store.ts';

export const SEARCH_KEY = '/';
export const CORRECT_KEY = 'E';
export const EXPORT_KEY = 'X';
export const MORE_KEY = 'PageDown';
/** As on the board: takes the money. */
export const PAY_KEY = ACT_LETTERS.pay;

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the history screen means; null: nothing, the browser may have it. */
export type HistoryKeyMeaning =
  | { kind: 'row'; step: number }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'open' | 'more' | 'search' | 'correct' | 'pay' | 'export' | 'lane' | 'keys' | 'back' };

/** `over`: what lies over the list. A key held down walks the rows; chords belong to the system. */
export function historyMeaningOf(press: KeyPress, over: 'list' | 'stay' | 'correct'): HistoryKeyMeaning | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;
  if (over !== 'correct' && (key === 'ArrowUp' || key === 'ArrowDown'))
    return { kind: 'row', step: key === 'ArrowDown' ? 1 : -1 };
  if (press.repeat) return null;
  if (key === 'Escape') return { kind: 'back' };
  if (over === 'correct') return null;
  switch (key) {
    case ' ':
      return { kind: 'lane' };
    case '?':
    case '？':
      return { kind: 'keys' };
    case 'Enter':
      return over === 'list' ? { kind: 'open' } : null;
    case 'Home':
      return { kind: 'row', step: -Infinity };
    case 'End':
      return { kind: 'row', step: Infinity };
    case MORE_KEY:
      return { kind: 'more' };
    case SEARCH_KEY:
      return { kind: 'search' };
  }
  const tab = TABS.find((each) => tabKey(each) === key);
  if (tab !== undefined) return { kind: 'tab', tab };
  switch (key.toUpperCase()) {
    case CORRECT_KEY:
      return over === 'stay' ? { kind: 'correct' } : null;
    case PAY_KEY:
      return over === 'stay' ? { kind: 'pay' } : null;
    case EXPORT_KEY:
      return { kind: 'export' };
    default:
      return null;
  }
}
