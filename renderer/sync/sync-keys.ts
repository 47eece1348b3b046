import type { KeyPress } from '../keys/key-map.ts';
import { listMeaningOf, overOf } from '../tables/list-keys.ts';
import type { ListKeyMeaning } from '../tables/list-keys.ts';
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

export const tabKey = (tab: Tab): string => String(TABS.indexOf(tab) + 1);

/** What a key on the sync screen means. */
export type SyncKeyMeaning =
  | ListKeyMeaning
  | { kind: 'act'; act: Act }
  | { kind: 'tab'; tab: Tab }
  | { kind: 'platform'; step: 1 | -1 }
  | { kind: 'toggle-same' };

export function syncMeaningOf(press: KeyPress, tab: Tab, panel: Panel['kind'] | null): SyncKeyMeaning | null {
  return listMeaningOf<SyncKeyMeaning>(press, overOf(panel), (letter) => {
    const act = actOf(letter, tab);
    if (panel === 'detail')
      return act === 'retry' || act === 'correct' || act === 'dismiss' ? { kind: 'act', act } : null;
    return act === null ? ofList(letter, tab) : { kind: 'act', act };
  });
}

function ofList(letter: string, tab: Tab): SyncKeyMeaning | null {
  switch (letter) {
    case 'ArrowLeft':
      return { kind: 'platform', step: -1 };
    case 'ArrowRight':
      return { kind: 'platform', step: 1 };
    case SAME_KEY:
      return tab === 'base-data' ? { kind: 'toggle-same' } : null;
  }
  const chosen = /^[1-9]$/.test(letter) ? TABS[Number(letter) - 1] : undefined;
  return chosen === undefined ? null : { kind: 'tab', tab: chosen };
}

function actOf(letter: string, tab: Tab): Act | null {
  const acts = Object.keys(ACT_KEYS) as Act[];
  const found = acts.filter((act) => ACT_KEYS[act] === letter);
  return found.find((act) => (act === 'report-all') === (tab === 'base-data')) ?? found[0] ?? null;
}
