import type { Desk } from '../store/desk.tsx';
import { followListKey, useListKeys } from '../tables/use-list-keys.ts';
import type { KeyedList, KeysOf } from '../tables/use-list-keys.ts';
import { goBack } from './leaving.ts';
import { openRow } from './open-row.ts';
import { syncMeaningOf } from './sync-keys.ts';
import type { SyncKeyMeaning } from './sync-keys.ts';

/** Questions keep all keys. */
function asks(desk: Desk): boolean {
  const panel = desk.sync.store.getState().panel?.kind;
  return panel === 'why-correct' || panel === 'why-dismiss' || panel === 'why-refund' || panel === 'sure-report-all';
}

function follow(desk: Desk, meaning: SyncKeyMeaning, exportShown: () => void): void {
  const { store, acts } = desk.sync;
  switch (meaning.kind) {
    case 'act':
      if (meaning.act === 'export') exportShown();
      else acts.press(meaning.act);
      return;
    case 'tab':
      store.chooseTab(meaning.tab);
      return;
    case 'platform': {
      const { view, platformId } = store.getState();
      const ids = view?.platforms.map(({ platform }) => platform.id) ?? [];
      const next = ids[ids.indexOf(platformId ?? '') + meaning.step];
      if (next !== undefined) store.choosePlatform(next);
      return;
    }
    case 'toggle-same':
      store.setShowSame(!store.getState().showSame);
      return;
    case 'search':
      // The field takes the focus when it appears; it may stand there already.
      store.chooseTab('search');
      followListKey(desk, meaning, listOf(desk));
      return;
    default:
      followListKey(desk, meaning, listOf(desk));
  }
}

function listOf(desk: Desk): KeyedList {
  const { store } = desk.sync;
  return {
    step(by) {
      store.step(by);
      // A report that lies open gives way to the next.
      if (store.getState().panel !== null) openRow(store);
    },
    turnPage(by) {
      store.turnPage(by);
    },
    openRow() {
      openRow(store);
    },
    back() {
      goBack(desk);
    },
  };
}

const KEYS: KeysOf<SyncKeyMeaning> = {
  asks,
  meaningOf({ sync }, event) {
    const { tab, panel } = sync.store.getState();
    return syncMeaningOf(event, tab, panel?.kind ?? null);
  },
  follow,
};

/** The keys of the sync screen, while it is shown. */
export function useSyncKeys(desk: Desk, exportShown: () => void): void {
  useListKeys(desk, KEYS, exportShown);
}
