import { selectedItem, shownPlatform } from './sync-state.ts';
import type { SyncStore } from './sync-store.ts';

/** Enter on a row: a report lies open, a line of the figures leads to its reports. */
export function openRow(store: SyncStore): void {
  const state = store.getState();
  const item = selectedItem(state);
  if (item !== null) store.show({ kind: 'detail', item });
  else if (state.tab === 'figures' && typeof state.selected === 'string') openInterface(store, state.selected);
}

/** The reports of an interface: the parked ones where there are any, else those that wait, else those delivered. */
export function openInterface(store: SyncStore, name: string): void {
  const figures = shownPlatform(store.getState())?.interfaces.find((each) => each.interface === name);
  if (figures === undefined) return;
  store.chooseTab(figures.parked > 0 ? 'parked' : figures.waiting > 0 ? 'waiting' : 'acknowledged', name);
}
