import type { TFunction } from 'i18next';
import type { Bridge, Result } from '../../electron/contract/bridge.ts';
import type { HistoryPage, HistoryRow } from '../../electron/contract/history.ts';
import { dateTime } from '../clock/beijing.ts';
import { callSafely } from '../store/call.ts';
import { offerCsv } from '../tables/offer-csv.ts';
import { questionOf } from './history-store.ts';
import type { HistoryState, Outcome } from './history-store.ts';
import { reasonWord, rowWords } from './words.ts';

/** Most lines of one file: enough for a busy day, and the station answers the gates between its pages. */
const MOST_LINES = 5000;

/** Saves all that the filters find, page by page from the newest on, as a file. */
export async function exportFound(t: TFunction, bridge: Bridge, { filters }: HistoryState): Promise<Outcome> {
  const rows: HistoryRow[] = [];
  let next: number | null = null;
  do {
    const asked: number | null = next;
    const result: Result<HistoryPage> = await callSafely(bridge, 'history.find', {
      ...questionOf(filters),
      ...(asked !== null && { after: asked }),
    });
    if (!result.ok) return { ok: false, code: result.error.code };
    rows.push(...result.value.rows);
    next = result.value.next;
  } while (next !== null && rows.length < MOST_LINES);
  offerCsv(t('history.title'), tableOf(t, rows), Date.now());
  return { ok: true, what: 'exported', count: rows.length };
}

/** As a table whose first row names its columns. */
export function tableOf(t: TFunction, rows: readonly HistoryRow[]): (string | number | null)[][] {
  const head = ['at', 'plate', 'read', 'what', 'in', 'left', 'out', 'who', 'because'];
  return [head.map((name) => t(`history.column.${name}`)), ...rows.map((row) => lineOf(t, row))];
}

function lineOf(t: TFunction, row: HistoryRow): (string | null)[] {
  const what = rowWords(t, row);
  if (row.row === 'event')
    return [dateTime(row.at), row.plate, null, what, row.laneName, null, null, row.who, reasonWord(t, row.reason)];
  const left = row.leftAt === null ? null : dateTime(row.leftAt);
  const who = row.who.join(' ');
  return [dateTime(row.enteredAt), row.plate, row.plateRead, what, row.entrance, left, row.exit, who, null];
}
