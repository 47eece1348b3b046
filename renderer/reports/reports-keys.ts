import type { KeyPress } from '../keys/key-map.ts';
import { TABS } from './reports-store.ts';
import type { Tab } from './reports-store.ts';

export const XLSX_KEY = 'X';
export const CSV_KEY = 'C';
export const PDF_KEY = 'F';
export const PRINT_KEY = 'P';
export const STOP_KEY = 'S';

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the reports screen means; null: nothing, the browser may have it. */
export type ReportsKeyMeaning =
  | { kind: 'row'; step: number }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'beside'; step: 1 | -1 }
  | { kind: 'begin' | 'open' | 'stop' | 'xlsx' | 'csv' | 'pdf' | 'printer' | 'more' | 'lane' | 'keys' | 'back' };

/** A key held down walks the rows; everything else is one press. Chords belong to the system. */
export function reportsMeaningOf(press: KeyPress, tab: Tab): ReportsKeyMeaning | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const { key } = press;
  if (tab === 'shifts' && (key === 'ArrowUp' || key === 'ArrowDown'))
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
    case 'Enter':
      return { kind: tab === 'shifts' ? 'open' : 'begin' };
    case 'PageDown':
      return tab === 'shifts' ? { kind: 'more' } : null;
    case 'ArrowLeft':
    case 'ArrowRight':
      return tab === 'report' ? { kind: 'beside', step: key === 'ArrowRight' ? 1 : -1 } : null;
  }
  const chosen = TABS.find((each) => tabKey(each) === key);
  if (chosen !== undefined) return { kind: 'tab', tab: chosen };
  if (tab === 'shifts') return null;
  switch (key.toUpperCase()) {
    case XLSX_KEY:
      return { kind: 'xlsx' };
    case CSV_KEY:
      return { kind: 'csv' };
    case PDF_KEY:
      return { kind: 'pdf' };
    case PRINT_KEY:
      return { kind: 'printer' };
    case STOP_KEY:
      return { kind: 'stop' };
    default:
      return null;
  }
}
