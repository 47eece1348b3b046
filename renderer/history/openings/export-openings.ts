import type { TFunction } from 'i18next';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import type { OpeningsView } from '../../../electron/contract/openings.ts';
import { dateTime } from '../../clock/beijing.ts';
import { callSafely } from '../../store/call.ts';
import { offerCsv } from '../../tables/offer-csv.ts';
import { hasMore, isDoubtful, questionOf, rowsOf, SUMS } from './openings-state.ts';
import type { Outcome, Row } from './openings-state.ts';
import { MOST_LINES } from './openings-store.ts';
import type { OpeningsStore } from './openings-store.ts';
import { byWords, causeWord, passagesWords } from './words.ts';

/** Saves the whole period as a file: its sums by cause and by person, then every line. */
export async function exportOpenings(
  t: TFunction,
  bridge: Bridge,
  store: OpeningsStore,
  now: number,
): Promise<Outcome> {
  const day = store.day();
  const state = store.getState();
  const result = await callSafely(bridge, 'openings.get', questionOf(state, day, MOST_LINES));
  if (!result.ok) return { ok: false, code: result.error.code };
  const name = [t('history.openings.title'), day, t(`history.openings.part.${state.part}`)].join('-');
  offerCsv(name, tableOf(t, result.value), now);
  return { ok: true, what: hasMore(result.value) ? 'cut' : 'exported', count: rowsOf(result.value).length };
}

type Line = (string | number | null)[];
type Sums = Pick<OpeningsView['totals'], (typeof SUMS)[number]>;

/** Three tables one under the other, each with its own first row. */
export function tableOf(t: TFunction, view: OpeningsView): Line[] {
  const sums = (title: string, lines: readonly (readonly [string, Sums])[]): Line[] => [
    [title, ...SUMS.map((sum) => t(`history.openings.sum.${sum}`))],
    ...lines.map(([name, line]): Line => [name, ...SUMS.map((sum) => line[sum])]),
    [],
  ];
  return [
    ...sums(
      t('history.openings.column.cause'),
      view.byCause.map((line) => [t(`history.cause.${line.cause}`), line]),
    ),
    ...sums(
      t('history.openings.column.who'),
      view.byPerson.map((line) => [line.who ?? t('history.openings.nobody'), line]),
    ),
    COLUMNS.map((column) => t(`history.openings.column.${column}`)),
    ...rowsOf(view).map((row) => lineOf(t, row)),
  ];
}

const COLUMNS = ['stands', 'at', 'lane', 'cause', 'plate', 'by', 'passages'] as const;

const lineOf = (t: TFunction, row: Row): Line => [
  isDoubtful(row) ? t('history.openings.doubtful') : null,
  dateTime(row.line.at),
  row.line.laneName,
  causeWord(t, row),
  row.line.plate,
  byWords(t, row),
  passagesWords(t, row),
];
