import { useCallback } from 'react';
import type { Desk } from '../store/desk.tsx';
import { goToLane } from '../tables/go-to-lane.ts';
import { isTaken, useScreenKeys } from '../tables/screen-keys.ts';
import { goBack } from './leaving.ts';
import { openRow } from './open-row.ts';
import { FILTER_KEY, SEARCH_KEY, syncMeaningOf } from './sync-keys.ts';
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
    case 'row':
      store.step(meaning.step);
      // A report that lies open gives way to the next.
      if (store.getState().panel !== null) openRow(store);
      return;
    case 'page':
      store.turnPage(meaning.step);
      return;
    case 'open':
      openRow(store);
      return;
    case 'toggle-same':
      store.setShowSame(!store.getState().showSame);
      return;
    case 'filter':
      fieldOf(FILTER_KEY)?.focus();
      return;
    case 'search':
      // The field takes the focus when it appears; it may stand there already.
      store.chooseTab('search');
      fieldOf(SEARCH_KEY)?.focus();
      return;
    case 'lane':
      goToLane(desk);
      return;
    case 'keys':
      desk.attention.open({ kind: 'keys' });
      return;
    case 'back': {
      const field = [fieldOf(FILTER_KEY), fieldOf(SEARCH_KEY)].find((each) => each === document.activeElement);
      if (field) field.blur();
      else goBack(desk);
      return;
    }
  }
}

const fieldOf = (key: string): HTMLElement | null => document.querySelector(`[data-key="${key}"] input`);

/** The keys of the sync screen, while it is shown. */
export function useSyncKeys(desk: Desk, exportShown: () => void): void {
  const pressed = useCallback(
    (event: KeyboardEvent): void => {
      if (asks(desk) || isTaken(desk, event)) return;
      const { tab, panel } = desk.sync.store.getState();
      const meaning = syncMeaningOf(event, tab, panel?.kind ?? null);
      if (meaning === null) return;
      event.preventDefault();
      follow(desk, meaning, exportShown);
    },
    [desk, exportShown],
  );
  useScreenKeys(pressed);
}
