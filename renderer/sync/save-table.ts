import type { TFunction } from 'i18next';
import { offerCsv } from '../tables/offer-csv.ts';
import type { Exported } from './export-reports.ts';
import { shownPlatform } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

/** Offers what a tab shows as a file. Answers how many lines it has. */
export function saveTable(t: TFunction, state: SyncState, { rows, cut }: Exported): { count: number; cut: boolean } {
  const platform = shownPlatform(state)?.platform.id ?? '';
  offerCsv(`${platform}-${t(`sync.tab.${state.tab}`)}`, rows, Date.now());
  return { count: rows.length - 1, cut };
}
