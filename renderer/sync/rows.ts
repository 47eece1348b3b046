import type { BaseDataView } from '../../electron/contract/base-data.ts';
import { foundReports, isList, shownPlatform } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

/** Base data of one interface, those that need a look first. */
export interface Group {
  interface: string;
  total: number;
  /** How many are as the platform holds them. */
  same: number;
  rows: readonly BaseDataView[];
}

const GRAVITY: Readonly<Record<BaseDataView['state'], number>> = {
  refused: 0,
  differs: 1,
  removed: 2,
  never: 3,
  queued: 4,
  same: 5,
};

/** Base data by interface, in the order it came; what is the same is left out unless it is asked for. */
export function groupsOf(views: readonly BaseDataView[], showSame: boolean): Group[] {
  return [...new Set(views.map((view) => view.interface))].map((name) => {
    const all = views.filter((view) => view.interface === name);
    const shown = showSame ? all : all.filter(({ state }) => state !== 'same');
    return {
      interface: name,
      total: all.length,
      same: all.filter(({ state }) => state === 'same').length,
      rows: shown.toSorted((a, b) => GRAVITY[a.state] - GRAVITY[b.state]),
    };
  });
}

/** What the arrows walk over: the rows of the tab that is shown, top to bottom. */
export function rowIds(state: SyncState): readonly (number | string)[] {
  const { tab } = state;
  if (isList(tab)) return state.page?.items.map(({ seq }) => seq) ?? [];
  switch (tab) {
    case 'figures':
      return shownPlatform(state)?.interfaces.map((each) => each.interface) ?? [];
    case 'base-data':
      return groupsOf(state.baseData ?? [], state.showSame).flatMap(({ rows }) => rows.map(({ key }) => key));
    case 'search':
      return foundReports(state).map(({ item }) => item.seq);
    case 'refunds':
      return state.refunds?.map(({ refundNo }) => refundNo) ?? [];
  }
}
