import type { TFunction } from 'i18next';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CommandError } from '../../electron/contract/commands.ts';
import type { ReportItemView, TimelinessView } from '../../electron/contract/sync.ts';
import { dateTime } from '../clock/beijing.ts';
import { callSafely } from '../store/call.ts';
import { fieldWord, interfaceWord } from './words.ts';
import { isList, shownPlatform } from './sync-state.ts';
import type { List, SyncState } from './sync-state.ts';

/** Most lines of one file: more are a matter for the history, and would hold up the station. */
export const MOST_LINES = 5000;
const AT_ONCE = 200;

/** `cut`: there were more than a file holds. */
export interface Exported {
  rows: (string | number | null)[][];
  cut: boolean;
}

/** What the tab shows, as a table: the figures, or all lines of a list from its beginning. */
export async function exportTable(
  t: TFunction,
  bridge: Bridge,
  state: SyncState,
): Promise<Exported | CommandError['code']> {
  const shown = shownPlatform(state);
  if (shown === null) return { rows: [], cut: false };
  if (!isList(state.tab)) return { rows: figureRows(t, shown.interfaces), cut: false };
  const found = await allItems(bridge, shown.platform.id, state.tab, state.interface);
  return typeof found === 'string' ? found : { rows: itemRows(t, found.items), cut: found.more };
}

async function allItems(bridge: Bridge, platform: string, list: List, only: string | null) {
  const items: ReportItemView[] = [];
  let more = true;
  while (more && items.length < MOST_LINES) {
    const after = items.at(-1)?.seq;
    const result = await callSafely(bridge, 'sync.items', {
      platform,
      state: list,
      limit: AT_ONCE,
      ...(only !== null && { interface: only }),
      ...(after !== undefined && { after }),
    });
    if (!result.ok) return result.error.code;
    items.push(...result.value.items);
    more = result.value.more && result.value.items.length > 0;
  }
  return { items, more };
}

function itemRows(t: TFunction, items: readonly ReportItemView[]): Exported['rows'] {
  const time = (at: number | null) => (at === null ? null : dateTime(at));
  const columns: [string, (item: ReportItemView) => string | number | null][] = [
    ['seq', ({ seq }) => seq],
    ['interface', (item) => interfaceWord(t, item.interface)],
    ['code', (item) => item.interface],
    ['subject', ({ subject }) => subject],
    ['createdAt', ({ createdAt }) => time(createdAt)],
    ['sentAt', ({ sentAt }) => time(sentAt)],
    ['settledAt', ({ settledAt }) => time(settledAt)],
    ['dismissedBy', ({ dismissed }) => dismissed?.who ?? null],
    ['because', ({ dismissed }) => dismissed?.because ?? null],
    ['attempts', ({ attempts }) => attempts],
    ['behind', ({ behind }) => behind],
    ['answerCode', ({ code }) => code],
    ['answer', ({ message }) => message],
    ['content', (item) => contentOf(t, item)],
  ];
  return [columns.map(([name]) => t(`sync.column.${name}`)), ...items.map((item) => columns.map(([, of]) => of(item)))];
}

const contentOf = (t: TFunction, { fields }: ReportItemView): string =>
  fields
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${fieldWord(t, name)} ${name}: ${value}`)
    .join('; ');

function figureRows(t: TFunction, interfaces: readonly TimelinessView[]): Exported['rows'] {
  const columns: [string, (figures: TimelinessView) => string | number | null][] = [
    ['interface', (figures) => interfaceWord(t, figures.interface)],
    ['code', (figures) => figures.interface],
    ['waiting', ({ waiting }) => waiting],
    ['parked', ({ parked }) => parked],
    ['acknowledged', ({ acknowledged }) => acknowledged],
    ['p50', ({ p50Ms }) => p50Ms],
    ['p99', ({ p99Ms }) => p99Ms],
    ['max', ({ maxMs }) => maxMs],
    ['late', ({ late }) => late],
  ];
  const unit = (name: string) => (['p50', 'p99', 'max'].includes(name) ? ' (ms)' : '');
  return [
    columns.map(([name]) => `${t(`sync.column.${name}`)}${unit(name)}`),
    ...interfaces.map((figures) => columns.map(([, of]) => of(figures))),
  ];
}
