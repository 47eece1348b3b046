import type { KeyPress } from '../keys/key-map.ts';
import { TABS } from './sync-state.ts';
import type { Act, Panel, Tab } from './sync-state.ts';

/** One letter an act, on its button too. */
export const ACT_KEYS: Readonly<Record<Act, string>> = {
  retry: 'R',
  correct: 'E',
  dismiss: 'D',
  'retry-all': 'A',
  'report-all': 'A',
  export: 'X',
  'accept-refund': 'Y',
  'refuse-refund': 'N',
};

/** Only what differs is listed, or all. */
export const SAME_KEY = 'V';
export const FILTER_KEY = 'F';
export const SEARCH_KEY = '/';

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the sync screen means; null: nothing, the browser may have it. */
export type SyncKeyMeaning =
  | { kind: 'act'; act: Act }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'platform'; step: 1 | -1 }
  | { kind: 'row'; step: number }
  | { kind: 'page'; step: 1 | -1 }
  | { kind: 'open' }
  | { kind: 'toggle-same' }
  | { kind: 'filter' }
  | { kind: 'search' }
  /** To the lane that has asked longest. */
  | { kind: 'lane' }
  | { kind: 'keys' }
  | { kind: 'back' };

/** A key held down walks the rows; everything else is one press. Chords belong to the system. */
export function syncMeaningOf(press: KeyPress, tab: Tab, panel: Panel['kind'] | null): SyncKeyMeaning | null {
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
  const act = actOf(letter, tab);
  if (panel === 'detail')
    return act === 'retry' || act === 'correct' || act === 'dismiss' ? { kind: 'act', act } : null;
  if (panel !== null) return null;
  if (act !== null) return { kind: 'act', act };
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case 'ArrowLeft':
      return { kind: 'platform', step: -1 };
    case 'ArrowRight':
      return { kind: 'platform', step: 1 };
    case 'PageUp':
      return { kind: 'page', step: -1 };
    case 'PageDown':
      return { kind: 'page', step: 1 };
    case 'Home':
      return { kind: 'row', step: -Infinity };
    case 'End':
      return { kind: 'row', step: Infinity };
  }
  if (letter === SAME_KEY) return tab === 'base-data' ? { kind: 'toggle-same' } : null;
  if (letter === SEARCH_KEY) return { kind: 'search' };
  if (letter === FILTER_KEY) return { kind: 'filter' };
  const chosen = /^[1-9]$/.test(key) ? TABS[Number(key) - 1] : undefined;
  return chosen === undefined ? null : { kind: 'tab', tab: chosen };
}

function actOf(letter: string, tab: Tab): Act | null {
  const acts = Object.keys(ACT_KEYS) as Act[];
  const found = acts.filter((act) => ACT_KEYS[act] === letter);
  return found.find((act) => (act === 'report-all') === (tab === 'base-data')) ?? found[0] ?? null;
}
