import type { TFunction } from 'i18next';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import { rowsOf } from './bookings-state.ts';
import type { BookingsState, Page, Row, Tab } from './bookings-state.ts';
import { detailsOf } from './details.ts';
import { offerCsv } from '../tables/offer-csv.ts';
import { pageOf } from './page-of.ts';
import type { Turn } from './page-of.ts';

import { standingOf } from './standing.ts';

/** Most lines of one file: more would hold up the station. */
export const MOST_LINES = 5000;

/** All lines of the list that is shown, from its beginning; `cut`: there are more than a file holds. */
export async function allRows(
  bridge: Bridge,
  state: BookingsState,
  now: number,
): Promise<{ rows: Row[]; cut: boolean } | CommandError['code']> {
  const rows: Row[] = [];
  let page: Page | null = firstPage(state);
  let turn: Turn = 'same';
  for (;;) {
    const result = await pageOf(bridge, { ...state, page }, turn, now);
    if (!result.ok) return result.error.code;
    page = result.value;
    rows.push(...rowsOf(page));
    const more: boolean = page.tab === 'bookings' ? page.later && page.items.length > 0 : page.next !== null;
    if (!more || rows.length >= MOST_LINES) return { rows: rows.slice(0, MOST_LINES), cut: more };
    turn = 'after';
  }
}

/** The page before all others: asked for again, it is the beginning of the list, wherever now is. */
function firstPage({ tab, page }: BookingsState): Page | null {
  return tab === 'bookings' && page?.tab === tab ? { ...page, earlier: false } : null;
}

/** What each line says, one column for each thing that any of them says. */
export function tableOf(t: TFunction, rows: readonly Row[], now: number): (string | null)[][] {
  const lines = rows.map((row) => new Map(linesOf(t, row, now)));
  const names = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  return [names, ...lines.map((line) => names.map((name) => line.get(name) ?? null))];
}

const linesOf = (t: TFunction, row: Row, now: number): [string, string][] => [
  [t('bookings.column.plate'), row.line.plate],
  ...(row.tab === 'bookings'
    ? ([[t('bookings.column.standing'), t(`bookings.standing.${standingOf(row.line, now)}`)]] as [string, string][])
    : []),
  ...detailsOf(t, row, now),
];

/** Offers the list as a file; the program asks the person where to keep it. */
export async function saveLists(
  t: TFunction,
  bridge: Bridge,
  state: BookingsState,
  now: number,
): Promise<{ count: number; cut: boolean } | CommandError['code']> {
  const found = await allRows(bridge, state, now);
  if (typeof found === 'string') return found;
  offerCsv(fileName(t, state.tab, state.day ?? state.figures?.day ?? ''), tableOf(t, found.rows, now), now);
  return { count: found.rows.length, cut: found.cut };
}

const fileName = (t: TFunction, tab: Tab, day: string): string =>
  [t(`bookings.tab.${tab}`), ...(tab === 'bookings' ? [day] : [])].join('-');
