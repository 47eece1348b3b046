import type { TFunction } from 'i18next';
import { dateTime } from '../clock/beijing.ts';
import { toCsv } from './csv.ts';
import type { Exported } from './export-reports.ts';
import { shownPlatform } from './sync-state.ts';
import type { SyncState } from './sync-state.ts';

/** The download has taken the file by then, ms. */
const TAKEN_MS = 60_000;

/** Offers a table as a file; the program asks the person where to keep it. Answers how many lines it has. */
export function saveTable(t: TFunction, state: SyncState, { rows, cut }: Exported): { count: number; cut: boolean } {
  const platform = shownPlatform(state)?.platform.id ?? '';
  const time = dateTime(Date.now()).replaceAll(/\D/g, '');
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${platform}-${t(`sync.tab.${state.tab}`)}-${time}.csv`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, TAKEN_MS);
  return { count: rows.length - 1, cut };
}
